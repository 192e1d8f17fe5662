"""Taking a request in: whose child it is, what it does to the clock, and all that follows, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.family import Grown, put_on_record
from goldenthread.assessments.actions.keeping import (
    STATE,
    TAKE_IN,
    TAKEN,
    locked,
    need_version,
    need_waiting,
    post_of,
)
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.rounds import Round, round_of
from goldenthread.assessments.rules.rounds import JOINS
from goldenthread.assessments.saving import save_next
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.uploads import move
from goldenthread.duties.actions.events import Given, new_doubts, record_event
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.actions.opening import open_case
from goldenthread.duties.models import Case
from goldenthread.duties.rules.events import stored
from goldenthread.people.actions.keeping import person_to_change
from goldenthread.people.actions.persons import add_person
from goldenthread.people.models import Person
from goldenthread.people.rules.identity import Identity

OWNER = "assessments.request"


@dataclass(frozen=True)
class NewChild:
    """A child who has no record yet. `others`: children of whom somebody said that they are not this one."""

    identity: Identity
    others: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Taking:
    """What somebody says of a request that they take in.

    `child`: the key of a record, or a child who has none. `grown`: whoever asked, where they are to stand on the record
    as a carer. `coordinator_id` counts only where a case is opened. `accommodation`: whether the child was in relevant
    youth accommodation then; None is not known. `reassess`: it is about a plan that there is (CFA 2014 s.44).
    """

    child: int | NewChild
    coordinator_id: int | None = None
    grown: Grown | None = None
    keep_home: bool = False
    accommodation: bool | None = None
    reassess: bool = False


@transaction.atomic
def take_in(
    *, scope: Scope, request_id: int, version: int, taking: Taking, confirmed: str = ""
) -> Request:
    """Match a request to a child and let it begin the clock of a case, on the true day of receipt, or join one.

    Doubtful unless `confirmed` is the mark of what is doubtful; MayBeKnown, WrongIdentity and AlreadyKnown of a new
    child; `changed_meanwhile`; NotAllowed. Whole or not at all.
    """
    asked = locked(scope, request_id)
    if asked.state in TAKEN and _same(scope, asked, taking.child):
        return asked
    need_waiting(asked)
    need_version(scope, asked, version)
    person = _person(scope, asked, taking.child)
    case = _case(scope, asked, person, taking.coordinator_id)
    found = round_of(asked, case, reassess=taking.reassess)
    event_doubts = [] if found.effect.code == JOINS else new_doubts(case, [found.event])
    if doubts := [*found.doubts(asked, person), *event_doubts]:
        doubt = Doubtful(doubts)
        if confirmed != doubt.mark:
            raise doubt
    if found.effect.code != JOINS:
        record_event(
            scope=scope, case_id=case.pk, version=None, given=_given(asked, found, taking),
            confirmed=Doubtful(event_doubts).mark if event_doubts else "",
        )  # fmt: skip
    put_on_record(scope, asked, person, taking.grown, keep_home=taking.keep_home)
    asked.state = STATE.JOINED if found.effect.code == JOINS else STATE.TAKEN_IN
    asked.person, asked.case_id = person, case.pk
    asked.taken_in_at, asked.taken_in_by_id = clock.now(), scope.user_id
    asked.taken_in_post_id = post_of(scope, TAKE_IN, asked.area_id)
    save_next(asked, "state", "person", "case", "taken_in_at", "taken_in_by", "taken_in_post")
    here = (OWNER, asked.pk)
    move(scope=scope, owner=here, to=here, area_id=asked.area_id, person_id=person.pk)
    code = "request.joined" if asked.state == STATE.JOINED else "request.taken_in"
    record(scope, code, asked, fields=("person", "case"))
    return asked


def _same(scope: Scope, asked: Request, child: int | NewChild) -> bool:
    """Whether it was taken in for that very child already, so that the same form sent twice does no harm."""
    if isinstance(child, int):
        return child == asked.person_id
    found, said = asked.person, child.identity
    return (
        found is not None
        and asked.taken_in_by_id == scope.user_id
        and (found.legal_forenames, found.legal_surname, found.born)
        == (said.legal_forenames, said.legal_surname, said.born)
    )


def _person(scope: Scope, asked: Request, child: int | NewChild) -> Person:
    """The child, with the row locked."""
    if isinstance(child, NewChild):
        made = add_person(
            scope=scope, area_id=_area(asked), identity=child.identity,
            sent_key=_key(asked, "child"), today=clock.today(), others=child.others,
        )  # fmt: skip
        return person_to_change(scope, made.pk)
    person = person_to_change(scope, child)
    if person.area_id != asked.area_id:
        raise UserError(
            "other_area", "This child is of another area than the request.",
            fix="Pass the request on to that area, or choose another child.",
        )  # fmt: skip
    return person


def _case(scope: Scope, asked: Request, person: Person, coordinator_id: int | None) -> Case:
    """The open case of the child, or one that is opened from the day of receipt."""
    there = Case.objects.filter(person=person, area=asked.area_id, closed_on=None).first()
    if there is None:
        there = open_case(
            scope=scope, person_id=person.pk, coordinator_id=coordinator_id,
            opened_on=asked.received_on or clock.today(),
        )  # fmt: skip
    there.person = person
    return there


def note_of(asked: Request) -> str:
    """What stands beside the event of a request, and by which it is found again."""
    return f"Request {asked.reference}."


def _given(asked: Request, found: Round, taking: Taking) -> Given:
    items: dict[str, object] = {}
    if taking.accommodation is not None and not taking.reassess:
        items["youth_accommodation"] = taking.accommodation
    return Given(
        kind=found.event.kind, on=found.event.on, sent_key=_key(asked, f"event {asked.version}"),
        details=stored(found.event.details), items=items, note=note_of(asked),
    )  # fmt: skip


def _key(asked: Request, what: str) -> UUID:
    """The key of what is made once of a request, however often it is sent."""
    return uuid5(UUID(int=asked.pk), what)


def _area(asked: Request) -> int:
    if asked.area_id is None:
        raise UserError("no_area", "Nobody has said of which area the child is.")
    return asked.area_id
