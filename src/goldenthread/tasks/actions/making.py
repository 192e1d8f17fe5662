"""The end of a run: the file is there, or it went wrong. Each is one transaction, guarded by the lease."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.tasks.kinds import Made
from goldenthread.tasks.leases import LeaseLost
from goldenthread.tasks.models import Job, JobFile
from goldenthread.tasks.rules.retries import pause_after

State = Job.State
WORKER = Scope(None, "Worker", (), Origin(channel="worker"))


@transaction.atomic
def finish(*, job: Job, made: Made) -> None:
    """Keep the file and close the task. LeaseLost, and nothing written, when the task is another run's now."""
    moment = clock.now()
    _close(
        job,
        state=State.DONE,
        finished_at=moment,
        expires_at=moment + timedelta(days=settings.COPY_DAYS),
        error_code="",
        error_words="",
    )
    JobFile.objects.create(
        job=job,
        content=made.content,
        size=len(made.content),
        sha256=hashlib.sha256(made.content).hexdigest(),
        content_type=made.content_type,
        name=made.name[-200:],
    )
    record(WORKER, "job.made", job, ids=made.ids)


@transaction.atomic
def went_wrong(*, job: Job, code: str, words: str, for_good: bool = False) -> bool:
    """Try it again later, or give it up: at once when trying again cannot help. True when it was given up."""
    pause = None if for_good else pause_after(job.attempts)
    if pause is not None:
        _close(
            job,
            state=State.WAITING,
            run_after=clock.now() + pause,
            error_code=code,
            error_words=words,
        )
        return False
    _close(job, state=State.FAILED, finished_at=clock.now(), error_code=code, error_words=words)
    record(WORKER, "job.given_up", job)
    return True


def _close(job: Job, **values: object) -> None:
    held = Job.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)
    if not held.update(lease=None, **values):
        raise LeaseLost
