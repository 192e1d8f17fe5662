"""Invented children with carers, contact points and protections. Each call makes new ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from goldenthread.access.models import Link
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.actions.carers import CarerFacts, TieFacts
from goldenthread.people.models import (
    Address,
    CapacityNote,
    Carer,
    CarerLink,
    ContactPoint,
    FamilyLink,
    Need,
    NetworkMember,
    Person,
    Protection,
    SettingStay,
)

# Parents hold the rights of the first, the second holds their own.
CHILD_BORN, YOUNG_PERSON_BORN = date(2016, 5, 4), date(2008, 5, 4)
TODAY = date(2026, 11, 22)
SINCE = date(2026, 1, 1)


def make_child(area: LocalArea, *, born: date = CHILD_BORN, **given: Any) -> Person:
    values = {"legal_forenames": "Robin", "legal_surname": "Fell", "sent_key": uuid4(), **given}
    return Person.objects.create(area=area, born=born, **values)


def make_carer(child: Person, surname: str = "Fell", **given: Any) -> CarerLink:
    """A mother with parental responsibility who gets letters, unless `given` says otherwise."""
    carer = given.pop("carer", None) or Carer.objects.create(
        area=child.area, forename="Kim", surname=surname
    )
    values = {
        "relation": "mother", "parental_responsibility": "yes", "gets_letters": True, **given,
    }  # fmt: skip
    if values.get("restriction", "none") != "none":
        values.setdefault("basis", "Order of 3 March 2026")
    return CarerLink.objects.create(person=child, carer=carer, **values)


def make_contact(*, carer: Carer | None = None, child: Person | None = None) -> ContactPoint:
    return ContactPoint.objects.create(
        carer=carer, person=child, kind="mobile", value="07700900123"
    )


def make_protection(
    child: Person, what: str, *posts: Post, starts_on: date = SINCE, ends_on: date | None = None
) -> Protection:
    made = Protection.objects.create(
        person=child, what=what, why="refuge", starts_on=starts_on, ends_on=ends_on
    )
    made.posts.set(posts)
    return made


def make_places(child: Person, word: str) -> dict[str, int]:
    """An address, a setting, a need and somebody in the network, with that word; the parts of addresses by them."""
    address = Address.objects.create(person=child, kind="home", lines=word, starts_on=SINCE)
    stay = SettingStay.objects.create(person=child, name=word, phase="primary", starts_on=SINCE)
    member = NetworkMember.objects.create(person=child, role="nurse", name=word, starts_on=SINCE)
    Need.objects.create(person=child, type="ASD", rank=1, starts_on=SINCE)
    return {
        "<int:address_id>": address.pk, "<int:stay_id>": stay.pk, "<int:member_id>": member.pk,
    }  # fmt: skip


def make_family_link(tied: CarerLink, contact: ContactPoint) -> FamilyLink:
    """A link to the family page for that carer of that child, whose token nobody knows."""
    link = Link.objects.create(
        purpose="family_page", target_type="people.carerlink", target_id=str(tied.pk),
        token_hash="0" * 64, expires_at=clock.now() + timedelta(days=365),
    )  # fmt: skip
    return FamilyLink.objects.create(
        link=link, area=tied.person.area, person=tied.person, carer_link=tied, contact=contact,
        checked_on=clock.today(),
    )  # fmt: skip


def make_stand_in(child: Person, carer: Carer) -> CapacityNote:
    return CapacityNote.objects.create(
        person=child, matter="Where to learn", has_capacity=False, judged_by="Two people", covers_case=True,
        representative=carer, starts_on=SINCE,
    )  # fmt: skip


def named(surname: str = "Fell") -> CarerFacts:
    return CarerFacts("Ms", "Kim", surname)


def tie(**given: Any) -> TieFacts:
    values = {
        "relation": "mother", "parental_responsibility": "yes", "lives_with": False,
        "gets_letters": True, **given,
    }  # fmt: skip
    return TieFacts(**values)
