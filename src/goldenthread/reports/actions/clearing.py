"""Putting a draft forward to be cleared for the public, and answering by name for its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.documents import actions as documents
from goldenthread.documents.models import Clearance
from goldenthread.reports.actions.families import locked_page
from goldenthread.reports.actions.preparing import locked_draft
from goldenthread.reports.models import Progress, Report
from goldenthread.reports.papers import CLEARS, families_paper, report_paper
from goldenthread.reports.presenters import body_of, families_bodies
from goldenthread.reports.queries.families import compose_families
from goldenthread.reports.queries.pack import compose


@dataclass(frozen=True)
class Answers:
    """The hash of the words that were read, and for each finding's key why it may stand."""

    seen: str
    reasons: Mapping[str, str]


@transaction.atomic
def put_forward_report(*, scope: Scope, report_id: int, version: int, today: date) -> Report:
    """Ask those who may to clear a draft; it reads as on this day until it is sent or changed.

    UserError for a meeting whose papers are not public, and as `locked_draft` says.
    """
    report = locked_draft(scope, report_id, version)
    _need_public(report)
    _ask(report, today)
    record(
        scope, "report.put_forward", report, area_id=report.plan.area_id,
        fields=("asked_on", "waiting"),
    )  # fmt: skip
    return report


@transaction.atomic
def put_forward_progress(*, scope: Scope, progress_id: int, version: int, today: date) -> Progress:
    """Ask those who may to clear a page for families; it reads as on this day until it is published or changed."""
    progress = locked_page(scope, progress_id, version)
    _ask(progress, today)
    record(
        scope, "progress.put_forward", progress, area_id=progress.plan.area_id,
        fields=("asked_on", "waiting"),
    )  # fmt: skip
    return progress


@transaction.atomic
def clear_report(
    *, scope: Scope, report_id: int, post_id: int, answers: Answers, version: int, today: date
) -> Clearance:
    """Clear a draft for a public meeting, as it reads. UserError and NotAllowed as `documents.clear` says."""
    report = locked_draft(scope, report_id, version, right=CLEARS)
    _need_public(report)
    body = body_of(compose(scope, report, report.reads_on(today)))
    report.clearance = documents.clear(
        scope=scope, paper=report_paper(report, body), post_id=post_id, seen=answers.seen,
        reasons=answers.reasons,
    )  # fmt: skip
    report.waiting = False
    report.save(update_fields=["clearance", "waiting"])
    record(scope, "report.cleared", report, area_id=report.plan.area_id)
    return report.clearance


@transaction.atomic
def clear_progress(
    *, scope: Scope, progress_id: int, post_id: int, answers: Answers, version: int, today: date
) -> Clearance:
    """Clear a draft, both its page and its easy read, as they read. Errors as `documents.clear` says."""
    progress = locked_page(scope, progress_id, version, right=CLEARS)
    told = compose_families(scope, progress, progress.reads_on(today))
    clearance = documents.clear(
        scope=scope, paper=families_paper(progress, families_bodies(told).together),
        post_id=post_id, seen=answers.seen, reasons=answers.reasons,
    )  # fmt: skip
    progress.waiting = False
    progress.save(update_fields=["waiting"])
    record(scope, "progress.cleared", progress, area_id=progress.plan.area_id)
    return clearance


def _need_public(report: Report) -> None:
    if not report.audience.public:
        raise UserError("not_public", "The papers of this meeting are not public.")


def _ask(draft: Report | Progress, today: date) -> None:
    draft.asked_on, draft.waiting = today, True
    draft.save(update_fields=["asked_on", "waiting"])
