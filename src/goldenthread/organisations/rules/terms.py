"""School terms: rows as people paste them, what can be wrong with them, and the holidays between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words

MOST, LONGEST_NAME = 12, 60
ONE_DAY = timedelta(days=1)
_AUGUST = 8
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+", re.IGNORECASE)
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")
_EXAMPLE = (
    "Write the name, the first and the last day: Autumn 1; 2 September 2026; 23 October 2026."
)


@dataclass(frozen=True, slots=True)
class TermDays:
    """A term, or half of one: its name, the first and the last day on which schools are open in it."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Closure:
    """A holiday between two terms: the first day on which schools are closed, and the day of opening again."""

    first: date
    reopens: date

    @property
    def days(self) -> int:
        """How long it lasts."""
        return (self.reopens - self.first).days


def year_of(day: date) -> int:
    """The school year of a day, by the calendar year in which it begins; it turns on the first of August."""
    return day.year if day.month >= _AUGUST else day.year - 1


def year_words(year: int) -> str:
    """`2026/27`."""
    return f"{year}/{(year + 1) % 100:02}"


def read_rows(text: str, where: str = "rows") -> list[TermDays]:
    """The terms in lines of name, first and last day, parted by tabs, semicolons or commas; a line of headings is none.

    UserError names the row, what stands there and what is expected.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if lines and not any(letter.isdigit() for letter in lines[0][1]):
        lines = lines[1:]
    return [_row(number, line, where) for number, line in lines]


def _row(number: int, line: str, where: str) -> TermDays:
    mark = next((one for one in ("\t", ";", ",") if line.count(one) >= 2), None)
    cells = [cell.strip() for cell in line.split(mark)] if mark else []
    cells = [cell for cell in cells if cell]
    if len(cells) != 3:
        raise UserError(
            "not_three_cells", f"Row {number} does not have a name and two days: {line.strip()[:80]}", where, _EXAMPLE
        )  # fmt: skip
    name, first, last = cells
    if len(name) > LONGEST_NAME:
        raise UserError(
            "name_too_long", f"Row {number}: the name has more than {LONGEST_NAME} characters.", where, _EXAMPLE
        )  # fmt: skip
    return TermDays(name, _day(number, first, where), _day(number, last, where))


def _day(number: int, text: str, where: str) -> date:
    plain = _WEEKDAY.sub("", text)
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day, which has no zone
        except ValueError:
            continue
    raise UserError(
        "no_such_day", f"Row {number}: there is no day {text[:40]}.", where,
        "Write a real day, for example 2 September 2026, 02/09/2026 or 2026-09-02.",
    )  # fmt: skip


def checked(rows: Sequence[TermDays], year: int, where: str = "rows") -> list[TermDays]:
    """The terms of a school year in order of their days. UserError where they cannot be."""
    if not rows:
        raise UserError("no_terms", "Give the terms of the year.", where, _EXAMPLE)
    if len(rows) > MOST:
        raise UserError(
            "too_many_terms", f"A year has {MOST} terms or fewer; these are {len(rows)}.", where
        )
    for row in rows:
        if row.last < row.first:
            raise UserError(
                "dates_the_wrong_way_round", f"{row.name} ends before it begins.", where, "Check its two days."
            )  # fmt: skip
        for day in (row.first, row.last):
            if year_of(day) != year:
                raise UserError(
                    "another_year", f"{row.name}: {day_words(day)} is not in the school year {year_words(year)}.",
                    where, f"Check the day; {year_words(year)} runs from 1 August {year} to 31 July {year + 1}.",
                )  # fmt: skip
    found = sorted(rows, key=lambda row: row.first)
    for before, after in pairwise(found):
        if after.first <= before.last:
            raise UserError(
                "terms_overlap", f"{before.name} and {after.name} overlap.", where,
                f"{before.name} ends on {day_words(before.last)}, {after.name} begins on {day_words(after.first)}.",
            )  # fmt: skip
    return found


def run_of(years: Mapping[int, Sequence[TermDays]]) -> list[TermDays]:
    """The terms of the newest run of school years without a gap, in order: nothing reaches over an unknown year."""
    if not years:
        return []
    last = first = max(years)
    while first - 1 in years:
        first -= 1
    return [term for year in range(first, last + 1) for term in years[year]]


def closures(terms: Iterable[TermDays]) -> list[Closure]:
    """The holidays between terms in order. What comes before the first and after the last is not known."""
    found, before = [], None
    for term in terms:
        if before is not None and term.first > before.last + ONE_DAY:
            found.append(Closure(before.last + ONE_DAY, term.first))
        before = term
    return found


def as_text(terms: Iterable[TermDays]) -> str:
    """The terms as rows that `read_rows` reads."""
    return "\n".join(f"{one.name}; {day_words(one.first)}; {day_words(one.last)}" for one in terms)
