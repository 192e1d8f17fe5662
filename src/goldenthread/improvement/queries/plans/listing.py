"""Plans in a list, and finding one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Plan
from goldenthread.improvement.rules.reviews import ReviewNotice, review_notice


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list of plans."""

    id: int
    title: str
    area_id: int
    area: str
    version: str
    dated: date | None
    state: str
    state_words: str
    priorities: int
    milestones: int
    review: ReviewNotice | None = None


GROUPS = {
    Plan.State.AGREED: "In force",
    Plan.State.DRAFT: "Drafts",
    Plan.State.CLOSED: "Closed",
    Plan.State.SUPERSEDED: "Superseded by a newer version",
}


def grouped(rows: Sequence[PlanRow]) -> list[tuple[str, list[PlanRow]]]:
    """The rows by state, each state with its heading; states without a plan are left out."""
    found = [
        (words, [row for row in rows if row.state == state]) for state, words in GROUPS.items()
    ]
    return [group for group in found if group[1]]


def review_of(plan: Plan, today: date) -> ReviewNotice | None:
    """The reminder of a plan's yearly review; None where it is not in force or the review lies well ahead."""
    return review_notice(plan.review_due, today) if plan.state == Plan.State.AGREED else None


def plan_list(scope: Scope, today: date) -> list[PlanRow]:
    """Every plan the scope may see, newest first: one query."""
    rows = (
        Plan.objects.visible_to(scope)
        .select_related("area")
        .annotate(
            priority_count=Count("priorities", distinct=True),
            milestone_count=Count("milestones", distinct=True),
        )
        # Counting drops the order that the model gives; a draft without a date is the newest.
        .order_by(F("dated").desc(nulls_first=True), "-pk")
    )
    return [
        PlanRow(
            plan.pk, plan.title, plan.area_id, plan.area.name, plan.version, plan.dated, plan.state,
            plan.get_state_display(), plan.priority_count, plan.milestone_count,
            review_of(plan, today),
        )
        for plan in rows
    ]  # fmt: skip


def get_plan(scope: Scope, plan_id: int) -> Plan:
    """The plan, with its area; Http404 when there is none that the scope may see."""
    plan = Plan.objects.visible_to(scope).select_related("area").filter(pk=plan_id).first()
    if plan is None:
        raise Http404("There is no such plan.")
    return plan
