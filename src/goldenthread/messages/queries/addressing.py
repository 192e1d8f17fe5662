"""To whom of a family a letter goes today, in which envelope, and what may not stand in it.

Read afresh each time: at drafting, when words are changed, at sending, and when the family page shows a letter. Whoever
calls has the right to the child's record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Q

from goldenthread.access.scope import nobody
from goldenthread.messages.readers import FamilyNow
from goldenthread.people.models import (
    CapacityNote,
    CarerLink,
    Consent,
    Person,
    Protection,
    SettingStay,
)
from goldenthread.people.models.spans import Span
from goldenthread.people.protection import post_hidden
from goldenthread.people.queries.family import points_of
from goldenthread.people.queries.homes import homes_of
from goldenthread.people.queries.rights import capacity_of, consents_of, family_rights
from goldenthread.people.queries.together import Wanted, together
from goldenthread.people.rules.recipients import Tie

_CARER = ("carer__title", "carer__forename", "carer__surname")
_STANDS_IN = tuple(f"representative__{name}" for name in ("title", "forename", "surname"))
S = TypeVar("S", bound=Span)


def family_now(person: Person, day: date) -> FamilyNow:
    """The family as it stands on that day. One query."""
    later = Q(ends_on=None) | Q(ends_on__gte=day)
    found = together(
        Wanted(
            "links",
            CarerLink.objects.filter(person=person).annotate(post_hidden=post_hidden(nobody())),
            (*_CARER, "carer__postal_address"),
            marks=("post_hidden",),
        ),
        Wanted("points", points_of(nobody(), person), marks=("hidden",)),
        Wanted("addresses", homes_of(nobody(), person).filter(later), marks=("hidden",)),
        Wanted("stays", SettingStay.objects.filter(later, person=person), ("organisation__name",)),
        Wanted("consents", Consent.objects.filter(person=person), _CARER),
        Wanted("notes", CapacityNote.objects.filter(person=person), _STANDS_IN),
        Wanted("protections", Protection.objects.on(day).filter(person=person)),
    )
    notes = capacity_of(person, day, read=_newest_first(found["notes"]))
    consents = consents_of(person, notes, day, read=_newest_first(found["consents"]))
    links = tuple(_newest_first(found["links"]))
    return FamilyNow(
        person=person,
        day=day,
        ties=tuple(_tie(link) for link in reversed(links)),
        rights=family_rights(person, consents, notes, day),
        links=links,
        points=tuple(found["points"]),
        addresses=tuple(_newest_first(found["addresses"])),
        stays=tuple(_newest_first(found["stays"])),
        protected=frozenset(row.what for row in found["protections"]),
    )


def _newest_first(rows: Iterable[S]) -> list[S]:
    """As the tables are ordered: by their first day, the latest first, those without one last."""
    return sorted(rows, key=lambda row: (row.starts_on or date.min, row.pk), reverse=True)


def _tie(link: CarerLink) -> Tie:
    return Tie(link.carer_id, link.restriction, link.gets_letters, link.starts_on, link.ends_on)
