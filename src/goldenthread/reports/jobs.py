"""The PDF of a sent report as a background task: a big plan's takes several seconds."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.documents.models import Snapshot
from goldenthread.organisations.scopes import build_scope
from goldenthread.reports.models import Report
from goldenthread.reports.queries import reports
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job

PDF = "report-pdf"


def copy_name(report: Report, extension: str) -> str:
    """What a copy is called: area, title and, from the second on, the version."""
    snapshot = _words(report)
    name = slugify(f"{report.plan.area.name} {snapshot.title}")[:90]
    version = f"-v{snapshot.number}" if snapshot.number > 1 else ""
    return f"{name}{version}.{extension}"


def _make(job: Job, progress: Progress) -> Made:
    # Loads the library that lays out pages, which takes a second: only where a PDF is made.
    from goldenthread.documents.files import write

    found = reports.get_frozen(build_scope(job.asked_by, Origin(channel="worker")), _key(job))
    progress("Laying out the pages. A report on a large plan takes some seconds.")
    made = write(_words(found), "pdf")
    return Made(made.content, made.content_type, copy_name(found, made.extension))


def _words(report: Report) -> Snapshot:
    if report.snapshot is None:
        raise ValueError(f"report {report.pk} is not frozen")
    return report.snapshot


def _may_have(scope: Scope, job: Job) -> bool:
    return reports.frozen(scope).filter(pk=_key(job), plan__area=job.area_id).exists()


def _target(job: Job) -> Target:
    return ("reports.report", _key(job))


def _home(job: Job) -> str:
    return reverse("reports:report", args=[_key(job)])


def _key(job: Job) -> int:
    return int(job.arguments["report"])


def register_kinds() -> None:
    register(
        Kind(
            code=PDF,
            title="PDF of a report",
            permission="report.view",
            make=_make,
            may_have=_may_have,
            target=_target,
            home=_home,
            # The words are frozen, and the same words make the same bytes.
            unchanging=True,
        )
    )
