"""When a child's school is open, for the clock: from the terms that its council or its school has set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.duties.models import Case, CouncilClock
from goldenthread.organisations.queries.terms import SchoolDays, school_days
from goldenthread.organisations.rules.terms import Closure, year_of, year_words
from goldenthread.people.queries.schools import setting_on
from goldenthread.statute.exemptions import exemptions_file
from goldenthread.statute.timeline import Event, Terms

CLOSED = "school_closed"
_BY_TERMS = "school_days"


def school_of(case: Case, council: CouncilClock | None, today: date) -> SchoolDays | None:
    """The terms of the child's school, where the council counts in school days; None where it does not.

    No query where it does not, else three.
    """
    if not counts_by_terms(council):
        return None
    return school_days(case.area_id, setting_on(case.person_id, today))


@dataclass(frozen=True, slots=True)
class Published:
    """What the terms tell of the days in which a limit runs: the closures that are long enough for an exemption, and
    the school years of which nothing is known yet.
    """

    closures: list[Closure]
    unknown: list[str]


def published_in(case: Case, first: date, last: date, today: date) -> Published:
    """What is known of the child's school in the days of a limit. Three queries."""
    school = school_days(case.area_id, setting_on(case.person_id, today))
    terms = exemptions_file()["closure"]
    margin = timedelta(days=terms["window_days"])
    known = terms_of(school)
    years = [year_words(year) for year in range(year_of(first), year_of(last) + 1)]
    told = {year_words(year_of(one.first)) for one in school.terms}
    return Published(
        [
            one
            for one in school.holidays
            if one.days >= terms["least_days"]
            and one.first - margin <= last
            and one.reopens - margin >= first
        ],
        [] if known.has(first) and known.has(last) else [one for one in years if one not in told],
    )


def counts_by_terms(council: CouncilClock | None) -> bool:
    """Whether a change of terms can move a day of this council's."""
    return council is not None and council.settings.get("school_reply") == _BY_TERMS


def closed_in(school: SchoolDays, happened: Sequence[Event]) -> list[Event]:
    """The holidays between its terms as events, from the first thing that happened on, save those over which a closure
    that is recorded says otherwise.
    """
    if not happened:
        return []
    began = min(one.on for one in happened)
    told = [(one.on, one.details["reopens"]) for one in happened if one.kind == CLOSED]
    return [
        Event(CLOSED, max(one.first, began), {"reopens": one.reopens})
        for one in school.holidays
        if one.reopens > began
        and not any(first < one.reopens and one.first < reopens for first, reopens in told)
    ]


def terms_of(school: SchoolDays) -> Terms:
    """The days of which it is known; none where there are no terms."""
    return Terms(school.first or date.max, school.last or date.min)
