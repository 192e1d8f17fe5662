"""Recording what happened in a case, and setting aside what was recorded in error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.sent import key_of_content
from goldenthread.duties.actions.keeping import (
    RECORD,
    Doubtful,
    locked,
    need_open,
    need_text,
    need_version,
)
from goldenthread.duties.deriving import derive_again, timeline_now
from goldenthread.duties.models import Case, CaseEvent
from goldenthread.duties.queries.together import recorded_with
from goldenthread.duties.rules.companions import Brought, brought, key_of
from goldenthread.duties.rules.event_items import clean_items
from goldenthread.duties.rules.events import checked_event, stored
from goldenthread.duties.rules.going import doubts_of_going
from goldenthread.statute.explaining import doubts
from goldenthread.statute.timeline import Event

LONGEST_NOTE, LONGEST_WHY = 4000, 300
_SOURCE = CaseEvent.Source


@dataclass(frozen=True)
class Given:
    """What somebody says happened. `sent_key` is the form's own: the same content records nothing twice.

    `details` as JSON has them, in the words of the statute's vocabulary; `items` in those of data/event_items.yaml;
    `answers` to the questions of data/companions.yaml, which decide what else is recorded with it.
    """

    kind: str
    on: date
    sent_key: UUID
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    source: str = _SOURCE.FORM.value
    items: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def record_event(
    *, scope: Scope, case_id: int, version: int | None, given: Given, confirmed: str = ""
) -> CaseEvent:
    """Write down what happened, with what comes with it, and derive the duties that follow.

    UserError names the place (`event.on`, `event.details.adviser`). Doubtful unless `confirmed` is the mark of what is
    doubtful about it.
    """
    case = locked(scope, case_id, RECORD)
    given = replace(given, sent_key=_key(given))
    sent = case.events.filter(sent_key=given.sent_key, recorded_by=scope.user_id).first()
    if sent is not None:
        return sent
    need_open(case)
    need_version(scope, case, version)
    event = checked_event(
        given.kind, given.on, given.details, born=case.person.born, today=clock.today()
    )
    items = clean_items(given.kind, given.items, event.details)
    note = given.note.strip()
    if len(note) > LONGEST_NOTE:
        raise UserError("text_too_long", f"Use {LONGEST_NOTE} characters or fewer.", "note")
    others = _companions(case, event, given.answers)
    if found := new_doubts(case, [event, *(one for one, _ in others)]):
        doubt = Doubtful(found)
        if confirmed != doubt.mark:
            raise doubt
    made = _write(scope, case, event, given, given.sent_key, items=items, note=note)
    for other, key in others:
        _write(scope, case, other, given, key_of(given.sent_key, key), items={}, note="")
    derive_again(case)
    return made


def _key(given: Given) -> UUID:
    return key_of_content(
        given.sent_key, given.kind, given.on, given.details, given.items, given.answers, given.note
    )


def _companions(case: Case, event: Event, answers: Mapping[str, str]) -> list[tuple[Event, str]]:
    """What is to be recorded with an event and stands on that day not yet, each with its kind for the key."""
    found = []
    for one in brought(event.kind, event.on, event.details, answers):
        other = _checked(case, one)
        if not case.events.filter(kind=one.kind, on=one.on, set_aside_at=None).exists():
            found.append((other, one.kind))
    return found


def _checked(case: Case, one: Brought) -> Event:
    try:
        return checked_event(
            one.kind, one.on, one.details, born=case.person.born, today=clock.today()
        )
    except UserError as problem:
        raise UserError(problem.code, problem.message, one.place, problem.fix) from problem


def _write(
    scope: Scope, case: Case, event: Event, given: Given, key: UUID, *,
    items: dict[str, object], note: str,
) -> CaseEvent:  # fmt: skip
    posts = sorted(scope.posts_with(RECORD, case.area_id))
    made = CaseEvent.objects.create(
        case=case, kind=event.kind, on=event.on, details=stored(event.details), items=items, note=note,
        source=given.source, recorded_by_id=scope.user_id, sent_key=key,
        # Of several posts nobody can tell which one it was done through.
        recorded_post_id=posts[0] if len(posts) == 1 else None,
    )  # fmt: skip
    fields = [*_fields(event, note), *items]
    record(scope, "caseevent.recorded", made, area_id=case.area_id, fields=fields)
    return made


@transaction.atomic
def set_aside_event(
    *,
    scope: Scope,
    case_id: int,
    version: int | None,
    event_id: int,
    why: str,
    together: bool = False,
) -> CaseEvent:
    """Take out of the reckoning what was recorded in error. It stays to be read, with the reason.

    `together`: with it what was recorded in the same act; else that stands.
    """
    case = locked(scope, case_id, RECORD)
    need_version(scope, case, version)
    event = case.events.filter(pk=event_id).first()
    if event is None:
        raise UserError("no_such_event", "There is no such event in this case.")
    if event.set_aside_at is not None:
        raise UserError("set_aside_already", "It has been set aside already.")
    said = need_text(why, "what was wrong", "why", LONGEST_WHY)
    for one in [event, *(recorded_with(event) if together else ())]:
        one.set_aside_why, one.set_aside_at, one.set_aside_by_id = said, clock.now(), scope.user_id
        one.save()
        record(scope, "caseevent.set_aside", one, area_id=case.area_id, fields=("set_aside_why",))
    derive_again(case)
    return event


def new_doubts(case: Case, added: Sequence[Event]) -> list[str]:
    """What cannot be right once these events are added, and was not doubtful before."""
    before = timeline_now(case, clock.today())
    known = set(doubts(before))
    found = [one for one in doubts(before.with_more(added)) if one not in known]
    return found + doubts_of_going(before, added)


def _fields(event: Event, note: str) -> list[str]:
    return ["kind", "on", *event.details, *(["note"] if note else [])]
