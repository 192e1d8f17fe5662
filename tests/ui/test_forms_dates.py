"""Dates and months typed in parts."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.ui import forms
from goldenthread.ui.forms.dates import month_number

DUE = forms.DateField("New completion date", not_before=clock.today)
PAST = forms.DateField("Date of meeting", not_after=clock.today)
FIXED = forms.DateField("Start", not_before=date(2026, 1, 1), not_after=date(2026, 12, 31))
MONTH = forms.MonthField("Forecast", not_before=Month(2026, 11), not_after=Month(2028, 8))

ALL = ("day", "month", "year")
BAD = [
    (DUE, ["", "", ""], "Enter the new completion date", ALL),
    (DUE, None, "Enter the new completion date", ALL),
    (DUE, ["", "3", "2027"], "New completion date must include a day", ("day",)),
    (DUE, ["27", "", "2027"], "New completion date must include a month", ("month",)),
    (DUE, ["27", "3", " "], "New completion date must include a year", ("year",)),
    (DUE, ["", "", "2027"], "New completion date must include a day and month", ("day", "month")),
    (DUE, ["27", "", ""], "New completion date must include a month and year", ("month", "year")),
    (DUE, ["32", "3", "2027"], "New completion date must be a real date", ("day",)),
    (DUE, ["0", "3", "2027"], "New completion date must be a real date", ("day",)),
    (DUE, ["two", "3", "2027"], "New completion date must be a real date", ("day",)),
    (DUE, ["²", "3", "2027"], "New completion date must be a real date", ("day",)),
    (DUE, ["1", "13", "2027"], "New completion date must be a real date", ("month",)),
    (DUE, ["1", "Febtember", "2027"], "New completion date must be a real date", ("month",)),
    (DUE, ["x", "y", "2027"], "New completion date must be a real date", ("day", "month")),
    (DUE, ["x", "3", "27"], "New completion date must be a real date", ("day", "year")),
    (DUE, ["31", "2", "2027"], "New completion date must be a real date", ALL),
    (DUE, ["29", "2", "2027"], "New completion date must be a real date", ALL),
    (DUE, ["27", "3", "27"], "New completion date must have a year of 4 numbers", ("year",)),
    (DUE, ["27", "3", "20277"], "New completion date must have a year of 4 numbers", ("year",)),
    (DUE, ["27", "3", "1066"], "New completion date must have a year between 1900 and 2200", ("year",)),
    (DUE, ["20", "11", "2026"], "New completion date must be today or in the future", ALL),
    (PAST, ["22", "11", "2026"], "Date of meeting must be today or in the past", ALL),
    (FIXED, ["31", "12", "2025"], "Start must be the same as or after 1 January 2026", ALL),
    (FIXED, ["1", "1", "2027"], "Start must be the same as or before 31 December 2026", ALL),
    (MONTH, ["", ""], "Enter the forecast", ("month", "year")),
    (MONTH, ["9", ""], "Forecast must include a year", ("year",)),
    (MONTH, ["", "2027"], "Forecast must include a month", ("month",)),
    (MONTH, ["13", "2027"], "Forecast must be a real month, like 9 or September", ("month",)),
    (MONTH, ["9", "27"], "Forecast must have a year of 4 numbers", ("year",)),
    (MONTH, ["10", "2026"], "Forecast must be the same as or after November 2026", ("month", "year")),
    (MONTH, ["9", "2028"], "Forecast must be the same as or before August 2028", ("month", "year")),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "message", "parts"), BAD)
def test_bad_dates_are_told_apart_by_part(
    field: forms.DateField, typed: list[str], message: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    assert caught.value.messages == [message]
    assert caught.value.params == {"parts": parts}


@pytest.mark.parametrize(
    ("typed", "number"),
    [("9", 9), ("09", 9), ("Sep", 9), ("sept", 9), ("Sept.", 9), ("SEPTEMBER", 9), ("May", 5)],
)
def test_months_may_be_names(typed: str, number: int) -> None:
    assert month_number(typed) == number
    assert MONTH.clean([typed, "2027"]) == Month(2027, number)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_real_date_is_taken(day: date) -> None:
    field = forms.DateField("Day", years=None)
    assert field.clean([str(day.day), str(day.month), str(day.year)]) == day
    assert field.clean([f" {day.day:02d}", f"{day:%B} ", str(day.year)]) == day


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.DateField("Day of the report"), ["28", "5", "1926"], "Enter a year from 2000 to 2041."),
        (forms.DateField("Day of the report"), ["28", "5", "2126"], "Enter a year from 2000 to 2041."),
        (forms.MonthField("Due"), ["5", "1999"], "Enter a year from 2000 to 2041."),
        (forms.DateField("First day", years="held"), ["1", "9", "1959"], "Enter a year from 1960 to 2041."),
    ],
)  # fmt: skip
def test_a_year_that_is_most_likely_a_slip_is_asked_about(
    field: forms.DateField, typed: list[str], words: str
) -> None:
    with clock.fixed(date(2026, 11, 22)), pytest.raises(ValidationError) as caught:
        field.clean(typed)
    question = f"{field.subject} is in {typed[-1]}. Is the year right? {words}"
    assert caught.value.messages == [question]
    assert (caught.value.code, caught.value.params) == ("implausible_year", {"parts": ("year",)})


@given(st.lists(st.text(max_size=5), min_size=3, max_size=3))
def test_nothing_typed_breaks_it(typed: list[str]) -> None:
    with suppress(ValidationError):
        assert isinstance(forms.DateField("Day").clean(typed), date)


def test_empty_is_nothing_when_it_may_be() -> None:
    assert forms.DateField("Day", required=False).clean(["", "", ""]) is None
    assert forms.MonthField("Month", required=False).clean(["", ""]) is None


def test_messages_can_be_replaced() -> None:
    field = forms.DateField("Day", error_messages={"unreal": "That day never was"})
    with pytest.raises(ValidationError, match="That day never was"):
        field.clean(["31", "2", "2027"])


def test_change_is_judged_by_what_was_shown() -> None:
    field = forms.DateField("Day")
    assert not field.has_changed(date(2027, 3, 1), ["1", "3", "2027"])
    assert field.has_changed(date(2027, 3, 1), ["2", "3", "2027"])
    assert field.has_changed(None, ["2", "3", "2027"])
    assert not field.has_changed(None, None)
    assert not forms.MonthField("Month").has_changed(Month(2027, 3), ["3", "2027"])
