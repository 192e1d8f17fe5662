"""The copy of a long list of decisions as a background task."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.assessments.queries.decision_copies import decisions_table
from goldenthread.assessments.queries.decisions import sought_from
from goldenthread.core import clock
from goldenthread.exchange.exports import write
from goldenthread.organisations.scopes import build_scope
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job

KIND = "export-decisions-to-assess"
RIGHT = "assessment.export"


def copy_name(extension: str) -> str:
    """What a copy is called: the day, and nobody."""
    return f"decisions-{clock.today().isoformat()}.{extension}"


def _make(job: Job, progress: Progress) -> Made:
    scope = build_scope(job.asked_by, Origin(channel="worker"))
    scope.need(RIGHT, job.area_id)
    told = {name: str(value) for name, value in job.arguments.items()}
    progress("Reading the decisions.")
    table, ids = decisions_table(scope, sought_from(told, job.area_id), clock.today())
    progress("Writing the file.", len(ids), len(ids))
    made = write(table, told["form"])
    return Made(made.content, made.content_type, copy_name(made.extension), ids)


def _may_have(scope: Scope, job: Job) -> bool:
    return scope.has(RIGHT, job.area_id)


def _target(_: Job) -> Target:
    return ("assessments.decision", "decisions")


def _home(job: Job) -> str:
    asked = {name: value for name, value in job.arguments.items() if name != "form"}
    return f"{reverse('assessments:decisions')}?{urlencode(asked)}"


def register_decision_kind() -> None:
    """Make the task known; called once when the product starts."""
    register(
        Kind(
            code=KIND,
            title="Copy of the decisions whether to assess",
            permission=RIGHT,
            make=_make,
            may_have=_may_have,
            target=_target,
            home=_home,
        )
    )
