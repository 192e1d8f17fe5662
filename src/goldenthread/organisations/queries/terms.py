"""School terms: of an area and its settings, and the days of one school by which a clock counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.actions.terms import AHEAD
from goldenthread.organisations.models import LocalArea, Organisation, SchoolYear
from goldenthread.organisations.rules.terms import (
    Closure,
    TermDays,
    closures,
    run_of,
    year_of,
    year_words,
)


@dataclass(frozen=True, slots=True)
class YearRow:
    """The terms of one school year: of the area's schools, or of a setting that has its own."""

    year: int
    words: str
    organisation_id: int | None
    setting: str
    source: str
    version: int
    terms: list[TermDays]
    holidays: list[Closure]


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The terms by which one school is open, in order, with the holidays between them. Empty: none is known."""

    terms: list[TermDays]
    holidays: list[Closure]

    @property
    def first(self) -> date | None:
        """The first day of which it is known."""
        return self.terms[0].first if self.terms else None

    @property
    def last(self) -> date | None:
        """The last day of which it is known."""
        return self.terms[-1].last if self.terms else None


def area_with_terms(scope: Scope, area_id: int) -> LocalArea:
    """The area; Http404 for one in which the scope holds no post. One query."""
    found = LocalArea.objects.visible_to(scope).filter(pk=area_id).first()
    if found is None:
        raise Http404("There is no such area.")
    return found


def years_of(area: LocalArea) -> list[YearRow]:
    """All that is known of the terms of an area, the newest year first, all schools before single ones. Two queries."""
    rows = (
        SchoolYear.objects.filter(area=area)
        .select_related("organisation")
        .prefetch_related("terms")
    )
    found = [_row(one) for one in rows]
    return sorted(found, key=lambda row: (-row.year, row.setting))


def year_row(area: LocalArea, year: int, organisation_id: int | None) -> YearRow:
    """The terms of one year, empty where there are none yet. Three queries at most; Http404 for no such setting."""
    organisation = None
    if organisation_id is not None:
        schools = Organisation.objects.serving(area.pk).filter(kind=Organisation.Kind.SCHOOL)
        organisation = schools.filter(pk=organisation_id).first()
        if organisation is None:
            raise Http404("There is no such setting in this area.")
    kept = (
        SchoolYear.objects.filter(area=area, year=year, organisation=organisation)
        .select_related("organisation")
        .prefetch_related("terms")
        .first()
    )
    return _row(kept or SchoolYear(area=area, year=year, organisation=organisation, version=0))


def _row(one: SchoolYear) -> YearRow:
    terms = _days(one) if one.pk else []
    return YearRow(
        one.year, year_words(one.year), one.organisation_id,
        one.organisation.name if one.organisation else "", one.source, one.version, terms, closures(terms),
    )  # fmt: skip


def _days(one: SchoolYear) -> list[TermDays]:
    return [TermDays(term.name, term.starts_on, term.ends_on) for term in one.terms.all()]


def settings_of(area: LocalArea) -> list[tuple[int, str]]:
    """Id and name of the schools and settings of an area: one query."""
    schools = Organisation.objects.serving(area.pk).filter(kind=Organisation.Kind.SCHOOL)
    return list(schools.order_by("name").values_list("pk", "name"))


def years_to_set() -> list[tuple[int, str]]:
    """The school years that can be set: from the one before this to those that are planned ahead."""
    now = year_of(clock.today())
    return [(year, year_words(year)) for year in range(now - 1, now + AHEAD + 1)]


def school_days(area_id: int, organisation_id: int | None) -> SchoolDays:
    """When a school is open: by its own terms in the years in which it has some, else by the area's. Two queries.

    Of several runs of years the newest counts: over a year of which nobody knows the terms no count may go.
    """
    years: dict[int, list[TermDays]] = {}
    own: dict[int, list[TermDays]] = defaultdict(list)
    rows = SchoolYear.objects.filter(area=area_id).prefetch_related("terms")
    for one in rows:
        if one.organisation_id is None:
            years[one.year] = _days(one)
        elif one.organisation_id == organisation_id:
            own[one.year] = _days(one)
    terms = run_of(years | own)
    return SchoolDays(terms, closures(terms))
