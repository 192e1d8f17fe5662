"""Recording what happened in a case, and setting aside what was recorded in error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.keeping import (
    RECORD,
    locked,
    need_open,
    need_text,
    need_version,
)
from goldenthread.duties.deriving import council_of, derive_again, timeline_of
from goldenthread.duties.models import Case, CaseEvent
from goldenthread.duties.rules.event_items import clean_items
from goldenthread.duties.rules.events import checked_event, stored
from goldenthread.statute.explaining import doubts
from goldenthread.statute.timeline import Event

LONGEST_NOTE, LONGEST_WHY = 4000, 300
_SOURCE = CaseEvent.Source


class Doubtful(UserError):
    """What was given can hardly be right; it is recorded once the person has confirmed it.

    `doubts`: sentences. `mark` stands for just these: confirming them confirms no others.
    """

    def __init__(self, found: list[str]) -> None:
        super().__init__("doubtful", found[0], fix="Check it, then confirm it if it is right.")
        self.doubts = found
        self.mark = sha256("\n".join(found).encode()).hexdigest()


@dataclass(frozen=True)
class Given:
    """What somebody says happened. `sent_key` is the form's own: the same one records nothing twice.

    `details` as JSON has them, in the words of the statute's vocabulary; `items` in those of data/event_items.yaml.
    """

    kind: str
    on: date
    sent_key: UUID
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    source: str = _SOURCE.FORM.value
    items: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_event(
    *, scope: Scope, case_id: int, version: int | None, given: Given, confirmed: str = ""
) -> CaseEvent:
    """Write down what happened and derive the duties that follow.

    UserError names the place (`event.on`, `event.details.adviser`). Doubtful unless `confirmed` is the mark of what is
    doubtful about it.
    """
    case = locked(scope, case_id, RECORD)
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
    if found := new_doubts(case, event):
        doubt = Doubtful(found)
        if confirmed != doubt.mark:
            raise doubt
    posts = sorted(scope.posts_with(RECORD, case.area_id))
    made = CaseEvent.objects.create(
        case=case, kind=event.kind, on=event.on, details=stored(event.details), items=items, note=note,
        source=given.source, recorded_by_id=scope.user_id, sent_key=given.sent_key,
        # Of several posts nobody can tell which one it was done through.
        recorded_post_id=posts[0] if len(posts) == 1 else None,
    )  # fmt: skip
    derive_again(case)
    record(
        scope,
        "caseevent.recorded",
        made,
        area_id=case.area_id,
        fields=[*_fields(event, note), *items],
    )
    return made


@transaction.atomic
def set_aside_event(
    *, scope: Scope, case_id: int, version: int | None, event_id: int, why: str
) -> CaseEvent:
    """Take out of the reckoning what was recorded in error. It stays to be read, with the reason."""
    case = locked(scope, case_id, RECORD)
    need_version(scope, case, version)
    event = case.events.filter(pk=event_id).first()
    if event is None:
        raise UserError("no_such_event", "There is no such event in this case.")
    if event.set_aside_at is not None:
        raise UserError("set_aside_already", "It has been set aside already.")
    event.set_aside_why = need_text(why, "what was wrong", "why", LONGEST_WHY)
    event.set_aside_at, event.set_aside_by_id = clock.now(), scope.user_id
    event.save()
    derive_again(case)
    record(scope, "caseevent.set_aside", event, area_id=case.area_id, fields=("set_aside_why",))
    return event


def new_doubts(case: Case, event: Event) -> list[str]:
    """What cannot be right once this event is added, and was not doubtful before."""
    events = case.events.all()
    before = timeline_of(case, events, council_of(case.area_id), clock.today())
    known = set(doubts(before))
    return [one for one in doubts(before.with_more([event])) if one not in known]


def _fields(event: Event, note: str) -> list[str]:
    return ["kind", "on", *event.details, *(["note"] if note else [])]
