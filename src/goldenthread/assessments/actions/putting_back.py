"""Putting a request back into the inbox: it was put away, withdrawn or taken in for another child in error."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.keeping import STATE, TAKEN, locked, need_version
from goldenthread.assessments.actions.taking_in import OWNER, note_of
from goldenthread.assessments.models import Request
from goldenthread.assessments.saving import save_next
from goldenthread.core.errors import UserError
from goldenthread.documents.uploads import move
from goldenthread.duties.actions.events import set_aside_event
from goldenthread.duties.actions.keeping import need_text
from goldenthread.duties.models import CaseEvent

LONGEST_WHY = 280
_FIELDS = (
    "state",
    "person",
    "case",
    "taken_in_at",
    "taken_in_by",
    "taken_in_post",
    "ended_on",
    "ended_why",
)


@transaction.atomic
def put_back(*, scope: Scope, request_id: int, version: int, why: str) -> Request:
    """Let a request wait in the inbox again, as on the day on which it was sent: its clock never stopped.

    What taking it in recorded in a case is set aside with the reason. What it put on the record of the child stays
    there: whoever puts it back takes it off. UserError for a request that waits already, or whose case was closed.
    """
    asked = locked(scope, request_id)
    if asked.state == STATE.SENT:
        return asked
    need_version(scope, asked, version)
    said = need_text(why, "why it is put back", "why", LONGEST_WHY)
    if asked.state in TAKEN and asked.case_id is not None:
        _set_aside(scope, asked, f"{asked.reference} was put back: {said}")
    elif asked.case_id is not None:
        raise UserError(
            "was_taken_in", "It was taken in before it was withdrawn.",
            fix="Write down what was asked as a new request, with the same day of receipt.",
        )  # fmt: skip
    here = (OWNER, asked.pk)
    move(scope=scope, owner=here, to=here, area_id=asked.area_id, person_id=None)
    asked.state, asked.person, asked.case = STATE.SENT, None, None
    asked.taken_in_at = asked.taken_in_by = asked.taken_in_post = asked.ended_on = None
    asked.ended_why = ""
    save_next(asked, *_FIELDS)
    record(scope, "request.put_back", asked, fields=("state", "person", "case"))
    return asked


def _set_aside(scope: Scope, asked: Request, why: str) -> None:
    """Set aside the event that stands for the request, where it began or moved a clock."""
    events = CaseEvent.objects.filter(case=asked.case_id, note=note_of(asked), set_aside_at=None)
    for event in events:
        set_aside_event(
            scope=scope, case_id=event.case_id, version=None, event_id=event.pk, why=why
        )
