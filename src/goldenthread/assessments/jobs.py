"""The copy of a long inbox as a background task."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.assessments.permissions import VIEW
from goldenthread.assessments.queries.copies import inbox_table, of_area
from goldenthread.assessments.queries.inbox import sought_from
from goldenthread.core import clock
from goldenthread.exchange.exports import write
from goldenthread.organisations.scopes import build_scope
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job

KIND = "export-requests"
RIGHT = "duty.export"


def copy_name(extension: str) -> str:
    """What a copy is called: the day, and nobody."""
    return f"requests-{clock.today().isoformat()}.{extension}"


def may_copy(scope: Scope, area_id: int) -> bool:
    """Whether a post of the scope that takes copies in that area reads its requests too."""
    return scope.has(RIGHT, area_id) and scope.with_any({RIGHT}).has(VIEW, area_id)


def _make(job: Job, progress: Progress) -> Made:
    scope = build_scope(job.asked_by, Origin(channel="worker"))
    scope.need(RIGHT, job.area_id)
    # Only what a post with that right reads: another post of the same person gives none.
    scope = scope.with_any({RIGHT})
    scope.need(VIEW, job.area_id)
    told = {name: str(value) for name, value in job.arguments.items()}
    progress("Reading the requests.")
    table, ids = inbox_table(scope, of_area(sought_from(told), job.area_id))
    progress("Writing the file.", len(ids), len(ids))
    made = write(table, told["form"])
    return Made(made.content, made.content_type, copy_name(made.extension), ids)


def _may_have(scope: Scope, job: Job) -> bool:
    return may_copy(scope, job.area_id)


def _target(_: Job) -> Target:
    return ("assessments.request", "inbox")


def _home(job: Job) -> str:
    asked = {name: value for name, value in job.arguments.items() if name != "form"}
    return f"{reverse('assessments:inbox')}?{urlencode(asked)}"


def register_kinds() -> None:
    """Make the copy known; called once when the product starts."""
    register(
        Kind(
            code=KIND, title="Copy of a list of requests", permission=RIGHT, make=_make, may_have=_may_have,
            target=_target, home=_home,
        )
    )  # fmt: skip
