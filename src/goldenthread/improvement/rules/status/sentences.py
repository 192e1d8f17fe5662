"""Months and counts in words, for the sentences that explain a status."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.core.months import Month


@lru_cache(maxsize=1024)
def month_words(month: Month) -> str:
    """`July 2025`."""
    return month.label


@lru_cache(maxsize=1024)
def falls_due(month: Month) -> date:
    """The last day of the month: the day on which a month-precision date falls due."""
    return month.last_day


def days_words(days: int) -> str:
    """`1 day`, `35 days`."""
    return "1 day" if days == 1 else f"{days} days"
