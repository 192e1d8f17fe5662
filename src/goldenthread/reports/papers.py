"""Drafts as papers that become public: what they are kept as, who may clear them, and whose words they are."""

from __future__ import annotations

from django.db.models import QuerySet

from goldenthread.access.models import AuditEntry
from goldenthread.access.scope import Scope
from goldenthread.documents.publishing import Paper
from goldenthread.reports.models import Progress, Report

CLEARS = "report.clear"
"""The right to answer for what the check finds in a report or a page for families."""
SENDS, PUBLISHES = "report.send", "plan.publish"
FAMILIES, EASY = "progress.page", "progress.easy"
"""What the two parts of a page for families are kept as."""
# Entries of the trail whose author has written words of the draft.
_WROTE = ("report.prepared", "report.changed", "progress.prepared", "progress.changed")


def kind_of(report: Report) -> str:
    """What the documents and clearances of a report are kept as."""
    return f"report.{report.kind}"


def report_paper(report: Report, body: str) -> Paper:
    """A report to a public meeting: one query, once somebody asks who wrote it."""
    area_id = report.plan.area_id
    return Paper(area_id, kind_of(report), body, CLEARS, SENDS, _writers(report))


def families_paper(progress: Progress, body: str) -> Paper:
    """A page for families; `body` is both parts together. One query, as for a report."""
    return Paper(progress.plan.area_id, FAMILIES, body, CLEARS, PUBLISHES, _writers(progress))


def written_by(scope: Scope) -> set[tuple[str, int]]:
    """The drafts, as kind of record and key, whose words this person wrote: one query."""
    rows = AuditEntry.objects.filter(user_id=scope.user_id, action__in=_WROTE)
    return {(kind, int(key)) for kind, key in rows.values_list("target_type", "target_id")}


def _writers(draft: Report | Progress) -> QuerySet[AuditEntry, int | None]:
    """Everybody who prepared it or changed its words, as the audit trail has them, which forgets nobody."""
    rows = AuditEntry.objects.about(draft._meta.label_lower, str(draft.pk))
    wrote = rows.filter(action__in=_WROTE, user_id__isnull=False)
    return wrote.values_list("user_id", flat=True)
