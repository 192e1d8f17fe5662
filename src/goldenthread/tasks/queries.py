"""The read side of tasks."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from goldenthread.access.removers import end_of
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.tasks import waking
from goldenthread.tasks.models import Job, Worker
from goldenthread.tasks.rules.retries import SEEN_WITHIN, TAKEN_WITHIN
from goldenthread.ui.pagination import Page, paginate

# How long a page waits for a quick task before it shows the progress instead.
PATIENCE_SECONDS = 1.5
LOOK_SECONDS = 0.1


def get_job(scope: Scope, job_id: int) -> Job:
    """The task; Http404 when there is none that the scope may see."""
    found = (
        Job.objects.visible_to(scope).select_related("area", "file").defer("file__content")
    ).filter(pk=job_id)
    return _or_404(found.first())


def get_failed(scope: Scope, job_id: int) -> Job:
    """The failed task; Http404 when there is none that the scope looks after."""
    return _or_404(Job.objects.managed_by(scope).filter(pk=job_id).first())


def own_jobs(scope: Scope, params: Mapping[str, str], size: int) -> Page[Job]:
    """What the person asked for, newest first."""
    rows = Job.objects.visible_to(scope).select_related("area")
    return paginate(rows, ("-pk",), params, size)


def failed_jobs(scope: Scope, params: Mapping[str, str], size: int) -> Page[Job]:
    """What went wrong and waits for a decision, newest first."""
    rows = Job.objects.managed_by(scope).select_related("area", "asked_by")
    return paginate(rows, ("-pk",), params, size)


def jobs_due(day: date) -> QuerySet[Job]:
    """Tasks that were over on that day or before, for retention."""
    return Job.objects.filter(finished_at__lt=end_of(day)).order_by("pk")


def waited_for(job: Job) -> Job:
    """The task a moment later: when it is over, or when patience is. At once when nobody is at work."""
    if not job.open or nobody_at_work(job):
        return job
    end = time.monotonic() + PATIENCE_SECONDS
    while job.open and time.monotonic() < end:
        time.sleep(LOOK_SECONDS)
        job.refresh_from_db(fields=["state"])
    return job


def nobody_at_work(job: Job) -> bool:
    """Whether an open task has to wait until somebody starts a worker."""
    moment = clock.now()
    if job.state != Job.State.WAITING:
        return False
    if waking.uses_a_broker():
        return job.run_after < moment - TAKEN_WITHIN
    return not Worker.objects.filter(seen_at__gte=moment - SEEN_WITHIN).exists()


def _or_404(job: Job | None) -> Job:
    if job is None:
        raise Http404("There is no such task.")
    return job
