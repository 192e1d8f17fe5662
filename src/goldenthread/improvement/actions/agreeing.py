"""Agreeing a plan: from then on its words and its first dates stand. A new version takes over from the one before."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.drafting.texts import short
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.queries.versions import names_before
from goldenthread.improvement.rules.agreement import check_agreed_head, check_version
from goldenthread.improvement.rules.reviews import a_year_after as yearly_review_after
from goldenthread.ui.filters import date_long

__all__ = ["agree_plan", "yearly_review_after"]

_STANDING = (
    "reported_status", "reported_on", "reported_post_id", "reported_by_id", "forecast",
    "completed_on", "signed_off_on", "signed_off_post_id", "signed_off_by_id", "signed_off_owners",
)  # fmt: skip


@transaction.atomic
def agree_plan(
    *,
    scope: Scope,
    plan_id: int,
    post_id: int,
    agreed_on: date,
    today: date,
    version: str = "",
    dated: date | None = None,
) -> Plan:
    """Agree a draft: freeze every milestone's baseline date, set the yearly review, supersede the version before.

    A milestone that goes on from the version before takes over its standing, and keeps the date first agreed.
    `version` and `dated` count where the draft has none, or the name of another version. UserError when it is
    not a draft, is empty, has no name or date of its own then, the day lies ahead or before the agreement of
    the version before; NotAllowed without the right.
    """
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if post_id not in scope.posts_with("plan.agree", plan.area_id):
        raise NotAllowed("That post does not carry the right to agree a plan in this area.")
    _check(plan, agreed_on, today)
    head = _complete(plan, version, dated)
    plan.state = Plan.State.AGREED
    plan.agreed_on = agreed_on
    plan.agreed_by_id = post_id
    # A new version is no review: what was due stays due until a review is recorded.
    before = plan.supersedes.review_due if plan.supersedes else None
    plan.review_due = before or yearly_review_after(plan.dated or agreed_on)
    plan.save(update_fields=["state", "agreed_on", "agreed_by", "review_due", *head])
    if plan.supersedes_id is not None:
        _supersede(scope, plan, plan.supersedes_id)
    Milestone.objects.filter(plan=plan).update(
        baseline_due=Coalesce("baseline_due", "due"), version=F("version") + 1
    )
    record(
        scope, "plan.agreed", plan, area_id=plan.area_id,
        fields=("state", "agreed_on", "agreed_by", "baseline_due", *head),
    )  # fmt: skip
    return plan


def _check(plan: Plan, agreed_on: date, today: date) -> None:
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


def _complete(plan: Plan, version: str, dated: date | None) -> list[str]:
    """Give the draft the name and the date that it lacks; gives the columns written. Refused while one is missing."""
    taken, before = names_before(plan), (plan.version, plan.dated)
    if not plan.version or check_version(plan.version, taken):
        plan.version = short(version, "plan.version", "version") or plan.version
    plan.dated = plan.dated or dated
    if problems := check_agreed_head(plan.version, plan.dated, taken):
        raise Refused(problems)
    after = (plan.version, plan.dated)
    names = ("version", "dated")
    return [name for name, was, now in zip(names, before, after, strict=True) if was != now]


def _supersede(scope: Scope, plan: Plan, earlier_id: int) -> None:
    earlier = Plan.objects.select_for_update().get(pk=earlier_id)
    if plan.agreed_on and earlier.agreed_on and plan.agreed_on < earlier.agreed_on:
        raise UserError(
            "agreed_before_the_version_before",
            "The version before this one was agreed on a later day.",
            "agreed_on",
            f"Enter a day from {date_long(earlier.agreed_on)} on.",
        )
    earlier.state = Plan.State.SUPERSEDED
    earlier.save(update_fields=["state"])
    # Waits for reports under way and refuses those that come after them, whichever state they have read.
    Milestone.objects.filter(plan=earlier).update(version=F("version") + 1)
    _take_over(plan, earlier)
    record(scope, "plan.superseded", earlier, area_id=earlier.area_id, fields=("state",))


def _take_over(plan: Plan, earlier: Plan) -> None:
    """Give each milestone that goes on the standing of its predecessor, as it is at this moment.

    The due date comes along unless the draft's editor has changed it.
    """
    before = {row.thread_pk: row for row in Milestone.objects.filter(plan=earlier)}
    rows = []
    for row in Milestone.objects.filter(plan=plan, thread__isnull=False):
        predecessor = before[row.thread_pk]
        for name in _STANDING:
            setattr(row, name, getattr(predecessor, name))
        if row.due == row.due_when_copied:
            row.due = predecessor.due
        rows.append(row)
    Milestone.objects.bulk_update(rows, [*_STANDING, "due"])
