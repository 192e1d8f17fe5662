"""Which child a request is about: records of the area that may be the child's, the surest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.people.models import Person
from goldenthread.people.queries.duplicates import facts_of, facts_with
from goldenthread.people.queries.searching import possible_twins
from goldenthread.people.rules.identity import Identity
from goldenthread.people.rules.matching import Facts, Match, match
from goldenthread.people.rules.postcodes import compact

NO = "no"


@dataclass(frozen=True, slots=True)
class Likely:
    """A child who may be the one, by what identifies a child alone, and what speaks for and against."""

    id: int
    reference: str
    listed: str
    legal_name: str
    born: date
    match: Match


def said_identity(asked: Request) -> Identity | None:
    """Who the child is, as it was written; None while the date of birth is not known."""
    if asked.child_born is None:
        return None
    return Identity(
        legal_forenames=asked.child_forenames, legal_surname=asked.child_surname,
        used_forename=asked.child_used, born=asked.child_born, sex=asked.child_sex, upn=asked.child_upn,
    )  # fmt: skip


def likely_children(scope: Scope, asked: Request) -> list[Likely]:
    """Children of the request's area who may be the one it is about, the surest first. Three queries at most.

    They have a name that sounds like one that was written and the same date of birth, or one with day and month the
    other way round; or the number. What is protected speaks neither for nor against.
    """
    said = said_facts(asked)
    if said is None or asked.area_id is None:
        return []
    found = possible_twins(
        scope, asked.area_id, surnames=[asked.child_surname, asked.child_forenames, asked.child_used],
        born=said.born, numbers=[number for number in (asked.child_upn,) if number],
    )  # fmt: skip
    known = facts_of(found) if said.postcodes else {one.pk: facts_with(one) for one in found}
    alike = [_likely(person, match(said, known[person.pk])) for person in found]
    return sorted((one for one in alike if one.match.verdict != NO), key=lambda one: one.match.rank)


def _likely(person: Person, found: Match) -> Likely:
    legal = f"{person.legal_surname}, {person.legal_forenames}"
    return Likely(
        person.pk,
        person.reference,
        person.listed,
        "" if legal == person.listed else legal,
        person.born,
        found,
    )


def likeness(asked: Request, person: Person) -> Match | None:
    """How what was written compares with a record; None while too little was written. Two queries."""
    said = said_facts(asked)
    return match(said, facts_of([person])[person.pk]) if said is not None else None


def said_facts(asked: Request) -> Facts | None:
    """What was written, as the rules of likeness ask for it."""
    said = said_identity(asked)
    postcode = compact(asked.child_postcode)
    return facts_with(said, [postcode] if postcode else []) if said else None
