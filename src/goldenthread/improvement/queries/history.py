"""What changed in a plan since a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goldenthread.improvement.models import MilestoneEvent, Plan
from goldenthread.ui.pagination import Page, paginate


def changes_since(
    plan: Plan, since: date, params: Mapping[str, str], size: int
) -> Page[MilestoneEvent]:
    """Reports and sign-offs from that day on, newest first: one query."""
    rows = MilestoneEvent.objects.filter(plan=plan, on__gte=since).select_related(
        "milestone__priority", "post__organisation", "user"
    )
    return paginate(rows, ("-at", "-pk"), params, size)
