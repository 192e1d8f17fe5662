"""A clock that an event would take away is named before; what the law itself sets aside is not."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.duties.rules.events import events_file, is_kind
from goldenthread.duties.rules.going import doubts_of_going
from goldenthread.statute.timeline import Case, Child, Event

pytestmark = pytest.mark.pure
ASKED, TODAY = date(2026, 3, 2), date(2026, 9, 1)
WAITING = Case(
    child=Child(date(2016, 1, 1), None), events=(Event("request_received", ASKED, {}),), as_at=TODAY
)


def test_a_move_that_ends_a_clock_names_what_it_ends() -> None:
    (said,) = doubts_of_going(WAITING, [Event("family_moved", date(2026, 8, 1), {})])
    assert "to another council's area" in said
    assert "Final plan (last day 20 July 2026)" in said


@pytest.mark.parametrize("kind", ["assessment_decision_sent", "no_plan_notice_sent"])
def test_what_a_decision_ends_needs_no_confirming(kind: str) -> None:
    assert doubts_of_going(WAITING, [Event(kind, date(2026, 4, 1), {})]) == []


def test_a_request_while_one_runs_takes_nothing_away() -> None:
    assert doubts_of_going(WAITING, [Event("request_received", date(2026, 4, 1), {})]) == []


def test_the_kinds_are_known() -> None:
    assert all(is_kind(kind) for kind in events_file()["asked_before_duties_go"])
