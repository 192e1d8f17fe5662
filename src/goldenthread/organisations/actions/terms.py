"""Keeping the school terms of an area, and those of a setting that has its own."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.models import LocalArea, Organisation, SchoolTerm, SchoolYear
from goldenthread.organisations.rules.terms import TermDays, checked, year_of
from goldenthread.organisations.terms import terms_changed

SET = "clock.set"
EARLIEST, AHEAD = 2014, 4
LONGEST_SOURCE = 200


@transaction.atomic
def set_terms(
    *, scope: Scope, area_id: int, year: int, organisation_id: int | None, version: int,
    rows: Sequence[TermDays], source: str,
) -> SchoolYear:  # fmt: skip
    """Put these terms in the place of those of a school year, of an area or of one setting in it.

    `version` is 0 where there were none. UserError names what cannot be; whoever counts by terms is told.
    """
    scope.need(SET, area_id)
    need_year(year)
    terms = checked(rows, year)
    said = source.strip()
    if len(said) > LONGEST_SOURCE:
        raise UserError("text_too_long", f"Use {LONGEST_SOURCE} characters or fewer.", "source")
    kept = _locked(scope, area_id, year, organisation_id, version)
    kept.source = said
    kept.version += 1
    kept.save()
    kept.terms.all().delete()
    SchoolTerm.objects.bulk_create(
        SchoolTerm(school_year=kept, name=one.name, starts_on=one.first, ends_on=one.last) for one in terms
    )  # fmt: skip
    record(scope, "schoolyear.set", kept, area_id=area_id, fields=("terms", "source"))
    terms_changed(scope, area_id)
    return kept


@transaction.atomic
def remove_terms(
    *, scope: Scope, area_id: int, year: int, organisation_id: int | None, version: int
) -> None:
    """Take the terms of a school year away: then they are not known."""
    scope.need(SET, area_id)
    kept = _locked(scope, area_id, year, organisation_id, version)
    if kept.pk is None or version == 0:
        raise UserError("no_such_year", "There are no terms to remove.")
    record(scope, "schoolyear.removed", kept, area_id=area_id)
    kept.delete()
    terms_changed(scope, area_id)


def need_year(year: int) -> None:
    """UserError for a school year that nobody plans for, or that lies before the law that counts by it."""
    last = year_of(clock.today()) + AHEAD
    if not EARLIEST <= year <= last:
        raise UserError(
            "implausible_year", f"{year} is not between {EARLIEST} and {last}.", "year", "Check the year."
        )  # fmt: skip


def _locked(
    scope: Scope, area_id: int, year: int, organisation_id: int | None, version: int
) -> SchoolYear:
    """The row, locked, or one that is not saved yet. UserError where it has changed since."""
    # Two people who set a year for the first time wait for one another at the area.
    LocalArea.objects.select_for_update().get(pk=area_id)
    if organisation_id is not None:
        schools = Organisation.objects.serving(area_id).filter(kind=Organisation.Kind.SCHOOL)
        if not schools.filter(pk=organisation_id).exists():
            raise UserError(
                "no_such_setting", "There is no such setting in this area.", "organisation"
            )
    kept = (
        SchoolYear.objects.select_for_update()
        .filter(area=area_id, year=year, organisation=organisation_id)
        .first()
    )
    if (kept.version if kept else 0) != version:
        raise changed_meanwhile(
            scope, kept, "these terms", fix="Check how they stand now, then send yours again."
        )
    return kept or SchoolYear(
        area_id=area_id, year=year, organisation_id=organisation_id, version=0
    )
