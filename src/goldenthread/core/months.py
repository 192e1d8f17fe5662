"""A month of a year: the precision in which improvement plans promise things."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# English whatever the process's locale: labels stand in frozen reports.
NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{2})")


@lru_cache(maxsize=4096)
def day_words(day: date) -> str:
    """`31 July 2025`."""
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month. Orders by time; `str()` is `YYYY-MM`. Years 1900 to 2200."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2200:
            raise ValueError(f"year {self.year} is not between 1900 and 2200")
        if not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is not between 1 and 12")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`; anything else is a ValueError."""
        found = _ISO.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a month written as YYYY-MM")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def label(self) -> str:
        """`July 2025`."""
        return f"{NAMES[self.month - 1]} {self.year}"

    @property
    def short_label(self) -> str:
        """`Jul 2025`."""
        return f"{NAMES[self.month - 1][:3]} {self.year}"

    def __add__(self, months: int) -> Month:
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    def __sub__(self, other: Month) -> int:
        """Whole months from `other` to this one."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
