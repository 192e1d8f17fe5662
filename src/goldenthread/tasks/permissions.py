"""What a scope may do with one task: the single-record twin of `visible_to` and `managed_by`."""

from __future__ import annotations

from goldenthread.access.scope import Scope
from goldenthread.tasks.models import Job


def can_see(scope: Scope, job: Job) -> bool:
    """Whether the task is the person's own and they still have the right to what it makes."""
    return (
        scope.user_id is not None
        and job.asked_by_id == scope.user_id
        and scope.has(job.job_kind.permission, job.area_id)
    )


def can_fetch(scope: Scope, job: Job) -> bool:
    """Whether the person may have the file now: the record that it is a copy of is asked, too."""
    return can_see(scope, job) and job.job_kind.may_have(scope, job)


def can_manage(scope: Scope, job: Job) -> bool:
    """Whether the person may try the task again or dismiss it."""
    return job.state == Job.State.FAILED and scope.has("task.manage", job.area_id)
