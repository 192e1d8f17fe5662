"""Who is at work on a task. Each step is one conditional UPDATE, so that two workers never both win.

Nothing here is in the audit trail: taking, holding and giving back a task changes nothing that anybody asked
for. What a task makes, and that it was given up, is (actions.making).
"""

from __future__ import annotations

import uuid

from django.db.models import F

from goldenthread.core import clock
from goldenthread.tasks.models import Job, JobQuerySet, Worker
from goldenthread.tasks.rules.retries import SEEN_WITHIN

State = Job.State


class LeaseLost(Exception):
    """The task was taken from this run: its worker had been silent for too long."""


def claim(job_id: int | None = None) -> Job | None:
    """Take one due task (that one, when named) for this run; None when there is none to take."""
    while True:
        moment = clock.now()
        waiting = Job.objects.due(moment)
        if job_id is not None:
            waiting = waiting.filter(pk=job_id)
        pk = waiting.values_list("pk", flat=True).first()
        if pk is None:
            return None
        # The condition is asked again by the UPDATE itself: whoever comes second changes no row.
        won = Job.objects.filter(pk=pk, state=State.WAITING, run_after__lte=moment).update(
            state=State.RUNNING,
            lease=uuid.uuid4(),
            heartbeat_at=moment,
            started_at=moment,
            attempts=F("attempts") + 1,
            progress_words="",
            progress_done=0,
            progress_total=0,
        )
        if won:
            return Job.objects.select_related("area", "asked_by").get(pk=pk)


def beat(job: Job) -> bool:
    """Say that the work goes on. False when the task is no longer this run's."""
    return bool(_held(job).update(heartbeat_at=clock.now()))


def say(job: Job, words: str, done: int, total: int) -> None:
    """Show how far the work is. LeaseLost when the task is no longer this run's."""
    changed = _held(job).update(
        heartbeat_at=clock.now(),
        progress_words=words[:200],
        progress_done=done,
        progress_total=total,
    )
    if not changed:
        raise LeaseLost


def hand_back(job: Job) -> None:
    """Leave the task to the next worker, as if this one had never taken it."""
    _held(job).update(
        state=State.WAITING, lease=None, run_after=clock.now(), attempts=F("attempts") - 1
    )


def seen(name: str) -> None:
    """Say that the worker called `name` is at work."""
    moment = clock.now()
    if not Worker.objects.filter(name=name).update(seen_at=moment):
        Worker.objects.get_or_create(name=name)
    # Whoever was killed did not say goodbye.
    Worker.objects.filter(seen_at__lt=moment - SEEN_WITHIN * 10).delete()


def gone(name: str) -> None:
    """The worker called `name` has stopped."""
    Worker.objects.filter(name=name).delete()


def _held(job: Job) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)
