"""Closing a plan that nothing supersedes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.ui.filters import date_long


@transaction.atomic
def close_plan(
    *, scope: Scope, plan_id: int, post_id: int, closed_on: date, why: str, today: date
) -> Plan:
    """Close an agreed plan, with the reason. It stays readable; nobody reports on it any more.

    UserError when it is not agreed, a new version is begun, no reason is given, or the day lies ahead or
    before its agreement; NotAllowed without the right.
    """
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if post_id not in scope.posts_with("plan.agree", plan.area_id):
        raise NotAllowed("That post does not carry the right to close a plan in this area.")
    _check(plan, closed_on, why, today)
    plan.state = Plan.State.CLOSED
    plan.closed_on, plan.closed_by_id, plan.closed_why = closed_on, post_id, why.strip()
    plan.save(update_fields=["state", "closed_on", "closed_by", "closed_why"])
    # Waits for reports under way and refuses those that come after them, whichever state they have read.
    Milestone.objects.filter(plan=plan).update(version=F("version") + 1)
    record(
        scope, "plan.closed", plan, area_id=plan.area_id,
        fields=("state", "closed_on", "closed_by", "closed_why"),
    )  # fmt: skip
    return plan


def _check(plan: Plan, closed_on: date, why: str, today: date) -> None:
    if plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: only an agreed plan is closed.",
        )
    if Plan.objects.filter(supersedes=plan).exists():
        raise UserError(
            "version_begun",
            "A new version of this plan is being drafted.",
            fix="Discard that draft first, or agree it instead of closing the plan.",
        )
    if not why.strip():
        raise UserError("reason_missing", "No reason is given.", "why", "Say why the plan closes.")
    if closed_on > today:
        raise UserError(
            "date_in_future", "The day of closing lies ahead.", "closed_on",
            "Enter the day on which the plan was closed.",
        )  # fmt: skip
    if plan.agreed_on and closed_on < plan.agreed_on:
        raise UserError(
            "closed_before_agreed", "That is before the day on which the plan was agreed.", "closed_on",
            f"Enter a day from {date_long(plan.agreed_on)} on.",
        )  # fmt: skip
