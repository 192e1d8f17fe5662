"""Somebody asks for something that takes a while."""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial

from django.db import IntegrityError, transaction

from goldenthread.access.audit import record, record_export
from goldenthread.access.models import AuditEntry
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.tasks import waking
from goldenthread.tasks.kinds import Arguments, get_kind
from goldenthread.tasks.models import Job, JobFile, JobQuerySet
from goldenthread.tasks.permissions import can_fetch

State = Job.State
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def ask(*, scope: Scope, kind_code: str, area_id: int, arguments: Arguments) -> Job:
    """Keep the request. Inside the caller's transaction, so that there is never one without the other.

    Asking again for what is still open, or for an unchanging file that is still there, gives the same task.
    NotAllowed without the right; UserError `not_yours` where the record itself is not theirs to have.
    """
    kind = get_kind(kind_code)
    scope.need(kind.permission, area_id)
    if scope.user_id is None:
        raise ValueError(
            f"{kind_code}: a task is asked for by a person, who then fetches what it made"
        )
    job = Job(
        kind=kind_code,
        area_id=area_id,
        asked_by_id=scope.user_id,
        arguments=_checked(arguments),
        arguments_key=key_of(arguments),
    )
    if not kind.may_have(scope, job):
        raise UserError("not_yours", "There is no such record, or it is not yours to take.")
    try:
        with transaction.atomic():
            if (there := _already(job)) is not None:
                return there
            job.save(force_insert=True)
            record(scope, "job.asked", job, area_id=area_id)
            transaction.on_commit(partial(waking.ring, job.pk))
    except IntegrityError:
        # Asked twice at the same moment: the first one stands.
        return _same(job).get(state__in=(State.WAITING, State.RUNNING))
    return job


def fetch(*, scope: Scope, job: Job) -> JobFile:
    """The file, recorded as taken out. UserError `copy_gone` when there is none to have."""
    with transaction.atomic():
        # Held, so that the file does not expire between the entry and the copy.
        held = Job.objects.select_for_update().get(pk=job.pk)
        over = held.expires_at is None or held.expires_at <= clock.now()
        if held.state != State.DONE or over or not can_fetch(scope, held):
            raise UserError("copy_gone", "There is no copy to take.", fix="Ask for it again.")
        record_export(
            scope, held.job_kind.target(held), area_id=held.area_id, fields=_codes(held.arguments),
            same_as=_made(held),
        )  # fmt: skip
        return JobFile.objects.get(job=held)


def _made(job: Job) -> AuditEntry | None:
    """The entry of its making: whose records are in the file."""
    entries = AuditEntry.objects.filter(target_type=job._meta.label_lower, target_id=str(job.pk))
    return entries.filter(action="job.made").order_by("-at", "-pk").first()


def key_of(arguments: Arguments) -> str:
    """The same for the same arguments, in whatever order."""
    text = json.dumps(arguments, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _checked(arguments: Arguments) -> Arguments:
    """ValueError for anything that is neither a key nor a code: the row outlives what it speaks of."""
    for name, value in arguments.items():
        plain = isinstance(value, int) or _CODE.fullmatch(value)
        if not plain or not _CODE.fullmatch(name):
            raise ValueError(f"a task's arguments are keys and codes: {name}")
    return arguments


def _codes(arguments: Arguments) -> list[str]:
    return [value for value in arguments.values() if isinstance(value, str)]


def _same(job: Job) -> JobQuerySet:
    return Job.objects.filter(
        asked_by_id=job.asked_by_id, kind=job.kind, arguments_key=job.arguments_key
    )


def _already(job: Job) -> Job | None:
    same = _same(job)
    found = same.filter(state__in=(State.WAITING, State.RUNNING)).first()
    if found is None and job.job_kind.unchanging:
        found = same.filter(state=State.DONE, expires_at__gt=clock.now()).first()
    return found
