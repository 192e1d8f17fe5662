"""Copies of a sent report as background tasks: those of a big plan take several seconds."""

from __future__ import annotations

from functools import partial

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
# Kinds of task by what they make.
KINDS = {"pdf": PDF, "docx": "report-word"}
TITLES = {"pdf": "PDF of a report", "docx": "Word document of a report"}


def copy_name(report: Report, extension: str) -> str:
    """What a copy is called: area, title and, from the second on, the version."""
    snapshot = _words(report)
    name = slugify(f"{report.plan.area.name} {snapshot.title}")[:90]
    version = f"-v{snapshot.number}" if snapshot.number > 1 else ""
    return f"{name}{version}.{extension}"


def _make(form: str, job: Job, progress: Progress) -> Made:
    # Loads the library that lays out pages, which takes a second: only where a copy is made.
    from goldenthread.documents.files import write

    found = reports.get_frozen(build_scope(job.asked_by, Origin(channel="worker")), _key(job))
    progress("Laying out the pages. A report on a large plan takes some seconds.")
    made = write(_words(found), form)
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
    for form, code in KINDS.items():
        register(
            Kind(
                code=code,
                title=TITLES[form],
                permission="report.view",
                make=partial(_make, form),
                may_have=_may_have,
                target=_target,
                home=_home,
                # The words are frozen, and the same words make the same bytes.
                unchanging=True,
            )
        )
