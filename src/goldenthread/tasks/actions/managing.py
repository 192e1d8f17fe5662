"""Whoever looks after the system decides about tasks that went wrong."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.tasks import waking
from goldenthread.tasks.models import Job

State = Job.State


@transaction.atomic
def try_again(*, scope: Scope, job_id: int) -> Job:
    """Put it back into the queue, with all its attempts. UserError when it is no longer there to decide."""
    job = _locked(scope, job_id)
    again = Job.objects.filter(
        asked_by=job.asked_by_id, kind=job.kind, arguments_key=job.arguments_key,
        state__in=(State.WAITING, State.RUNNING),
    )  # fmt: skip
    if again.exists():
        raise UserError(
            "asked_again",
            "Whoever asked for this has asked again, and that task is open.",
            fix="Dismiss this one.",
        )
    job.state, job.attempts, job.run_after = State.WAITING, 0, clock.now()
    job.finished_at = None
    job.save(update_fields=["state", "attempts", "run_after", "finished_at"])
    record(scope, "job.tried_again", job)
    transaction.on_commit(partial(waking.ring, job.pk))
    return job


@transaction.atomic
def dismiss(*, scope: Scope, job_id: int) -> Job:
    """Take it off the list. UserError when it is no longer there to decide."""
    job = _locked(scope, job_id)
    job.state = State.DISMISSED
    job.save(update_fields=["state"])
    record(scope, "job.dismissed", job)
    return job


def _locked(scope: Scope, job_id: int) -> Job:
    job = Job.objects.managed_by(scope).select_for_update().filter(pk=job_id).first()
    if job is None:
        raise UserError(
            "not_waiting_for_you",
            "This task is not among those that went wrong.",
            fix="Somebody may have decided about it meanwhile: look at the list again.",
        )
    return job
