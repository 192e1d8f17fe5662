"""What must hold for every timeline, whatever is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from goldenthread.statute.calendars import BeyondCalendar, england
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import STATES, Duty
from goldenthread.statute.explaining import explain
from goldenthread.statute.owners import FAMILY
from goldenthread.statute.rulebook import KINDS, rulebook
from goldenthread.statute.timeline import Case
from tests.statute.makers import case, cases, documents

some = hypothesis_settings(max_examples=60)
# Every field in which a claim of an exemption may show; the days are not among them.
_CLAIMED = ("state", "exempt", "because")


def without(duty: Duty, *names: str) -> dict[str, Any]:
    return {name: getattr(duty, name) for name in duty.__slots__ if name not in names}


@some
@given(cases())
def test_an_exemption_moves_no_day(found: Case) -> None:
    bare = derive(replace(found, claims=()))
    assert [without(one, *_CLAIMED) for one in derive(found)] == [
        without(one, *_CLAIMED) for one in bare
    ]


@some
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_on_different_days_says_nothing(
    found: Case, random: Any
) -> None:
    by_day = {one.on: one for one in found.events}
    events = list(by_day.values())
    told = replace(found, events=tuple(events))
    random.shuffle(events)
    assert derive(replace(found, events=tuple(events))) == derive(told)


@some
@given(cases())
def test_each_duty_is_complete_and_consistent(found: Case) -> None:
    for duty in derive(found):
        rule = rulebook()[duty.rule]
        assert duty.kind in KINDS
        assert duty.state in (None, *STATES)
        assert duty.because, "every date explains itself"
        assert any(one.citation == rule.citation for one in duty.because)
        if duty.kind != "LAW":
            assert duty.statutory_due is None, "what is no law has no legal day"
        if duty.safe_due is not None:
            assert duty.statutory_due is not None
            assert duty.safe_due <= duty.statutory_due
        if duty.last_working_day is not None:
            assert duty.statutory_due is not None
            assert duty.last_working_day <= duty.statutory_due
            assert england().is_working(duty.last_working_day)
        if found.as_at is None:
            assert duty.state not in ("open", "overdue", "exempt")
        if duty.state in ("overdue", "met_late", "exempt", "exempt_late") and duty.kind == "LAW":
            assert duty.days_late or duty.rule in ("PLN-2", "DP-2", "AR-11")


@some
@given(cases())
def test_looking_later_never_moves_a_day(found: Case) -> None:
    early = derive(replace(found, as_at=date(2019, 6, 3)))
    late = derive(replace(found, as_at=date(2030, 1, 1)))
    assert [(one.rule, one.statutory_due, one.earliest) for one in early] == [
        (one.rule, one.statutory_due, one.earliest) for one in late
    ]


@some
@given(documents())
def test_every_case_can_be_explained(document: dict[str, Any]) -> None:
    for duty in explain(document)["duties"]:
        assert duty["because"][0]["sentence"].endswith(".")
        for other in duty["other_readings"]:
            assert other["date"] != duty[other["field"]]


@some
@given(st.dates(date(2019, 3, 1), date(2027, 3, 1)), st.integers(1, 40))
def test_working_days_are_counted_the_same_both_ways(day: date, number: int) -> None:
    calendar = england()
    last = calendar.beginning_with(day, number)
    assert calendar.is_working(last)
    assert calendar.between(day, last + timedelta(days=1)) == number
    assert calendar.after(day, number) == calendar.beginning_with(day + timedelta(days=1), number)


def test_nothing_is_guessed_beyond_the_calendar() -> None:
    calendar = england()
    try:
        calendar.beginning_with(calendar.known_to, 3)
    except BeyondCalendar as problem:
        assert "is not guessed" in str(problem)
    else:
        raise AssertionError("it was guessed")
    (appeal,) = [
        one for one in derive(case(("appeal_received", "2027-12-20"))) if one.rule == "AP-3"
    ]
    assert appeal.statutory_due is None
    assert any("is not guessed" in one.sentence for one in appeal.because)
    assert appeal.owner != FAMILY
