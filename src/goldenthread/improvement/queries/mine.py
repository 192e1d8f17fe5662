"""The milestones that somebody's posts lead, by plan: a code such as 1a stands in more than one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses


@dataclass(frozen=True)
class MinePlan:
    """A plan with the milestones in it that are one's own, the soonest first."""

    plan: Plan
    rows: list[MilestoneStatus]


def my_milestones(scope: Scope, as_at: date) -> list[MinePlan]:
    """Open milestones of agreed plans that the person's posts lead; the plan with the soonest first: two queries."""
    milestones = (
        Milestone.objects.visible_to(scope)
        .filter(
            signed_off_on=None,
            plan__state=Plan.State.AGREED,
            priority__lead_rows__post__in=scope.post_ids,
        )
        .distinct()
    )
    found = milestone_statuses(milestones, as_at)
    by_plan: dict[int, list[MilestoneStatus]] = {}
    for row in sorted(found, key=lambda row: (row.due is None, row.due or as_at, row.id)):
        by_plan.setdefault(row.plan_id, []).append(row)
    plans = Plan.objects.visible_to(scope).select_related("area").in_bulk(list(by_plan))
    return [MinePlan(plans[plan_id], rows) for plan_id, rows in by_plan.items()]
