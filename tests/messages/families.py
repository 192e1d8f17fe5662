"""An invented family in memory: two parents who live apart, with everything by which either could be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from goldenthread.messages.readers import FamilyNow
from goldenthread.people.models import Address, Carer, CarerLink, ContactPoint, Person, SettingStay
from goldenthread.people.rules.recipients import Tie
from goldenthread.people.rules.rights import FamilyRights

DAY = date(2026, 11, 20)
MOTHER, FATHER = 1, 2
HOME = "4 Quarry Bank\nFellmoor Haven"
POSTCODE = "ZY1 4QB"
SCHOOL = "Harbour Lane Primary School"
MOTHERS_NUMBER, FATHERS_NUMBER = "07700 900123", "07700 900456"
FATHERS_POST = "19 Tannery Row\nOverbeck\nZY9 2TR"


def a_family(
    *, mother: str = "none", father: str = "none", protected: Iterable[str] = (),
    rights: FamilyRights | None = None, **of_person: Any,
) -> FamilyNow:  # fmt: skip
    """Robin Hythe lives with the mother; `mother` and `father` are their restrictions."""
    person = Person(
        pk=7, legal_forenames="Robin", legal_surname="Hythe", born=date(2016, 5, 4), **of_person
    )
    home = Address(pk=1, person=person, kind="home", lines=HOME, postcode=POSTCODE.replace(" ", ""))
    points = [_point(1, MOTHER, MOTHERS_NUMBER), _point(2, FATHER, FATHERS_NUMBER)]
    for row in (home, *points):
        row.hidden = False  # type: ignore[union-attr]  # annotated where it is read
    links = (
        _link(person, MOTHER, "Ms", "Alma", "Hythe", mother, lives_with=True),
        _link(person, FATHER, "Mr", "Piers", "Hythe", father, post=FATHERS_POST),
    )
    for link in links:
        link.post_hidden = bool({"address", "contact"} & {*protected})  # type: ignore[attr-defined]  # annotated
    return FamilyNow(
        person=person, day=DAY,
        ties=tuple(Tie(one.carer_id, one.restriction) for one in links),
        rights=rights or FamilyRights(young_person=False, parents_told=True),
        links=links, points=tuple(points), addresses=(home,),
        stays=(SettingStay(pk=1, person=person, name=SCHOOL),), protected=frozenset(protected),
    )  # fmt: skip


def _link(
    person: Person, key: int, title: str, forename: str, surname: str, restriction: str, *,
    lives_with: bool = False, post: str = "",
) -> CarerLink:  # fmt: skip
    carer = Carer(pk=key, title=title, forename=forename, surname=surname, postal_address=post)
    return CarerLink(
        pk=key, person=person, carer=carer, restriction=restriction, lives_with=lives_with
    )


def _point(key: int, carer_id: int, value: str) -> ContactPoint:
    return ContactPoint(pk=key, carer_id=carer_id, kind="mobile", value=value)
