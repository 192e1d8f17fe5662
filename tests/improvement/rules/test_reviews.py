from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.improvement.rules.reviews import (
    REMINDER_DAYS,
    a_year_after,
    next_review,
    review_notice,
)

DUE = date(2027, 5, 28)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (DUE - timedelta(days=61), None),
        (DUE - timedelta(days=60), "in 60 days"),
        (DUE - timedelta(days=1), "in 1 day"),
        (DUE, "today"),
        (DUE + timedelta(days=1), "overdue by 1 day"),
        (DUE + timedelta(days=12), "overdue by 12 days"),
    ],
)
def test_the_reminder(today: date, words: str | None) -> None:
    notice = review_notice(DUE, today)
    assert (notice.words if notice else None) == words
    assert notice is None or notice.overdue == (today > DUE)


def test_no_reminder_without_a_day() -> None:
    assert review_notice(None, DUE) is None


@pytest.mark.parametrize(
    ("held_on", "following"),
    [
        (date(2027, 5, 28), date(2028, 5, 28)),
        (date(2027, 4, 10), date(2028, 5, 28)),
        (date(2027, 9, 1), date(2028, 5, 28)),
        (date(2028, 5, 28), date(2029, 5, 28)),
        (date(2026, 11, 2), date(2027, 11, 2)),
    ],
)
def test_the_next_review(held_on: date, following: date) -> None:
    assert next_review(DUE, held_on) == following


@given(st.none() | days, days)
def test_the_next_review_lies_ahead_and_not_much_more_than_a_year(
    due: date | None, held_on: date
) -> None:
    following = next_review(due, held_on)
    assert held_on < following <= a_year_after(held_on) + timedelta(days=REMINDER_DAYS + 1)
