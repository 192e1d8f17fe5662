"""Removing copies before their time, because what they hold had to go."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.tasks.models import Job, JobFile


@transaction.atomic
def remove_copies(
    *, scope: Scope, kind_codes: Collection[str], area_id: int, argument: str, key: int
) -> None:
    """Remove what tasks of these kinds have made of the record that `argument` names, whoever asked for it.

    The caller has checked that the person may do this, and sees to it that no other copy is made.
    """
    done = Job.objects.select_for_update().filter(
        kind__in=kind_codes, area=area_id, state=Job.State.DONE
    )
    for job in done.order_by("pk"):
        if job.arguments.get(argument) == key:
            JobFile.objects.filter(job=job).delete()
            job.state = Job.State.EXPIRED
            job.save(update_fields=["state"])
            record(scope, "job.removed", job, area_id=area_id)
