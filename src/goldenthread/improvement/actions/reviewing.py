"""Recording the yearly review of a plan."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Plan, PlanReview
from goldenthread.improvement.rules.reviews import next_review
from goldenthread.ui.filters import date_long


@transaction.atomic
def record_review(
    *, scope: Scope, plan_id: int, post_id: int, held_on: date, conclusion: str, today: date
) -> PlanReview:
    """Keep what a yearly review concluded and move the next one a year on. Sent twice, it is kept once.

    UserError when the plan is not agreed, the day lies ahead or before the agreement, nothing was concluded, or
    the review of that day is recorded already; NotAllowed without the right.
    """
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if post_id not in scope.posts_with("plan.agree", plan.area_id):
        raise NotAllowed("That post does not carry the right to record a review in this area.")
    _check(plan, held_on, conclusion, today)
    there = PlanReview.objects.filter(plan=plan, held_on=held_on).first()
    if there is not None:
        if (there.user_id, there.conclusion) == (scope.user_id, conclusion.strip()):
            return there
        raise UserError(
            "review_recorded_already", "The review of that day is recorded already.", "held_on",
            "There is nothing more to do.",
        )  # fmt: skip
    plan.review_due = next_review(plan.review_due, held_on)
    plan.save(update_fields=["review_due"])
    review = PlanReview.objects.create(
        plan=plan, held_on=held_on, conclusion=conclusion.strip(), next_due=plan.review_due,
        post_id=post_id, user_id=scope.user_id,
    )  # fmt: skip
    record(
        scope, "plan.reviewed", plan, area_id=plan.area_id,
        fields=("held_on", "conclusion", "review_due"),
    )  # fmt: skip
    return review


def _check(plan: Plan, held_on: date, conclusion: str, today: date) -> None:
    if plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: reviews are of agreed plans only.",
        )
    if held_on > today:
        raise UserError(
            "date_in_future", "The day of the review lies ahead.", "held_on",
            "Enter the day on which it was held.",
        )  # fmt: skip
    if plan.agreed_on and held_on < plan.agreed_on:
        raise UserError(
            "reviewed_before_agreed", "That is before the day on which the plan was agreed.", "held_on",
            f"Enter a day from {date_long(plan.agreed_on)} on.",
        )  # fmt: skip
    if not conclusion.strip():
        raise UserError(
            "nothing_concluded", "Nothing is said of what was concluded.", "conclusion",
            "Say what the review concluded.",
        )  # fmt: skip
