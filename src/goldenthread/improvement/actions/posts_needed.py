"""Says which posts, beside its leads, an item of a plan cannot do without.

The right is `milestone.report`, that of whoever runs the plan: a post that an item depends on is no word of the
agreed plan (plan.edit changes drafts only), and those who merely keep posts do not decide about plans.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Lead, Milestone, Plan, PostNeeded, Priority
from goldenthread.improvement.queries.vacancies import LIVE
from goldenthread.organisations.models import Post

RIGHT = "milestone.report"
Item = Priority | Milestone


@transaction.atomic
def need_post(*, scope: Scope, item: Item, needed_id: int, why: str, post_id: int) -> PostNeeded:
    """The item needs that post. Saying so again changes nothing."""
    plan = _plan(scope, item, post_id)
    there = Post.objects.filter(organisation__areas=plan.area_id, pk=needed_id)
    if not there.filter(Q(ended_on=None) | Q(ended_on__gte=clock.today())).exists():
        raise UserError(
            "no_such_post",
            "That post is not one of this area, or it has ended.",
            "needed",
            "Choose another post.",
        )
    priority_id = item.pk if isinstance(item, Priority) else item.priority_id
    if Lead.objects.filter(priority=priority_id, post=needed_id).exists():
        raise UserError(
            "leads_it_already",
            "That post leads it, so it depends on the post already.",
            "needed",
            "Choose another post.",
        )
    made, new = PostNeeded.objects.get_or_create(
        **_thread(item),
        needed_id=needed_id,
        defaults={"why": why, "post_id": post_id, "user_id": scope.user_id},
    )
    if new:
        record(scope, "post_needed.added", item, area_id=plan.area_id, fields=("needed", "why"))
    return made


@transaction.atomic
def need_post_no_more(*, scope: Scope, item: Item, row_id: int, post_id: int) -> None:
    """The item does without that post. Saying so again changes nothing."""
    plan = _plan(scope, item, post_id)
    gone, _ = PostNeeded.objects.filter(**_thread(item), pk=row_id).delete()
    if gone:
        record(scope, "post_needed.removed", item, area_id=plan.area_id, fields=("needed",))


def _plan(scope: Scope, item: Item, post_id: int) -> Plan:
    plan = Plan.objects.visible_to(scope).filter(pk=item.plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if post_id not in scope.posts_with(RIGHT, plan.area_id):
        raise NotAllowed("That post does not carry this right in this area.")
    if plan.state not in LIVE:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: nothing depends on posts any more.",
        )
    return plan


def _thread(item: Item) -> dict[str, int]:
    return {"priority_id" if isinstance(item, Priority) else "milestone_id": item.thread_pk}
