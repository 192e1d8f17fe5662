"""The only writers of import jobs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.exchange.kinds import Decisions, get_kind
from goldenthread.exchange.models import ImportJob

State = ImportJob.State


def upload(*, scope: Scope, kind_code: str, area_id: int, name: str, data: bytes) -> ImportJob:
    """Read a file and keep it, with what was found in it, for the person to look at.

    Nothing is kept of a file that cannot be read: UserError says why.
    """
    kind = get_kind(kind_code)
    scope.need(kind.permission, area_id)
    examined = kind.examine(name, data)
    digest = hashlib.sha256(data).hexdigest()
    job = ImportJob(
        kind=kind.code,
        area_id=area_id,
        file_name=PurePath(name).name[-200:],
        file_format=examined.format,
        file_size=len(data),
        file_sha256=digest,
        found=examined.stored,
        uploaded_by_id=scope.user_id,
    )
    # The stored name is ours: a person's file name can hold a child's name.
    job.file.save(f"{digest[:16]}.import", ContentFile(data), save=False)
    try:
        with transaction.atomic():
            job.save(force_insert=True)
            record(scope, "import.uploaded", job, area_id=area_id, fields=("file", "found"))
    except BaseException:
        job.file.delete(save=False)
        raise
    return job


def decide(*, scope: Scope, job_id: int, version: int, decisions: Decisions) -> ImportJob:
    """Keep the person's answers, right or wrong: the preview says which still need putting right."""
    with transaction.atomic():
        job = _locked(scope, job_id, version)
        job.decisions = {key: dict(answer) for key, answer in decisions.items()}
        job.version += 1
        job.save(update_fields=["decisions", "version"])
        record(scope, "import.decided", job, area_id=job.area_id, fields=("decisions",))
    return job


def confirm(*, scope: Scope, job_id: int, version: int) -> ImportJob:
    """Write everything the file holds, in one transaction. A second confirmation changes nothing."""
    with transaction.atomic():
        job = _locked(scope, job_id, version, allow=(State.PREVIEW, State.CONFIRMED))
        if job.state == State.CONFIRMED:
            return job
        kind = job.import_kind
        preview = kind.preview(job.found, job.decisions, job.area_id)
        if not preview.ready:
            raise UserError(
                "decisions_needed",
                "Some findings still need your decision.",
                fix="Answer each question marked as needed, then confirm again.",
            )
        applied = kind.apply(
            scope=scope, area_id=job.area_id, stored=job.found, decisions=job.decisions
        )
        job.target_id = applied.target_id
        job.counts = applied.counts
        _close(job, scope, State.CONFIRMED)
        record(
            scope, "import.confirmed", job, area_id=job.area_id, count=sum(applied.counts.values())
        )
    return job


def undo(*, scope: Scope, job_id: int) -> ImportJob:
    """Take a whole import back. UserError when later work stands on what it made."""
    with transaction.atomic():
        job = _locked(scope, job_id, None, allow=(State.CONFIRMED,))
        job.import_kind.undo(scope=scope, target_id=job.made_id)
        _close(job, scope, State.UNDONE)
        record(scope, "import.undone", job, area_id=job.area_id)
    return job


def discard(*, scope: Scope, job_id: int) -> ImportJob:
    """Give up an import that was not confirmed; its file and what was found are removed."""
    with transaction.atomic():
        job = _locked(scope, job_id, None)
        _empty(job)
        _close(job, scope, State.DISCARDED, also=("file", "found", "decisions"))
        record(scope, "import.discarded", job, area_id=job.area_id)
    return job


def empty_imports(scope: Scope, jobs: Sequence[ImportJob]) -> None:
    """Remove the file of closed imports, its name, what was read and the answers: they were kept for long enough."""
    for job in jobs:
        _empty(job)
        job.file_name = ""
        job.save(update_fields=["file", "found", "decisions", "file_name"])
        record(scope, "import.emptied", job, area_id=job.area_id, fields=("file", "found"))


def _empty(job: ImportJob) -> None:
    """Leave nothing of the file in the job; it goes from the disk when the transaction is through."""
    stored = str(job.file.name)
    job.file = ""
    job.found, job.decisions = {}, {}
    if stored:
        transaction.on_commit(lambda: job.file.storage.delete(stored))


def _locked(
    scope: Scope, job_id: int, version: int | None, allow: tuple[Any, ...] = (State.PREVIEW,)
) -> ImportJob:
    """The job, held against others until the transaction ends, in a state that allows the step."""
    job = ImportJob.objects.visible_to(scope).select_for_update().filter(pk=job_id).first()
    if job is None:
        raise UserError("no_such_import", "There is no such import.", fix="Start a new import.")
    if job.state not in allow:
        raise UserError(
            "import_closed",
            f"This import is closed: {job.get_state_display().lower()}.",
            fix="Start a new import if you need to bring the file in again.",
        )
    if version is not None and job.state == State.PREVIEW and version != job.version:
        raise changed_meanwhile(
            scope,
            job,
            "questions of this import",
            did="answered",
            fix="Your answers are still below. Save them again to put them in place of the others.",
        )
    return job


def _close(job: ImportJob, scope: Scope, state: str, also: tuple[str, ...] = ()) -> None:
    job.state = state
    job.version += 1
    job.closed_at = clock.now()
    job.closed_by_id = scope.user_id
    job.save(
        update_fields=[
            "state", "version", "target_id", "counts", "closed_at", "closed_by", *also
        ]
    )  # fmt: skip
