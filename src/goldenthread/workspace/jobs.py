"""The copy of a long worklist as a background task."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.exchange.exports import write
from goldenthread.organisations.scopes import build_scope
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job
from goldenthread.workspace.queries.copies import of_area, worklist_table
from goldenthread.workspace.queries.worklist import (
    asked_from,
    may_have,
    reader_of,
    wanted_of,
    whose_choices,
)

KIND = "export-worklist"
RIGHT = "duty.export"


def copy_name(extension: str) -> str:
    """What a copy is called: the day, and nobody."""
    return f"worklist-{clock.today().isoformat()}.{extension}"


def _make(job: Job, progress: Progress) -> Made:
    scope, today = build_scope(job.asked_by, Origin(channel="worker")), clock.today()
    scope.need(RIGHT, job.area_id)
    told = {name: str(value) for name, value in job.arguments.items()}
    reader = reader_of(scope)
    asked = asked_from(told, whose_choices(scope, reader, today))
    progress("Reading the worklist.")
    table, ids = worklist_table(
        scope.with_any({RIGHT}), of_area(wanted_of(scope, reader, asked), job.area_id), today
    )
    progress("Writing the file.", len(ids), len(ids))
    made = write(table, told["form"])
    return Made(made.content, made.content_type, copy_name(made.extension), ids)


def _may_have(scope: Scope, job: Job) -> bool:
    return may_have(scope) and scope.has(RIGHT, job.area_id)


def _target(_: Job) -> Target:
    return ("duties.duty", "worklist")


def _home(job: Job) -> str:
    asked = {name: value for name, value in job.arguments.items() if name != "form"}
    return f"{reverse('workspace:worklist')}?{urlencode(asked)}"


def register_kinds() -> None:
    register(
        Kind(
            code=KIND,
            title="Copy of a worklist",
            permission=RIGHT,
            make=_make,
            may_have=_may_have,
            target=_target,
            home=_home,
        )
    )
