"""The limits of opening a record in an emergency, from data/break_glass.yaml. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "break_glass.yaml"
NUMBERS = ("least_words", "review_within_days", "attempts_an_hour")


@dataclass(frozen=True)
class Limits:
    """What an opening keeps to: `hours` to choose from, words in a reason, days until it is reviewed."""

    hours: tuple[int, ...]
    least_words: int
    review_within_days: int
    attempts_an_hour: int

    def ends(self, opened_at: datetime, hours: int) -> datetime:
        """When it closes by itself. ValueError for hours that are not offered."""
        if hours not in self.hours:
            raise ValueError(f"a record is opened for one of {self.hours} hours, not {hours}")
        return opened_at + timedelta(hours=hours)

    def review_due(self, opened_on: date) -> date:
        """The last day on which its review is in time."""
        return opened_on + timedelta(days=self.review_within_days)

    def says_enough(self, reason: str) -> bool:
        """Whether a reason has enough words that hold a letter."""
        return sum(any(map(str.isalpha, word)) for word in reason.split()) >= self.least_words


@cache
def limits() -> Limits:
    """The limits in force."""
    return build(load_rules(DATA))


def build(data: dict[str, Any]) -> Limits:
    """ValueError where a limit is missing, or is no whole number of at least 1."""
    hours = data.get("hours") or []
    numbers: list[Any] = [data.get(name) for name in NUMBERS]
    if not hours or any(type(one) is not int or one < 1 for one in [*hours, *numbers]):
        raise ValueError(f"break_glass.yaml needs hours and {', '.join(NUMBERS)}, each at least 1")
    if hours != sorted(set(hours)):
        raise ValueError("break_glass.yaml: the hours go upwards, each once")
    return Limits(tuple(hours), *numbers)
