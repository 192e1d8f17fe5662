"""The export of a large plan as a background task."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.exchange.exports import write
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries.export import plan_table
from goldenthread.organisations.scopes import build_scope
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job

EXPORT = "plan-export"


def export_name(plan: Plan, extension: str) -> str:
    """What an export is called: the plan's title and the day."""
    return f"{slugify(plan.title)[:60] or 'plan'}-{clock.today().isoformat()}.{extension}"


def _make(job: Job, progress: Progress) -> Made:
    scope = build_scope(job.asked_by, Origin(channel="worker"))
    scope.need("plan.export", job.area_id)
    progress("Reading the milestones and working out their statuses.")
    plan, table = plan_table(scope, _key(job), clock.today())
    rows = len(table.rows)
    progress("Writing the file.", rows, rows)
    made = write(table, str(job.arguments["form"]))
    return Made(made.content, made.content_type, export_name(plan, made.extension))


def _may_have(scope: Scope, job: Job) -> bool:
    return Plan.objects.visible_to(scope).filter(pk=_key(job), area=job.area_id).exists()


def _target(job: Job) -> Target:
    return ("improvement.plan", _key(job))


def _home(job: Job) -> str:
    return reverse("improvement:plan", args=[_key(job)])


def _key(job: Job) -> int:
    return int(job.arguments["plan"])


def register_kinds() -> None:
    register(
        Kind(
            code=EXPORT,
            title="Export of a plan",
            permission="plan.export",
            make=_make,
            may_have=_may_have,
            target=_target,
            home=_home,
        )
    )
