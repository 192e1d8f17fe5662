"""Days as people write them: `9 February 2027`, `9th Feb, 2027`, `February 9, 2027`, `9/2/27`, `2027-02-09`. Pure.

A day without its year is found and has no date: whoever reads the letter later cannot tell which year was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.core.months import NAMES

_MONTHS = {name[:3].lower(): place for place, name in enumerate(NAMES, 1)}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in NAMES)
_MONTH = _MONTH.replace("Sep(?:tember)?", "Sept?(?:ember)?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
# Two digits are a year only where nothing else follows that they could count.
_YEAR = r"(?P<year>(?:19|20)\d{2}|['’]?\d{2}(?=\W*$|[.,;)]))"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_WEEKDAY}\b{_DAY}(?:\s+day)?(?:\s+of)?[\s.-]+(?P<month>{_MONTH})\b\.?(?:[\s,.-]+{_YEAR}\b)?",
        rf"{_WEEKDAY}\b(?P<month>{_MONTH})\.?\s+{_DAY}\b(?:[\s,]+{_YEAR}\b)?",
        rf"{_WEEKDAY}(?<![\d/.-])(?P<year>(?:19|20)\d{{2}})-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"{_WEEKDAY}(?<![\d/.-])(?P<day>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<number>\d{{1,2}})\s?(?P=mark)\s?(?P<year>(?:19|20)\d{{2}}|\d{{2}})(?![\d/])",
    )
)


@dataclass(frozen=True)
class FoundDay:
    """A day in a text from `start` to `end`. `day` is None without a year, and for one that there is not.

    `weekday`: 0 for Monday, as it is written beside it; None where none is.
    """

    day: date | None
    start: int
    end: int
    weekday: int | None


def days_in(text: str) -> tuple[FoundDay, ...]:
    """Every day that the text names, in order."""
    found: list[FoundDay] = []
    for shape in _SHAPES:
        taken = [(one.start, one.end) for one in found]
        found += [one for one in _of(shape, text) if not any(_meet(one, span) for span in taken)]
    return tuple(sorted(found, key=lambda one: one.start))


def _of(shape: re.Pattern[str], text: str) -> Iterator[FoundDay]:
    for match in shape.finditer(text):
        parts = match.groupdict()
        weekday = parts["weekday"]
        place = _WEEKDAYS.index(weekday[:3].lower()) if weekday else None
        yield FoundDay(_date(parts), match.start(), match.end(), place)


def _date(parts: dict[str, str | None]) -> date | None:
    year = (parts.get("year") or "").lstrip("'’")
    if not year:
        return None
    month = parts.get("month")
    number = _MONTHS[month[:3].lower()] if month else int(parts.get("number") or 0)
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, number, int(parts["day"] or 0))
    except ValueError:
        return None


def _meet(one: FoundDay, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end
