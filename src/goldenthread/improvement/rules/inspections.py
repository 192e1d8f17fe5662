"""What an inspection asks for, whether its dates fit each other, and whether the response came in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.rules.status.facts import Problem

if TYPE_CHECKING:
    from datetime import date

DATA = Path(__file__).parent / "data" / "inspections.yaml"
_OUTCOME_KEYS = {"word", "meaning", "asks", "check"}
_RESPONSE_KEYS = {"word", "days", "check"}


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """What a person says about an inspection. Codes are those of inspections.yaml; empty means not known yet.

    `month_only` where no day is known: then `starts_on` is the first of the month.
    """

    title: str
    framework: str
    starts_on: date
    ends_on: date | None = None
    report_on: date | None = None
    link: str = ""
    outcome: str = ""
    response: str = ""
    response_due: date | None = None
    response_published_on: date | None = None
    month_only: bool = False


class Timeliness(StrEnum):
    """How the response stands against the day it falls due."""

    NOT_ASKED = "not_asked"
    NO_DATE = "no_date"
    WAITING = "waiting"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Response:
    """How the response stands; `days` is the distance to the day it falls due, never below nought."""

    state: Timeliness
    days: int = 0


@cache
def inspection_rules() -> dict[str, Any]:
    """The parsed and checked data/inspections.yaml."""
    rules = load_rules(DATA)
    check_rules(rules)
    return rules


def check_rules(rules: dict[str, Any]) -> None:
    """ValueError where an entry has other keys, or an outcome asks for a response that is not there."""
    for name, response in rules["responses"].items():
        _need_keys(f"responses.{name}", response, _RESPONSE_KEYS)
        if response["days"] is not None and not 0 < response["days"] < 400:
            raise ValueError(f"inspections.yaml: responses.{name}.days is no number of days")
    for name, framework in rules["frameworks"].items():
        _need_keys(f"frameworks.{name}", framework, {"word", "check", "outcomes"})
        for code, outcome in framework["outcomes"].items():
            _need_keys(f"{name}.{code}", outcome, _OUTCOME_KEYS)
            if outcome["asks"] is not None and outcome["asks"] not in rules["responses"]:
                raise ValueError(f"inspections.yaml: {name}.{code} asks for no known response")
    for name, kind in rules["kinds"].items():
        _need_keys(f"kinds.{name}", kind, {"word"})


def _need_keys(where: str, entry: dict[str, Any], keys: set[str]) -> None:
    if set(entry) != keys:
        raise ValueError(f"inspections.yaml: {where} needs {', '.join(sorted(keys))}")


def outcomes_of(framework: str) -> dict[str, dict[str, Any]]:
    """The outcomes of a framework by code; empty where it has none, or is not known."""
    found: dict[str, dict[str, Any]] = (
        inspection_rules()["frameworks"].get(framework, {}).get("outcomes", {})
    )
    return found


def word_of(table: str, code: str) -> str:
    """The words for a code of `frameworks`, `responses` or `kinds`; the code itself where it is not known."""
    entry = inspection_rules()[table].get(code)
    return str(entry["word"]) if entry else code


def outcome_of(framework: str, code: str) -> dict[str, Any] | None:
    """The words, meaning and request of an outcome; None while there is none."""
    return outcomes_of(framework).get(code)


def check_facts(facts: InspectionFacts, today: date) -> list[Problem]:
    """What does not fit, in the order of the form; empty when all is well."""
    codes = [*_check_codes(facts), *_check_dates(facts, today)]
    words = ", ".join(entry["word"] for entry in outcomes_of(facts.framework).values())
    return [_problem(code, words or "none, for this framework has no outcomes") for code in codes]


def response_standing(facts: InspectionFacts, today: date) -> Response:
    """Whether the response was published, and in time."""
    due, published = facts.response_due, facts.response_published_on
    if not facts.response:
        return Response(Timeliness.NOT_ASKED)
    if due is None:
        return Response(Timeliness.PUBLISHED if published else Timeliness.NO_DATE)
    if published is not None:
        state = Timeliness.LATE if published > due else Timeliness.IN_TIME
        return Response(state, abs((published - due).days))
    state = Timeliness.OVERDUE if due < today else Timeliness.WAITING
    return Response(state, abs((due - today).days))


def _check_codes(facts: InspectionFacts) -> list[str]:
    rules, codes = inspection_rules(), []
    if facts.framework not in rules["frameworks"]:
        codes.append("unknown_framework")
    elif facts.outcome and facts.outcome not in outcomes_of(facts.framework):
        codes.append("outcome_of_another")
    if facts.response and facts.response not in rules["responses"]:
        codes.append("unknown_response")
    if not facts.response and (facts.response_due or facts.response_published_on):
        codes.append("due_without_response")
    return codes


def _check_dates(facts: InspectionFacts, today: date) -> list[str]:
    start, end, report = facts.starts_on, facts.ends_on, facts.report_on
    published = facts.response_published_on
    wrong = {
        "ends_before_start": end is not None and end < start,
        "starts_ahead": report is not None and report < start,
        "report_before_end": report is not None and end is not None and start <= report < end,
        "report_ahead": report is not None and report > today,
        "due_before_report": _before(facts.response_due, report or start),
        "published_before_inspection": _before(published, start),
        "published_ahead": published is not None and published > today,
    }
    return [code for code, is_wrong in wrong.items() if is_wrong]


def _before(day: date | None, other: date) -> bool:
    return day is not None and day < other


def _problem(code: str, outcomes: str) -> Problem:
    text = inspection_rules()["problems"][code]
    return Problem(code, text["field"], text["message"], text["fix"].format(outcomes=outcomes))
