"""Counting over columns. Every convention is asked of the scalar engine: a shift once, anything else once for each day.

So no number and no rule of counting stands here a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from goldenthread.statute import counting
from goldenthread.statute.calendars import ONE_DAY, BeyondCalendar, england
from goldenthread.statute.deriving.context import DAYS_A_WEEK
from goldenthread.statute.settings import Settings

# Any day does for a convention that moves every day by as much.
SOME_DAY = date(2026, 3, 2)
# How far outside the known years a count can still find its working day: August, when the tribunal does not sit, and
# the weekends around it.
_MARGIN = timedelta(days=62)
_SHIFTS: dict[str, Callable[[date, int, Settings], date]] = {
    "weeks": lambda day, number, settings: counting.days_of(day, DAYS_A_WEEK * number, settings),
    "days": counting.days_of,
    "days_beginning": lambda day, number, _: counting.days_beginning_with(day, number),
}


@dataclass(frozen=True)
class DayTable:
    """An answer for each day from `first` on; null before and after. The first and last value are those nulls."""

    first: date
    values: pl.Series

    def of(self, day: pl.Expr) -> pl.Expr:
        """The answers for a column of days."""
        place = day.to_physical() - (_number(self.first) - 1)
        return pl.lit(self.values).gather(place.clip(0, len(self.values) - 1))


@lru_cache(maxsize=512)
def asked(
    question: Callable[..., date | bool], first: date, last: date, *given: object
) -> DayTable:
    """The table of a question that takes a day, and what else is `given`. Null where the calendar does not reach."""
    answers: list[date | bool | None] = [None]
    for number in range((last - first).days + 1):
        try:
            answers.append(question(first + timedelta(days=number), *given))
        except BeyondCalendar:
            answers.append(None)
    answers.append(None)
    kind = pl.Boolean if any(isinstance(one, bool) for one in answers) else pl.Date
    return DayTable(first, pl.Series(answers, dtype=kind))


def working(question: Callable[..., date | bool], *given: object) -> DayTable:
    """A question that the calendar of England answers."""
    known = england()
    return asked(question, known.known_from - _MARGIN, known.known_to + _MARGIN, *given)


def on_or_before(day: date) -> date:
    """The last working day on or before a day."""
    return england().on_or_before(day)


def on_or_after(day: date) -> date:
    """The first working day on or after a day."""
    return england().on_or_after(day)


def after(day: date, number: int) -> date:
    """The last of so many working days after a day."""
    return england().after(day, number)


def beginning_with(day: date, number: int) -> date:
    """The last of so many working days, the first of them on or after a day."""
    return england().beginning_with(day, number)


def is_working(day: date) -> bool:
    """Whether a day is a working day."""
    return england().is_working(day)


def lodged_by(day: date) -> date:
    """The last day for lodging with the tribunal what is due on a day."""
    return counting.lodged_by(day, england())


def _tribunal(day: date, number: int) -> date:
    return counting.tribunal_working_days(day, number, england())


_WORKING = {
    "working_days_beginning": beginning_with,
    "working_days": after,
    "tribunal_working_days": _tribunal,
}


def shift(day: pl.Expr, days: int) -> pl.Expr:
    """A column of days, so many days on."""
    return (day.to_physical() + days).cast(pl.Date)


def moved_by(convention: Callable[[date], date]) -> int:
    """By how many days a convention moves a day that moves every day by as much."""
    return (convention(SOME_DAY) - SOME_DAY).days


@dataclass(frozen=True)
class Span:
    """The days of a file, in whole years: the tables of months reach so far."""

    first: date
    last: date

    @classmethod
    def around(cls, *days: object) -> Span:
        """The whole years in which some days lie; those that are None are left out."""
        years = [day.year for day in days if isinstance(day, date)] or [SOME_DAY.year]
        return cls(date(min(years), 1, 1), date(max(years) + 1, 1, 1) - ONE_DAY)

    def asked(self, question: Callable[..., date | bool], day: pl.Expr, *given: object) -> pl.Expr:
        """What a question answers for a column of days of the file."""
        return asked(question, self.first, self.last, *given).of(day)

    def counted(self, unit: str, number: int, day: pl.Expr, settings: Settings) -> pl.Expr:
        """The last day of a limit from each day of a column. ValueError for a unit that is no count from a day."""
        if unit in _SHIFTS:
            return shift(day, moved_by(lambda one: _SHIFTS[unit](one, number, settings)))
        if unit in _WORKING:
            return working(_WORKING[unit], number).of(day)
        if unit == "months":
            return self.asked(counting.add_months, day, number)
        if unit == "months_starting":
            return self.asked(counting.months_starting_with, day, number, settings)
        raise ValueError(f"{unit} is no count from a day")


def _number(day: date) -> int:
    """The number by which Polars keeps a day."""
    return (day - date(1970, 1, 1)).days
