"""Invented letters: an area with a letterhead, staff, and a child with two parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from goldenthread.access.scope import Scope
from goldenthread.documents.rules.letters import fact_book
from goldenthread.messages.actions import letters
from goldenthread.messages.models import Copy, CouncilLetterhead, Letter
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Address, CarerLink, Person
from tests import factories
from tests.people.families import make_carer, make_child

DAY = date(2026, 11, 20)
ABOUT = ("duties.case", 1)
FACTS = {"decision_due": "2026-12-14", "needed": "The last report\nWhat you see at home"}
KIND = "more_information"


@dataclass(frozen=True)
class Stage:
    """Where letters are written: by a coordinator, about a child who lives with the mother."""

    area: LocalArea
    staff: factories.Person
    child: Person
    mother: CarerLink
    father: CarerLink

    @property
    def scope(self) -> Scope:
        return self.staff.scope


def a_stage(**of_father: Any) -> Stage:
    area = factories.make_area()
    staff = factories.make_person(area, "case_coordinator")
    set_letterhead(area)
    child = make_child(area)
    Address.objects.create(
        person=child, kind="home", lines="4 Quarry Bank\nHaven", postcode="ZY14QB"
    )
    mother = make_carer(child, "Fell", lives_with=True)
    father = make_carer(child, "Ashby", relation="father", **of_father)
    father.carer.postal_address = "19 Tannery Row\nOverbeck"
    father.carer.save()
    return Stage(area, staff, child, mother, father)


def set_letterhead(area: LocalArea, **facts: str) -> CouncilLetterhead:
    told = {code: one.example for code, one in fact_book().items() if one.of == "letterhead"}
    number = CouncilLetterhead.objects.filter(area=area).count() + 1
    return CouncilLetterhead.objects.create(area=area, number=number, facts=told | facts)


def a_draft(stage: Stage, **given: Any) -> Letter:
    told: dict[str, Any] = {
        "scope": stage.scope, "person_id": stage.child.pk, "kind": KIND, "about": ABOUT, "facts": FACTS,
        "to": None, "post_id": stage.staff.post.pk, "sent_key": uuid4(),
    }  # fmt: skip
    return letters.draft(**told | given)


def sent_by(stage: Stage, letter: Letter, **given: Any) -> Letter:
    went = {one.pk: (Copy.Method.FIRST.value, DAY) for one in letter.copies.all()}
    told: dict[str, Any] = {
        "scope": stage.scope, "letter_id": letter.pk, "version": letter.version, "sent": went,
        "post_id": stage.staff.post.pk, "sent_key": uuid4(),
    }  # fmt: skip
    return letters.send(**told | given)


def copies(letter: Letter) -> dict[str, Copy]:
    return {one.name: one for one in letter.copies.order_by("pk")}
