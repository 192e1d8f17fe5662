"""Answering by name for words that become public, before they do."""

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
from goldenthread.reports.actions.preparing import locked_draft
from goldenthread.reports.models import Report
from goldenthread.reports.presenters import body_of
from goldenthread.reports.queries.pack import compose


@dataclass(frozen=True)
class Answers:
    """The hash of the words that were read, and for each finding's key why it may stand."""

    seen: str
    reasons: Mapping[str, str]


def kind_of(report: Report) -> str:
    """What its documents and clearances are kept as."""
    return f"report.{report.kind}"


@transaction.atomic
def clear_report(
    *, scope: Scope, report_id: int, post_id: int, answers: Answers, version: int, today: date
) -> Clearance:
    """Clear a draft for a public meeting, as it reads today. UserError and NotAllowed as `documents.clear` says."""
    report = locked_draft(scope, report_id, version)
    if not report.audience.public:
        raise UserError("not_public", "The papers of this meeting are not public.")
    clearance = documents.clear(
        scope=scope, area_id=report.plan.area_id, kind=kind_of(report), needs="report.send",
        post_id=post_id, body=body_of(compose(scope, report, today)), seen=answers.seen,
        reasons=answers.reasons,
    )  # fmt: skip
    record(scope, "report.cleared", report, area_id=report.plan.area_id)
    return clearance
