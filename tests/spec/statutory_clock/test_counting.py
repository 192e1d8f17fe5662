"""Every row of the conventions, against the functions that count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from goldenthread.statute import counting
from goldenthread.statute.calendars import BeyondCalendar, england
from goldenthread.statute.deriving.assessment import served_on
from goldenthread.statute.deriving.context import Context
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.settings import Settings
from tests.spec.definitions import rows
from tests.spec.statutory_clock.cells import case_of, day
from tests.spec.statutory_clock.worked import counting as worked

_PLAIN = Settings()


def _rows(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows(table), ids=lambda row: " / ".join(row.values()))


def _or_unknown(count: Callable[[], date]) -> date | str:
    try:
        return count()
    except BeyondCalendar:
        return "not known"


def _day(cell: str) -> date | str:
    return cell if cell == "not known" else day(cell)


@_rows(worked.OF)
def test_so_many_days_of_an_event(row: dict[str, str]) -> None:
    event, days = day(row["Event"]), int(row["Limit"].split()[0])
    assert counting.days_of(event, days, _PLAIN) == day(row["Day not counted (CNT-1)"])
    included = Settings(day_one="included")
    assert counting.days_of(event, days, included) == day(row["Day is day 1 (CNT-1b)"])


@_rows(worked.BEGINNING)
def test_so_many_days_beginning_with_one(row: dict[str, str]) -> None:
    last = counting.days_beginning_with(day(row["Beginning with"]), int(row["Days"]))
    assert last == day(row["Last day (CNT-2)"])


@_rows(worked.STARTING)
def test_so_many_months_starting_with_a_day(row: dict[str, str]) -> None:
    first, months = day(row["Starting with"]), int(row["Months"])
    plain = counting.months_starting_with(first, months, _PLAIN)
    other = counting.months_starting_with(first, months, Settings(period_end="anniversary"))
    assert (plain, other) == (day(row["The day before (CNT-3)"]), day(row["The anniversary"]))


@_rows(worked.MONTHS)
def test_so_many_months_of_an_event(row: dict[str, str]) -> None:
    found = counting.add_months(day(row["Event"]), int(row["Months"]))
    assert found == day(row["Corresponding day (CNT-4)"])


@_rows(worked.BEFORE)
def test_before_a_named_day(row: dict[str, str]) -> None:
    named = day(row["Before"])
    assert counting.before(named, _PLAIN) == day(row["The day before (CNT-5)"])
    assert counting.before(named, Settings(before_date="inclusive")) == day(row["The named day"])


@_rows(worked.MONTHS_BEFORE)
def test_so_many_months_before_a_day(row: dict[str, str]) -> None:
    on, months = day(row["Day"]), int(row["Months before"])
    assert counting.months_before(on, months, _PLAIN) == day(row["Corresponding day"])
    clear = Settings(months_before="clear")
    assert counting.months_before(on, months, clear) == day(row["Clear months"])


@_rows(worked.NOTICE)
def test_notice_of_two_weeks(row: dict[str, str]) -> None:
    notice = day(row["Notice"])
    clear = Settings(notice="clear_days")
    assert notice + counting.notice_days(2, _PLAIN) == day(row["First day of the meeting (CNT-6)"])
    assert notice + counting.notice_days(2, clear) == day(row["With clear days"])


@_rows(worked.WORKING)
def test_working_days(row: dict[str, str]) -> None:
    first, number = day(row["Day"]), int(row["Working days"])
    calendar = england()
    beginning = _or_unknown(lambda: calendar.beginning_with(first, number))
    assert beginning == _day(row["Beginning with it (CNT-7)"])
    assert _or_unknown(lambda: calendar.after(first, number)) == _day(row["After it (CNT-8)"])


@_rows(worked.STANDS)
def test_a_last_day_of_a_council_stands(row: dict[str, str]) -> None:
    last = day(row["Last lawful day"])
    assert england().why_not(last) == row["Why it is no working day"].replace("-", "")
    assert england().on_or_before(last) == day(row["Working day before (CNT-10)"])


@_rows(worked.LODGING)
def test_lodging_with_the_tribunal(row: dict[str, str]) -> None:
    found = _or_unknown(lambda: counting.lodged_by(day(row["Time ends on"]), england()))
    assert found == _day(row["Last day for lodging (CNT-11)"])


@_rows(worked.TRIBUNAL)
def test_working_days_of_the_tribunal(row: dict[str, str]) -> None:
    after, number = day(row["After"]), int(row["Working days"])
    found = _or_unknown(lambda: counting.tribunal_working_days(after, number, england()))
    assert found == _day(row["Last day (CNT-11)"])


@_rows(worked.POSTED)
def test_first_class_post(row: dict[str, str]) -> None:
    case = case_of({"What happened": f"draft posted {row['Posted']}"})
    found = _or_unknown(lambda: served_on(Context(case, england()), case.events[0]))
    assert found == _day(row["Taken as served (CNT-14)"])


def test_every_convention_of_the_rulebook_is_explained() -> None:
    explained = [row["Convention"] for row in rows(worked.CONVENTIONS)]
    used = {name for rule in rulebook().values() for name in rule.counting}
    assert used <= set(explained)
