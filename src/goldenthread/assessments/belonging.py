"""What requests have to do with rooms below: files, a child's record that goes or is merged, the daily erasing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.access import retention
from goldenthread.access.removers import delete
from goldenthread.access.retention import Remover
from goldenthread.access.scope import Origin, Scope
from goldenthread.assessments.actions.drafts import OWNER, erase_ended
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import can_take_in
from goldenthread.documents import uploads
from goldenthread.documents.uploads import register_owner
from goldenthread.people import merging, removing
from goldenthread.people.merging import Moving, Shift
from goldenthread.people.models import Person
from goldenthread.people.removing import Hanging
from goldenthread.tasks import daily

ROOM = "assessments"
SCHEDULER = Scope(None, "Scheduler", (), Origin(channel="scheduler"))


def reads_files(scope: Scope, request_id: int) -> bool:
    """Whether the scope reads the files of a request: whoever reads the request. Nobody reads those of a draft."""
    return Request.objects.visible_to(scope).filter(pk=request_id).exists()


def keeps_files(scope: Scope, request_id: int) -> bool:
    """Whether the scope adds files to a request: whoever takes it in, and whoever handed it in and still reads it."""
    asked = Request.objects.visible_to(scope).filter(pk=request_id).first()
    if asked is None:
        return False
    return can_take_in(scope, asked.area_id) or asked.entered_post_id in scope.post_ids


def erase_drafts() -> int:
    """Erase some of the drafts whose time is over; how many."""
    return erase_ended(scope=SCHEDULER)


def remove_requests(person_ids: Sequence[int]) -> None:
    """Remove the children's requests; the caller records it with the child. Files go with the child's own."""
    Request.objects.filter(person__in=person_ids).delete()


def ended_by(day: date) -> QuerySet[Request]:
    """Requests that were put away or withdrawn on that day or before, and are part of no child's record."""
    ended = (Request.State.DECLINED, Request.State.WITHDRAWN)
    return Request.objects.filter(person=None, state__in=ended, ended_on__lte=day).order_by("pk")


def remove_ended(scope: Scope, rows: Sequence[Any]) -> None:
    """Remove such requests with their files."""
    uploads.erase(scope=scope, owners=rows)
    delete(scope, rows)


def move_requests(kept: Person, gone: Person, shift: Shift) -> None:
    """Give the requests for `gone` to the record that is kept."""
    rows = Request.objects.filter(person=gone).select_for_update(of=("self",)).order_by("pk")
    for asked in rows:
        shift.set(asked, person_id=kept.pk)


def _held_by_none() -> Q:
    """A request that was taken in has a case, which holds the record as long as it is open."""
    return Q(pk__in=())


def _nothing(_kept: Person, _gone: Person) -> None:
    """What follows from a request follows through its case."""


def register_requests() -> None:
    """Make requests known to the rooms below; called once when the product starts."""
    register_owner(OWNER, reads_files, may_keep=keeps_files, from_links=True, with_record=True)
    daily.register("request drafts", erase_drafts)
    retention.register(Remover("requests", ended_by, remove_ended))
    removing.register(ROOM, Hanging(remove_requests, _held_by_none))
    merging.register(ROOM, Moving(move_requests, _nothing))
