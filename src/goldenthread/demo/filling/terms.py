"""School terms of the demonstration: invented, in the usual pattern, for the years around its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from goldenthread.organisations.models import LocalArea, SchoolTerm, SchoolYear
from goldenthread.organisations.rules.terms import TermDays, year_of

_MONDAY, _WEDNESDAY, _FRIDAY = 0, 2, 4
_BEFORE = 3
_SOURCE = "Invented for the demonstration"


def write_terms(areas: Iterable[LocalArea], today: date) -> int:
    """The terms of some years up to this one, of the areas that are told by hand; how many rows that took.

    The year after is left out: nobody has published it yet.
    """
    now, rows = year_of(today), 0
    for number, area in enumerate(areas):
        for year in range(now - _BEFORE, now + 1):
            kept = SchoolYear.objects.create(area=area, year=year, source=_SOURCE)
            made = SchoolTerm.objects.bulk_create(
                SchoolTerm(school_year=kept, name=one.name, starts_on=one.first, ends_on=one.last)
                for one in terms_of(year, later=number)
            )
            rows += 1 + len(made)
    return rows


def terms_of(year: int, *, later: int = 0) -> list[TermDays]:
    """Six half terms of a school year, the summer `later` by so many days."""
    autumn = _on_or_after(date(year, 9, 1), _WEDNESDAY)
    october = _on_or_before(date(year, 10, 31), _MONDAY) - timedelta(days=7 * (later % 2))
    spring = _on_or_after(date(year + 1, 1, 4), _MONDAY)
    february = _on_or_after(date(year + 1, 2, 14), _MONDAY)
    easter = _on_or_before(date(year + 1, 3, 31), _FRIDAY)
    may = _on_or_before(date(year + 1, 5, 31), _MONDAY)
    summer = date(year + 1, 7, 21) + timedelta(days=later)
    week, weekend = timedelta(days=7), timedelta(days=3)
    return [
        TermDays("Autumn 1", autumn, october - weekend),
        TermDays("Autumn 2", october + week, _on_or_before(date(year, 12, 20), _FRIDAY)),
        TermDays("Spring 1", spring, february - weekend),
        TermDays("Spring 2", february + week, easter),
        TermDays("Summer 1", easter + timedelta(days=17), may - weekend),
        TermDays("Summer 2", may + week, summer),
    ]


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)
