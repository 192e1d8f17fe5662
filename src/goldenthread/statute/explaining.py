"""One case explained: its duties with their reasons, other readings, and what in the timeline cannot be right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.statute.ages import compulsory_school_age_ends
from goldenthread.statute.case_clock import ATTENTION, REQUEST
from goldenthread.statute.deriving import derive
from goldenthread.statute.deriving.context import happened
from goldenthread.statute.reading import CASE_FIELDS, read_case, table
from goldenthread.statute.readings import other_readings
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.timeline import Case, Event
from goldenthread.statute.worked import CASE_WORDS

_PLANS = ("final_plan_sent", "plan_first_made", "plan_transferred", "final_amended_plan_sent")
_LEAD_TO_A_PLAN = (
    REQUEST,
    ATTENTION,
    "reassessment_requested",
    "reassessment_decision_sent",
    "tribunal_order_made",
)
_REVIEWS = (
    "review_notice_given", "early_review_requested", "review_meeting_held", "review_report_received",
    "review_decision_sent",
)  # fmt: skip


def parse_json(data: bytes) -> Any:
    """The JSON value in a file. UserError, with the place, for what is none, and for a name that stands twice."""
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise UserError(
            "not_utf8", "The file is not written in UTF-8.", "the file", "Save it as UTF-8."
        ) from None
    except json.JSONDecodeError as problem:
        raise UserError(
            "not_json", f"The file is not JSON: {problem.msg}.", f"line {problem.lineno}, column {problem.colno}",
            "Check the commas, quotes and brackets there.",
        ) from None  # fmt: skip
    except RecursionError:
        raise UserError(
            "not_json", "The file is nested too deep.", "the file", "Check the brackets."
        ) from None


def _no_number(name: str) -> Any:
    raise UserError(
        "not_json", f"{name} is no number of JSON.", "the file", "Write a number, or leave it out."
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError(
            "named_twice", f"The field {twice!r} stands twice in one object.", twice, "Keep one."
        )
    return found


def explain(given: object, as_at: date | None = None) -> dict[str, Any]:
    """The document of `goldenthread statute explain`. `as_at` goes before the one of the case."""
    facts = table(given, "the case", (*CASE_FIELDS, *CASE_WORDS))
    case = read_case({name: value for name, value in facts.items() if name in CASE_FIELDS})
    if as_at is not None:
        case = replace(case, as_at=as_at)
    duties = derive(case)
    return {
        "as_at": case.as_at.isoformat() if case.as_at else None,
        "settings": asdict(case.settings),
        "duties": [
            {**duty.as_dict(), "name": rulebook()[duty.rule].name, "other_readings": [_reading(one) for one in others]}
            for duty, others in zip(duties, other_readings(case, duties), strict=True)
        ],
        "doubts": doubts(case),
    }  # fmt: skip


def _reading(reading: Any) -> Mapping[str, Any]:
    found = asdict(reading)
    return {**found, "date": reading.date.isoformat() if reading.date else None}


def doubts(case: Case) -> list[str]:
    """Sentences on what cannot be right: an act before all that could call for it, a birth after what happened."""
    found = []
    born, first = case.child.born, case.events[0] if case.events else None
    if born is not None and first is not None and born > first.on:
        found.append(
            f"The child's day of birth, {day_words(born)}, is later than what happened on {day_words(first.on)}; check "
            "both days."
        )
    for event in case.events:
        found += _too_young(case, event)
        starts = [
            kind
            for rule in rulebook().values()
            if rule.clock is not None and event.kind in rule.clock.met_by
            for kind in _starting(rule.clock.starts)
            if kind != event.kind
        ]
        present = case.of(*starts)
        if present and all(one.on > event.on for one in present):
            found.append(
                f"{happened(event)} on {day_words(event.on)}, before everything that calls for it: the first is "
                f"{day_words(present[0].on)}. It meets no duty; check both days."
            )
    return [*found, *_out_of_nothing(case)]


def _too_young(case: Case, event: Event) -> list[str]:
    """A request by a young person who was none yet: CFA 2014 s.83(2), over compulsory school age."""
    born = case.child.born
    if event.kind != REQUEST or event.details.get("by") != "young_person" or born is None:
        return []
    ends = compulsory_school_age_ends(born)
    if event.on > ends:
        return []
    return [
        f"{happened(event)} on {day_words(event.on)} from the young person, who is of compulsory school age until "
        f"{day_words(ends)}: until then it is the parent who asks. Check who asked."
    ]


def _out_of_nothing(case: Case) -> list[str]:
    """A final plan that nothing led to, and a review of a plan that there is not; of each only the first."""
    plan, review = case.first("final_plan_sent"), next(iter(case.of(*_REVIEWS)), None)
    found = []
    if plan is not None and not case.of(*_LEAD_TO_A_PLAN):
        found.append(
            f"{happened(plan)} on {day_words(plan.on)}, and no request or other beginning is recorded. "
            "Record what began it."
        )
    if review is not None and not any(one.on <= review.on for one in case.of(*_PLANS)):
        found.append(
            f"{happened(review)} on {day_words(review.on)}, and no plan is recorded before it. Record the plan, or "
            "check the child."
        )
    return found


def _starting(starts: tuple[str, ...]) -> tuple[str, ...]:
    return (REQUEST, ATTENTION) if starts == ("case_clock",) else starts
