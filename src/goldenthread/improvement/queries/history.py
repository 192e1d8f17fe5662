"""What changed in a plan since a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import F, Q

from goldenthread.improvement.models import MilestoneEvent, PartJudgement, Plan
from goldenthread.ui.pagination import Page, paginate


def judgements_since(plan: Plan, since: date) -> list[PartJudgement]:
    """Sign-offs of wholes and statuses set by hand from that day on, newest first: one query."""
    rows = PartJudgement.objects.filter(plan=plan, on__gte=since)
    return list(rows.select_related("priority", "section", "post__organisation"))


def changes_since(
    plan: Plan, since: date, *, dates_only: bool, params: Mapping[str, str], size: int
) -> Page[MilestoneEvent]:
    """Reports and sign-offs from that day on (or only those that moved a date), newest first: one query."""
    rows = MilestoneEvent.objects.filter(plan=plan, on__gte=since).select_related(
        "milestone__priority", "post__organisation", "user"
    )
    if dates_only:
        rows = rows.filter(
            Q(due_before__isnull=False, due_after__isnull=False) & ~Q(due_before=F("due_after"))
            | Q(due_before=None, due_after__isnull=False)
            | Q(due_before__isnull=False, due_after=None)
        )
    return paginate(rows, ("-at", "-pk"), params, size)
