"""Who reads the family page: what a link stands for today, and what whoever holds it may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.access.models import Link
from goldenthread.core import clock
from goldenthread.people.models import (
    CapacityNote,
    CarerLink,
    Consent,
    ContactPoint,
    FamilyLink,
    Person,
    Protection,
)
from goldenthread.people.queries.rights import (
    CapacityRow,
    capacity_of,
    consents_of,
    family_rights,
)
from goldenthread.people.queries.together import Wanted, together
from goldenthread.people.rules.family_links import OVER, Given, ended_because
from goldenthread.people.rules.recipients import Tie, may_know_place
from goldenthread.people.rules.rights import FamilyRights

EMAIL = "email"
_CARER = ("title", "forename", "surname")


@dataclass(frozen=True)
class Kept:
    """What is on record of who may be told about a child: `carers` are the links behind the ties."""

    carers: tuple[CarerLink, ...]
    ties: tuple[Tie, ...]
    notes: tuple[CapacityRow, ...]
    rights: FamilyRights
    protected: frozenset[str]


@dataclass(frozen=True)
class FamilyReader:
    """Whoever opened the family page: one carer of one child, or the young person (no `carer_id`).

    `knows_place`: they may learn where the child lives and learns. `acts`: requests, answers and appeals are theirs to
    make; where they are the young person's own, `young_person_acts`. `protected`: what leaves the record to nobody.
    """

    family: FamilyLink
    person: Person
    carer_id: int | None
    ties: tuple[Tie, ...]
    rights: FamilyRights
    knows_place: bool
    acts: bool
    young_person_acts: bool
    protected: frozenset[str]

    @property
    def young(self) -> bool:
        """Whether it is the young person."""
        return self.carer_id is None

    @property
    def link_id(self) -> int:
        return self.family.link_id


def reader_of(link: Link | None) -> FamilyReader | None:
    """Who reads the page by that link today; None where it opens nothing. Two queries, also where there is no link."""
    family = family_links().filter(link=link.pk if link else 0).first()
    return standing_of(family, clock.today())[0]


def family_links() -> Any:
    """Links with all that `standing_of` asks for."""
    return FamilyLink.objects.select_related(
        "person__area", "carer_link__carer", "contact", "link__code"
    )


def standing_of(family: FamilyLink | None, today: date) -> tuple[FamilyReader | None, str]:
    """Who reads by a link on that day, or nobody and why. One query, also for no link."""
    kept = kept_of(family.person if family is not None else None, today)
    if family is None or kept is None:
        return None, OVER
    tie = family.carer_link
    given = Given(
        tie.carer_id if tie is not None else None, _record_stands(family), _contact_stands(family),
        tied=tie is None or tie.person_id == family.person_id,
    )  # fmt: skip
    ended = ended_because(given, kept.ties, today, kept.rights)
    return (None, ended) if ended else (_reader(family, given.carer, kept, today), "")


def kept_of(person: Person | None, today: date) -> Kept | None:
    """Who may be told about a child, as `rules.recipients` asks for it. One query, also for nobody."""
    person_id = person.pk if person is not None else 0
    carer = tuple(f"carer__{name}" for name in _CARER)
    stand_in = tuple(f"representative__{name}" for name in _CARER)
    found = together(
        Wanted("ties", CarerLink.objects.filter(person=person_id), carer),
        Wanted("consents", Consent.objects.filter(person=person_id), carer),
        Wanted("notes", CapacityNote.objects.filter(person=person_id), stand_in),
        Wanted("protections", Protection.objects.on(today).filter(person=person_id)),
    )
    if person is None:
        return None
    notes = capacity_of(person, today, read=_newest_first(found["notes"]))
    consents = consents_of(person, notes, today, read=_newest_first(found["consents"]))
    return Kept(
        tuple(found["ties"]), tuple(_tie(link) for link in found["ties"]), notes,
        family_rights(person, consents, notes, today),
        frozenset(row.what for row in found["protections"]),
    )  # fmt: skip


def gets_codes(point: ContactPoint) -> bool:
    """Whether a code can go there: a mail address in use that staff verified."""
    return point.kind == EMAIL and point.verified_on is not None and point.ended_on is None


def _reader(family: FamilyLink, carer_id: int | None, kept: Kept, today: date) -> FamilyReader:
    handed_over = [note for note in kept.notes if note.hands_over]
    young_acts = kept.rights.young_person and not handed_over
    # Where nobody is named for a young person who cannot decide, the parent stands in (CFA 2014, s.80; reg 64).
    parents_stand_in = any(note.representative_id is None for note in handed_over)
    tie = family.carer_link
    if tie is None:
        acts = young_acts
    elif kept.rights.young_person:
        acts = parents_stand_in or carer_id in kept.rights.representatives
    else:
        # A parent is whoever has parental responsibility, or care of the child (Education Act 1996, s.576).
        acts = tie.parental_responsibility == "yes" or tie.lives_with
    return FamilyReader(
        family=family, person=family.person, carer_id=carer_id, ties=kept.ties, rights=kept.rights,
        knows_place=carer_id is None or may_know_place(carer_id, kept.ties, today, kept.rights),
        acts=acts, young_person_acts=young_acts, protected=kept.protected,
    )  # fmt: skip


def _tie(link: CarerLink) -> Tie:
    return Tie(link.carer_id, link.restriction, link.gets_letters, link.starts_on, link.ends_on)


def _record_stands(family: FamilyLink) -> bool:
    person = family.person
    there = person.merged_into_id is None and person.died_on is None
    return there and person.area_id == family.area_id


def _contact_stands(family: FamilyLink) -> bool:
    """Still in use, still verified, still whose it was, and still the address that was bound to the link."""
    point, tie = family.contact, family.carer_link
    owner = point.person_id == family.person_id if tie is None else point.carer_id == tie.carer_id
    return owner and gets_codes(point) and point.value == family.link.code.contact


def _newest_first(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.starts_on or date.min, row.pk), reverse=True)
