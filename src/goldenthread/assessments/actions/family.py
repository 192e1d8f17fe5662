"""What a request tells of the family, put on the child's record: who asked, how to reach them, the home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.addresses import NOT_KNOWN, AddressFacts, add_address
from goldenthread.people.actions.carers import CarerFacts, TieFacts, add_carer
from goldenthread.people.actions.contacts import add_contact
from goldenthread.people.models import Person
from goldenthread.people.protection import CONTACT, hidden_from
from goldenthread.people.rules.contacts import tidy

HOME, EMAIL = "home", "email"
_PHONES = ("mobile", "phone")


@dataclass(frozen=True)
class Grown:
    """Whoever asked, as a carer who is not on the record yet. Responsibility is as they say: nobody has proved it."""

    title: str
    forename: str
    surname: str
    relation: str
    parental_responsibility: str
    lives_with: bool
    basis: str = ""


def put_on_record(
    scope: Scope, asked: Request, person: Person, grown: Grown | None, *, keep_home: bool
) -> None:
    """Add the carer with what they said of how to reach them, and the child's home. Nothing of it is verified.

    UserError where the record refuses it, such as a carer who was restricted before.
    """
    if grown is not None:
        _add_grown(scope, asked, person, grown)
    if keep_home and asked.child_address:
        _add_home(
            scope, person, AddressFacts(HOME, asked.child_address, asked.child_postcode, None)
        )


def _add_home(scope: Scope, person: Person, facts: AddressFacts) -> None:
    """Where no postcode tells the council, nobody has said which it is: it stays unknown on the record."""
    try:
        add_address(scope=scope, person_id=person.pk, facts=facts)
    except UserError as problem:
        if problem.code != "council_unknown":
            raise
        add_address(scope=scope, person_id=person.pk, facts=replace(facts, council=NOT_KNOWN))


def _add_grown(scope: Scope, asked: Request, person: Person, grown: Grown) -> None:
    link = add_carer(
        scope=scope, person_id=person.pk, sent_key=uuid5(UUID(int=asked.pk), "carer"),
        who=CarerFacts(grown.title, grown.forename, grown.surname, needs=asked.help_needed),
        tie=TieFacts(
            grown.relation, grown.parental_responsibility, lives_with=grown.lives_with,
            gets_letters=True, basis=grown.basis,
        ),
    )  # fmt: skip
    if CONTACT in hidden_from(scope, [person.pk]).get(person.pk, frozenset()):
        # It stays on the request: on the record it belongs to those who may see it there.
        return
    for kind, value in _points(asked):
        add_contact(
            scope=scope, person_id=person.pk, carer_id=link.carer_id, kind=kind, value=value,
            preferred=False, today=clock.today(),
        )  # fmt: skip


def _points(asked: Request) -> list[tuple[str, str]]:
    """Kind and value of each way to reach them that can be right."""
    found = [(EMAIL, asked.asker_email)] if asked.asker_email else []
    phone = next(
        (kind for kind in _PHONES if asked.asker_phone and tidy(kind, asked.asker_phone)), ""
    )
    return [*found, (phone, asked.asker_phone)] if phone else found
