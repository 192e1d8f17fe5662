"""Who may answer for a child, and who may stand in for a young person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.people.models import Person
from goldenthread.people.queries.choices import carers_on
from goldenthread.people.queries.rights import capacity_of, representatives, rights_holder
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.recipients import Tie, silenced

RESPONSIBLE = "yes"


@dataclass(frozen=True)
class Giver:
    """Somebody who may answer: a carer by key, or the young person (None)."""

    carer_id: int | None
    name: str
    as_what: str


def givers_of(person: Person, day: date) -> tuple[Giver, ...]:
    """Who may answer on that day. Two queries at most.

    While parents hold the rights, a carer with parental responsibility who may be told; after that the young person,
    and whoever stands in for them.
    """
    links = [
        link for link in carers_on(person, day) if not _silent(link.carer_id, link.restriction)
    ]
    if rights_holder(person, day).who == "parent":
        return tuple(
            Giver(link.carer_id, link.carer.called, words_of("relation", link.relation))
            for link in links
            if link.parental_responsibility == RESPONSIBLE
        )
    standing_in = representatives(capacity_of(person, day))
    return (
        Giver(None, person.called, "The young person"),
        *(
            Giver(link.carer_id, link.carer.called, "Stands in for the young person")
            for link in links
            if link.carer_id in standing_in
        ),
    )


def may_stand_in(person: Person, day: date) -> tuple[Giver, ...]:
    """The carers who may stand in for a young person: those who may be told. One query."""
    return tuple(
        Giver(link.carer_id, link.carer.called, words_of("relation", link.relation))
        for link in carers_on(person, day)
        if not _silent(link.carer_id, link.restriction)
    )


def _silent(carer_id: int, restriction: str) -> bool:
    return silenced(Tie(carer_id, restriction))
