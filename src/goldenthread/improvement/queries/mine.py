"""The milestones that somebody's posts lead, by plan: a code such as 1a stands in more than one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, OuterRef, Subquery, Value, When

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan
from goldenthread.improvement.queries.leading import accountable_for, led_by
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses


@dataclass(frozen=True)
class MinePlan:
    """A plan with the milestones in it that are one's own, the soonest first.

    `others` are those that other posts lead, in priorities that one's own posts lead.
    """

    plan: Plan
    rows: list[MilestoneStatus]
    others: list[MilestoneStatus]


def my_milestones(scope: Scope, as_at: date) -> list[MinePlan]:
    """Open milestones of agreed plans that the person's posts lead; the plan with the soonest first: three queries.

    A plan in which others lead all that the person's posts are accountable for stands last.
    """
    mine, others = led_by(scope.post_ids), accountable_for(scope.post_ids)
    milestones = (
        Milestone.objects.visible_to(scope)
        .filter(mine | others, signed_off_on=None, plan__state=Plan.State.AGREED)
        .annotate(whose=Case(When(mine, Value(0)), default=Value(1), output_field=IntegerField()))
    )
    whose = dict(milestones.order_by().values_list("pk", "whose"))
    found = milestone_statuses(milestones, as_at)
    by_plan: dict[int, tuple[list[MilestoneStatus], list[MilestoneStatus]]] = {}
    soonest = sorted(found, key=lambda row: (row.due is None, row.due or as_at, row.id))
    for row in sorted(soonest, key=lambda row: whose[row.id]):
        by_plan.setdefault(row.plan_id, ([], []))[whose[row.id]].append(row)
    plans = Plan.objects.visible_to(scope).select_related("area").in_bulk(list(by_plan))
    return [MinePlan(plans[plan_id], *rows) for plan_id, rows in by_plan.items()]


def sent_back_to(scope: Scope) -> list[MilestoneEvent]:
    """Why milestones came back that the person's posts lead or are accountable for, until a lead reports again.

    Of agreed plans, the newest first, with the milestone: one query.
    """
    whose = led_by(scope.post_ids) | accountable_for(scope.post_ids)
    mine = Milestone.objects.visible_to(scope).filter(
        whose, plan__state=Plan.State.AGREED, sent_back_on__isnull=False
    )
    returned = MilestoneEvent.objects.filter(
        milestone=OuterRef("pk"), kind=MilestoneEvent.Kind.RETURNED
    )
    last = mine.annotate(last=Subquery(returned.values("pk")[:1])).values("last")
    found = MilestoneEvent.objects.filter(pk__in=last)
    return list(found.select_related("milestone__priority", "post__organisation"))
