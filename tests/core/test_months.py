from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.months import Month

months = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@given(months, st.integers(-500, 500))
def test_adding_months_and_taking_the_difference_are_inverse(start: Month, count: int) -> None:
    assert (start + count) - start == count
    assert (start + count) + -count == start


@given(months)
def test_a_month_ends_the_day_before_the_next_begins(month: Month) -> None:
    assert month.last_day + timedelta(days=1) == (month + 1).first_day
    assert month.last_day.day == calendar.monthrange(month.year, month.month)[1]


@given(months)
def test_text_round_trip(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(months, months)
def test_order_is_the_order_of_time(one: Month, other: Month) -> None:
    assert (one < other) == (one.first_day < other.first_day)


@pytest.mark.parametrize("text", ["2025", "2025-13", "2025-00", "25-01", "2025-1", "Jul 2025", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_labels_and_the_last_month_of_all() -> None:
    assert Month(2025, 9).label == "September 2025"
    assert Month(2025, 9).short_label == "Sep 2025"
    assert Month(2200, 12).last_day == date(2200, 12, 31)
    with pytest.raises(ValueError, match="year"):
        Month(2201, 1)
