"""Worked cases: a file of timelines, each with the duties and answers that must follow, compared with the engine's.

A case passes only if everything in it does: its duties, its checks, the same under each alternative reading, and each
`safe_due` as the last day when the day of the event is day 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.checks import answer
from goldenthread.statute.checks.asking import CHECKS, WHAT_IF, what_if
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import STATES, Duty
from goldenthread.statute.reading import day, read_case, rows, table, text, truth, whole, word
from goldenthread.statute.rulebook import KINDS, rulebook
from goldenthread.statute.timeline import Case

_FIELDS = (
    "id", "title", "topic", "why", "citation", "certainty", "settings", "child", "events", "exemptions", "as_at",
    "expect", "checks", "alternatives",
)  # fmt: skip
_NEEDS = (
    "id",
    "title",
    "topic",
    "why",
    "citation",
    "certainty",
    "settings",
    "events",
    "exemptions",
    "expect",
)
_OF_CASE = ("settings", "child", "events", "exemptions", "as_at")
# What a worked case says beside the case itself.
CASE_WORDS = tuple(name for name in _FIELDS if name not in _OF_CASE)
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


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise. `rule` is a rule's id or a check's name; `reading` the other settings."""

    rule: str
    field: str
    got: Any
    wanted: Any
    reading: str = ""


@dataclass(frozen=True)
class Result:
    """How one case did: `pass`, `fail` with its differences, or `error` with a message."""

    id: str
    result: str
    differences: list[Difference] = field(default_factory=list)
    message: str | None = None


def evaluate(given: object, step: Callable[[int], None] = lambda _: None) -> list[Result]:
    """Every case of a file; `step` is called with 1 after each. UserError where the file is no list of cases at all."""
    if not isinstance(given, list) or not given:
        raise UserError(
            "not_a_list_of_cases", "This is no list of cases.", "the file",
            "Give a JSON list with one object for each case.",
        )  # fmt: skip
    found = []
    for number, case in enumerate(given):
        found.append(_evaluated(case, f"[{number}]"))
        step(1)
    return found


def _evaluated(given: object, where: str) -> Result:
    name = str(given.get("id") or where) if isinstance(given, Mapping) else where
    try:
        facts = _read(given, where)
        found = list(_differences(facts, where))
    except UserError as problem:
        return Result(name, "error", message=str(problem))
    return Result(name, "fail" if found else "pass", found)


def _read(given: object, where: str) -> Mapping[str, Any]:
    facts = table(given, where, _FIELDS, needs=_NEEDS)
    if not isinstance(facts["id"], str) or not _ID.fullmatch(facts["id"]):
        raise UserError(
            "wrong_id", f"{facts['id']!r} is no id of a case.", f"{where}.id", "Write it as SC-001."
        )
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


def _differences(facts: Mapping[str, Any], where: str) -> Iterator[Difference]:
    case = read_case({name: facts[name] for name in _OF_CASE if name in facts}, where)
    yield from _under(case, facts, where, "")
    for number, other in enumerate(_some(facts, "alternatives", where)):
        place = f"{where}.alternatives[{number}]"
        names = ("settings", "who", "expect", "checks")
        reading = table(other, place, names, needs=names[:3])
        text(reading["who"], f"{place}.who")
        chosen = table(reading["settings"], f"{place}.settings")
        settings = case.settings.with_values(chosen, f"{place}.settings")
        named = ", ".join(f"{key} = {value}" for key, value in chosen.items())
        yield from _under(replace(case, settings=settings), reading, place, named)


def _some(facts: Mapping[str, Any], name: str, where: str) -> Sequence[object]:
    """A list that may be left out, but not be empty."""
    if name not in facts:
        return []
    found = rows(facts[name], f"{where}.{name}")
    if not found:
        raise UserError(
            "empty_list", "The list is empty.", f"{where}.{name}", "Fill it, or leave it out."
        )
    return found


def _under(case: Case, facts: Mapping[str, Any], where: str, reading: str) -> Iterator[Difference]:
    """What differs under one reading: duties and checks."""
    yield from _duties(case, facts["expect"], f"{where}.expect", reading)
    for number, one in enumerate(_some(facts, "checks", where)):
        place = f"{where}.checks[{number}]"
        check = table(one, place, ("check", "given", "expect"), needs=("check", "expect"))
        yield from _check(case, check, place, reading)


def _duties(case: Case, expected: object, where: str, reading: str) -> Iterator[Difference]:
    duties = derive(case)
    safe = derive(replace(case, settings=replace(case.settings, day_one="included")))
    for number, one in enumerate(rows(expected, where)):
        place = f"{where}[{number}]"
        wanted = _wanted(one, place)
        found = [duty for duty in duties if duty.rule == wanted["rule"]]
        twins = [duty for duty in safe if duty.rule == wanted["rule"]]
        if not found:
            yield Difference(wanted["rule"], "rule", None, wanted["rule"], reading)
            continue
        # Of several duties under one rule the case means the one that fits it best.
        yield from min(
            (
                _compared(duty, twin, wanted, reading)
                for duty, twin in zip(found, twins, strict=True)
            ),
            key=len,
        )


def _wanted(one: object, where: str) -> dict[str, Any]:
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


def _compared(duty: Duty, twin: Duty, wanted: Mapping[str, Any], reading: str) -> list[Difference]:
    found = []
    for name, value in wanted.items():
        got = twin.statutory_due if name == "safe_due" else getattr(duty, name)
        if got != value:
            found.append(Difference(duty.rule, name, got, value, reading))
    return found


def _check(case: Case, check: Mapping[str, Any], where: str, reading: str) -> Iterator[Difference]:
    name = word(check["check"], f"{where}.check", (*CHECKS, WHAT_IF))
    if name == WHAT_IF:
        more = what_if(case, check.get("given"), f"{where}.given")
        expect = table(check["expect"], f"{where}.expect", ("duties",), needs=("duties",))
        yield from _duties(more, expect["duties"], f"{where}.expect.duties", reading)
        return
    expect = table(check["expect"], f"{where}.expect", CHECKS[name].answers)
    if not expect:
        raise UserError(
            "nothing_expected", "The check expects nothing.", f"{where}.expect", "Say what."
        )
    got = answer(case, name, check.get("given", {}), where)
    for key, value in expect.items():
        if key == "not":
            yield from _must_differ(name, got, table(value, f"{where}.expect.not"), reading)
        elif not _same(got[key], value):
            yield Difference(name, key, _plain(got[key]), value, reading)


def _must_differ(
    name: str, got: Mapping[str, Any], values: Mapping[str, Any], reading: str
) -> Iterator[Difference]:
    for key, value in values.items():
        if _same(got[key], value):
            yield Difference(name, f"not {key}", got[key], f"anything but {value}", reading)


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(got, set):
        return isinstance(wanted, list) and got == set(wanted) and len(wanted) == len(got)
    if isinstance(got, bool) or isinstance(wanted, bool):
        return got is wanted
    return bool(_plain(got) == wanted)


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, set) else value


def as_document(results: Sequence[Result]) -> dict[str, Any]:
    """The results as JSON, with the three totals."""
    return {
        "cases": [
            {
                "id": one.id, "result": one.result,
                "differences": [
                    {
                        "rule": each.rule, "field": each.field, "got": _plain(each.got),
                        "wanted": _plain(each.wanted), "reading": each.reading or None,
                    }
                    for each in one.differences
                ],
                "message": one.message,
            }
            for one in results
        ],
        "passed": sum(one.result == "pass" for one in results),
        "failed": sum(one.result == "fail" for one in results),
        "errors": sum(one.result == "error" for one in results),
    }  # fmt: skip
