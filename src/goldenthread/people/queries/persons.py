"""One child: the record that a scope may read, and who the child is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person
from goldenthread.people.rules.codes import words_of
from goldenthread.statute.ages import age_on


@dataclass(frozen=True)
class Fact:
    """One thing that a record says of a child, in words; `value` is empty where it is not known."""

    label: str
    value: str | date | None


@dataclass(frozen=True)
class PersonSummary:
    """Who a child is, as the head of the record and of each page about the child shows it."""

    id: int
    reference: str
    called: str
    legal_name: str
    born: date
    age: int
    died_on: date | None
    facts: tuple[Fact, ...]

    @property
    def names(self) -> tuple[Fact, ...]:
        """What the child is called, by law too, and the date of birth."""
        return (
            Fact("Called", self.called),
            Fact("Legal name", self.legal_name),
            Fact("Date of birth", self.born),
        )


def get_person(scope: Scope, person_id: int) -> Person:
    """The child with the area, and with the record that this one was merged into. One query.

    Http404 when there is none that the scope may see.
    """
    found = (
        Person.objects.visible_to(scope)
        .select_related("area", "merged_into")
        .filter(pk=person_id)
        .first()
    )
    if found is None:
        raise Http404("There is no such record.")
    return found


def areas_to_add_in(scope: Scope) -> list[tuple[str, str]]:
    """Key and name of each area in which the scope may open records. One query."""
    found = LocalArea.objects.filter(pk__in=scope.areas_with("person.edit")).order_by("name")
    return [(str(area.pk), area.name) for area in found]


def summary(person: Person, today: date) -> PersonSummary:
    """Who the child is, in words. No query; whoever calls has the right to the record."""
    return PersonSummary(
        id=person.pk,
        reference=person.reference,
        called=person.called,
        legal_name=f"{person.legal_forenames} {person.legal_surname}",
        born=person.born,
        age=age_on(person.born, person.died_on or today),
        died_on=person.died_on,
        facts=_facts(person),
    )


def _facts(person: Person) -> tuple[Fact, ...]:
    upn_unknown = words_of("upn_unknown", person.upn_unknown) if person.upn_unknown else ""
    meals = words_of("free_meals", person.free_meals) if person.free_meals else ""
    return (
        Fact("Sex", words_of("sex", person.sex) if person.sex else ""),
        Fact("UPN", person.upn or upn_unknown),
        Fact("Former UPN", person.former_upn),
        Fact("ULN", person.uln),
        Fact("NHS number", spaced_nhs_number(person.nhs_number)),
        Fact("Ethnicity", words_of("ethnicity", person.ethnicity) if person.ethnicity else ""),
        Fact("First language", person.language),
        Fact("Interpreter or other help to communicate", person.interpreter),
        Fact("Free school meals", meals),
        Fact("Free school meals as at", person.free_meals_as_at),
    )


def spaced_nhs_number(number: str) -> str:
    """`9434765919` as the NHS prints it, so that it can be read aloud: `943 476 5919`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""
