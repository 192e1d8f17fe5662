"""Dates and counts in words, for the sentences that explain a status."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.core.months import Month

# Spelled here, because the standard library's names follow the locale of the process.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=4096)
def day_words(day: date) -> str:
    """`31 July 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=1024)
def month_words(month: Month) -> str:
    """`July 2025`."""
    return f"{MONTHS[month.month - 1]} {month.year}"


@lru_cache(maxsize=1024)
def falls_due(month: Month) -> date:
    """The last day of the month: the day on which a month-precision date falls due."""
    return month.last_day


def days_words(days: int) -> str:
    """`1 day`, `35 days`."""
    return "1 day" if days == 1 else f"{days} days"
