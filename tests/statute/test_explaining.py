"""What in a case cannot be right: a request by somebody too young, a plan and a review out of nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.statute.explaining import doubts
from goldenthread.statute.timeline import Case, Child, Event

pytestmark = pytest.mark.pure
# Of compulsory school age until the last Friday in June of the year in which the 16th birthday falls: 26 June 2026.
BORN = date(2010, 3, 1)
LAST = date(2026, 6, 26)
DAY = date(2026, 7, 1)


def found(*events: Event) -> list[str]:
    return doubts(Case(child=Child(BORN), events=tuple(sorted(events, key=lambda one: one.on))))


def event(kind: str, on: date = DAY, **details: Any) -> Event:
    return Event(kind, on, details)


@pytest.mark.parametrize(
    ("by", "on", "doubtful"),
    [("young_person", LAST, True), ("young_person", date(2026, 6, 27), False), ("parent", LAST, False)],
)  # fmt: skip
def test_a_young_person_asks_only_over_compulsory_school_age(
    by: str, on: date, doubtful: bool
) -> None:
    said = found(event("request_received", on, by=by))
    assert ["until 26 June 2026" in one for one in said] == [True] * doubtful


@pytest.mark.parametrize(
    ("kind", "beginning", "words"),
    [
        ("final_plan_sent", "request_received", "no request or other beginning"),
        ("final_plan_sent", "brought_to_attention", "no request or other beginning"),
        ("review_meeting_held", "plan_first_made", "no plan is recorded before it"),
        ("review_decision_sent", "plan_transferred", "no plan is recorded before it"),
    ],
)
def test_a_plan_and_a_review_come_out_of_something(kind: str, beginning: str, words: str) -> None:
    (said,) = found(event(kind))
    assert words in said
    assert not any(words in one for one in found(event(beginning, LAST), event(kind)))
