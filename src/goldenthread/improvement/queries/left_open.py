"""What an import leaves for somebody to do: posts that nobody holds, and leads that are no post."""

from __future__ import annotations

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.exchange.kinds import LeftOpen
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.queries.plans import PlanPage, PriorityRow, plan_page
from goldenthread.improvement.queries.unheld import unheld_leads
from goldenthread.organisations.queries.reporting import reported_by_others
from goldenthread.ui.filters import plural


def things_left_open(scope: Scope, plan_id: int) -> tuple[LeftOpen, ...]:
    """Nothing where the plan has ended or the scope may not see it."""
    plan = Plan.objects.visible_to(scope).filter(pk=plan_id).first()
    if plan is None:
        return ()
    page = plan_page(scope, plan.pk, clock.today())
    if page.ending:
        return ()
    return (*_without_post(scope, page), *_without_holder(scope, page))


def _without_post(scope: Scope, page: PlanPage) -> tuple[LeftOpen, ...]:
    """The priorities that no post leads, each with the way to say who does, and who can report until then."""
    rows = [row for row in page.priorities if not row.led_by]
    if not rows:
        return ()
    words = (
        f"No post leads {plural(len(rows), 'priority', 'priorities')}: until somebody says which "
        f"post does, {reported_by_others(page.plan.area_id)}."
    )
    writes = page.plan.state == Plan.State.DRAFT and can(scope, "plan.edit", page.plan)
    address = "improvement:draft_priority" if writes else "improvement:priority"
    return (
        LeftOpen(
            words,
            tuple(
                (_lead_words(row), reverse(address, args=[page.plan.pk, row.id])) for row in rows
            ),
        ),
    )


def _lead_words(row: PriorityRow) -> str:
    printed = f" (in the plan: {'; '.join(row.printed_leads)})" if row.printed_leads else ""
    return f"Say who leads priority {row.code}{printed}"


def _without_holder(scope: Scope, page: PlanPage) -> tuple[LeftOpen, ...]:
    """The posts that lead and that nobody is recorded to hold, each with the way to invite somebody."""
    unheld = unheld_leads(page.priorities)
    if not unheld.posts:
        return ()
    invites = scope.has("organisation.edit", page.plan.area_id)
    links = (
        (
            f"Invite somebody to be {post.title}" if invites else post.title,
            reverse("organisations:invite", args=[post.post_id]) if invites else "",
        )
        for post in unheld.posts
    )
    return (LeftOpen(unheld.words, tuple(links)),)
