"""Agreeing a plan: from then on its words and its first dates stand."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Milestone, Plan


def yearly_review_after(day: date) -> date:
    """The same day a year later (28 February for 29 February)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@transaction.atomic
def agree_plan(*, scope: Scope, plan_id: int, post_id: int, agreed_on: date, today: date) -> Plan:
    """Agree a draft: freeze every milestone's baseline date, set the yearly review, close the version before.

    UserError when it is not a draft, is empty, or the day lies ahead; NotAllowed without the right.
    """
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if post_id not in scope.posts_with("plan.agree", plan.area_id):
        raise NotAllowed("That post does not carry the right to agree a plan in this area.")
    if plan.state != Plan.State.DRAFT:
        raise UserError(
            "not_a_draft",
            f"This plan is already {plan.get_state_display().lower()}.",
            fix="To change an agreed plan, make a new version of it.",
        )
    if agreed_on > today:
        raise UserError(
            "date_in_future", "The day of agreement lies ahead.", "agreed_on",
            "Enter the day on which the board agreed the plan.",
        )  # fmt: skip
    if not plan.milestones.exists():
        raise UserError(
            "plan_empty",
            "A plan without a milestone cannot be agreed.",
            fix="Add milestones first.",
        )
    plan.state = Plan.State.AGREED
    plan.agreed_on = agreed_on
    plan.agreed_by_id = post_id
    plan.review_due = yearly_review_after(plan.dated or agreed_on)
    plan.save(update_fields=["state", "agreed_on", "agreed_by", "review_due"])
    Milestone.objects.filter(plan=plan).update(baseline_due=F("due"), version=F("version") + 1)
    record(
        scope, "plan.agreed", plan, area_id=plan.area_id,
        fields=("state", "agreed_on", "agreed_by", "baseline_due"),
    )  # fmt: skip
    if plan.supersedes_id is not None:
        _supersede(scope, plan.supersedes_id)
    return plan


def _supersede(scope: Scope, earlier_id: int) -> None:
    earlier = Plan.objects.select_for_update().get(pk=earlier_id)
    earlier.state = Plan.State.SUPERSEDED
    earlier.save(update_fields=["state"])
    record(scope, "plan.superseded", earlier, area_id=earlier.area_id, fields=("state",))
