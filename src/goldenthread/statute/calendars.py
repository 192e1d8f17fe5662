"""Working days of England, from versioned data. A day outside the known years is never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules

_FILE = Path(__file__).parent / "data" / "bank_holidays.yaml"
ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_AUGUST = 8


class BeyondCalendar(Exception):
    """A count ran into days whose bank holidays are not known. Its text is a sentence for a screen."""

    def __init__(self, day: date, calendar: WorkingDays) -> None:
        super().__init__(
            f"Bank holidays are known from {day_words(calendar.known_from)} to "
            f"{day_words(calendar.known_to)}; the count runs to {day_words(day)} and is not guessed."
        )
        self.day = day


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday without the bank holidays, between the first and the last day that are known."""

    holidays: Mapping[date, str]
    known_from: date
    known_to: date

    def is_working(self, day: date) -> bool:
        """BeyondCalendar for a weekday of which nobody knows."""
        if day.weekday() >= _SATURDAY:
            return False
        if not self.known_from <= day <= self.known_to:
            raise BeyondCalendar(day, self)
        return day not in self.holidays

    def on_or_before(self, day: date) -> date:
        """The last working day on or before `day`."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def beginning_with(self, day: date, number: int) -> date:
        """The last of `number` working days, of which the first working day on or after `day` is the first."""
        day = self.on_or_after(day)
        for _ in range(number - 1):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def after(self, day: date, number: int) -> date:
        """The last of `number` working days, of which the next one after `day` is the first."""
        return self.beginning_with(day + ONE_DAY, number)

    def between(self, first: date, end: date) -> int:
        """Working days from `first`, itself counted, up to but without `end`."""
        days = (first + timedelta(days=n) for n in range((end - first).days))
        return sum(self.is_working(day) for day in days)

    def why_not(self, day: date) -> str:
        """What a day is that is not a working day: `a Saturday`, `Good Friday`. Empty for a working day."""
        if day.weekday() >= _SATURDAY:
            return "a Saturday" if day.weekday() == _SATURDAY else "a Sunday"
        return self.holidays.get(day, "")


def school_year(day: date, later: int = 0) -> str:
    """The school year of a day, which turns on the first of August, or one so many years `later`: `2026/27`."""
    began = later + (day.year if day.month >= _AUGUST else day.year - 1)
    return f"{began}/{(began + 1) % 100:02}"


@lru_cache(maxsize=1)
def england() -> WorkingDays:
    """The calendar of the data file."""
    found = load_rules(_FILE)
    return WorkingDays(found["days"], found["known_from"], found["known_to"])
