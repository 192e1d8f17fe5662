"""The bell. The one module that knows the library of tasks, and only where a broker is set.

Without one, workers look at our own table several times a second, and there is nothing to ring. With
GOLDENTHREAD_TASK_BACKEND the key of each task is sent through the interface of Django's tasks to whatever
that backend is; its own workers then call `ring_answered`. A message that is lost is sent again by the
scheduler; one that comes twice finds the task taken. See docs/adr/0014-tasks-of-our-own.md.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)


def uses_a_broker() -> bool:
    return bool(settings.TASKS)


def ring(job_id: int) -> None:
    """Wake somebody for this task. Called after the commit of what asked for it, never before.

    Never fails: a bell that cannot be rung now is rung again by the scheduler.
    """
    if not uses_a_broker():
        return
    try:
        _message().enqueue(job_id)
    except Exception:  # each broker has errors of its own
        log.exception("task %s could not be sent to the broker", job_id)


def ring_answered(job_id: int) -> None:
    """What a broker's worker runs: the task of that key, if nobody has taken it."""
    from goldenthread.tasks.worker import work_on_one

    work_on_one(job_id)


def _message() -> Any:
    # Imported late: the library is no part of an installation without a broker.
    from django_tasks import task

    return task(ring_answered)
