"""How a worked case is written: its fields, and what it may expect of a duty. Reading is strict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.duties import STATES
from goldenthread.statute.reading import day, rows, table, text, truth, whole, word
from goldenthread.statute.rulebook import KINDS, rulebook

_FIELDS = (
    "id", "title", "topic", "why", "citation", "certainty", "settings", "child", "events", "exemptions", "as_at",
    "expect", "checks", "alternatives",
)  # fmt: skip
_MAY_BE_LEFT_OUT = ("child", "as_at", "checks", "alternatives")
_NEEDS = tuple(name for name in _FIELDS if name not in _MAY_BE_LEFT_OUT)
OF_CASE = ("settings", "child", "events", "exemptions", "as_at")
# What a worked case says beside the case itself.
CASE_WORDS = tuple(name for name in _FIELDS if name not in OF_CASE)
_ID = re.compile(r"SC-\d{3}")
TOPICS = (
    "request_clock", "advice", "exemptions", "draft_final", "annual_review", "phase_transfer", "moving_area",
    "reassessment", "mediation_appeal", "tribunal_orders", "cease_age_detained", "other",
)  # fmt: skip
_CERTAINTIES = ("high", "medium", "contested")
_MOST_DAYS = 100_000
# The fields of an expected duty that hold a day; those that may be null are days that the law may not fix.
_DAYS = ("statutory_due", "safe_due", "last_working_day", "earliest", "guidance_due")
_MAY_BE_NULL = ("statutory_due", "earliest")
_OF_DUTY = ("rule", *_DAYS, "state", "days_late", "exempt", "kind")


def read_worked(given: object, where: str) -> Mapping[str, Any]:
    """The fields of a worked case. UserError for one that is unknown, missing or wrong; the timeline is read apart."""
    facts = table(given, where, _FIELDS, needs=_NEEDS)
    if not isinstance(facts["id"], str) or not _ID.fullmatch(facts["id"]):
        raise UserError(
            "wrong_id", f"{facts['id']!r} is no id of a case.", f"{where}.id", "Write it as SC-001."
        )
    for name in OF_CASE:
        if name in facts:
            filled(facts[name], f"{where}.{name}")
    for name in ("title", "why", "citation"):
        text(facts[name], f"{where}.{name}")
    word(facts["topic"], f"{where}.topic", TOPICS)
    word(facts["certainty"], f"{where}.certainty", _CERTAINTIES)
    if "day_one" not in table(facts["settings"], f"{where}.settings"):
        raise UserError(
            "missing_field", "The field 'day_one' is missing.", f"{where}.settings", "Give it."
        )
    if not rows(facts["expect"], f"{where}.expect") and "checks" not in facts:
        raise UserError(
            "nothing_expected", "The case expects nothing.", where, "Give expect or checks."
        )
    return facts


def filled(given: object, where: str) -> None:
    """UserError for a null or an empty object in the facts of a worked case: what is not known is left out there."""
    if given is None or given == {}:
        raise UserError("empty_value", "Nothing stands here.", where, "Fill it, or leave it out.")
    if isinstance(given, Mapping):
        for name, value in given.items():
            filled(value, f"{where}.{name}")
    elif isinstance(given, list):
        for number, value in enumerate(given):
            filled(value, f"{where}[{number}]")


def some(facts: Mapping[str, Any], name: str, where: str) -> Sequence[object]:
    """A list that may be left out, but not be empty."""
    if name not in facts:
        return []
    found = rows(facts[name], f"{where}.{name}")
    if not found:
        raise UserError(
            "empty_list", "The list is empty.", f"{where}.{name}", "Fill it, or leave it out."
        )
    return found


def expected_duty(one: object, where: str) -> dict[str, Any]:
    """What a case expects of one duty: days as dates."""
    facts = dict(table(one, where, _OF_DUTY, needs=("rule",)))
    word(facts["rule"], f"{where}.rule", rulebook())
    if len(facts) == 1:
        raise UserError(
            "nothing_expected", "Only the rule is named.", where, "Say what must come out."
        )
    for name in _DAYS:
        if name in facts and not (facts[name] is None and name in _MAY_BE_NULL):
            facts[name] = day(facts[name], f"{where}.{name}")
    if "state" in facts:
        word(facts["state"], f"{where}.state", STATES)
    if "kind" in facts:
        word(facts["kind"], f"{where}.kind", KINDS)
    if "days_late" in facts:
        whole(facts["days_late"], f"{where}.days_late", 0, _MOST_DAYS)
    if "exempt" in facts:
        truth(facts["exempt"], f"{where}.exempt")
    return facts
