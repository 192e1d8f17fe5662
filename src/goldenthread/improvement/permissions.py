"""What a scope may do with one plan: the single-record twin of `visible_to`."""

from __future__ import annotations

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    Claim,
    EvidenceItem,
    EvidenceUse,
    Lead,
    Plan,
    SuccessCriterion,
)


def can(scope: Scope, permission: str, plan: Plan) -> bool:
    """Whether the scope carries `permission` over this plan. Nothing is allowed on an unseen plan.

    A plan that is open in an emergency can be read, and nothing else.
    """
    may_see = scope.has("plan.view_draft", plan.area_id) or (
        scope.has("plan.view", plan.area_id) and plan.state != Plan.State.DRAFT
    )
    if permission == "plan.view":
        return may_see or plan.pk in scope.opened("improvement.plan")
    return may_see and scope.has(permission, plan.area_id)


def criterion_posts(scope: Scope, permission: str, criterion: SuccessCriterion) -> frozenset[int]:
    """The posts through which this person may do this to the criterion: one query for leads, none for others.

    Whoever leads a priority records figures of that priority's section; elsewhere that needs a right of its own.
    Nothing is allowed on an unseen plan.
    """
    section = criterion.section
    plan = section.plan
    if not can(scope, permission, plan):
        return frozenset()
    posts = scope.posts_with(permission, plan.area_id)
    if permission != "criterion.measure":
        return posts
    anywhere = scope.posts_with("criterion.measure_any", plan.area_id)
    if posts <= anywhere:
        return anywhere
    leads = Lead.objects.filter(priority__section=section.pk, post__in=posts - anywhere)
    return anywhere | frozenset(leads.values_list("post_id", flat=True))


def may_say_posts_needed(scope: Scope, plan: Plan) -> bool:
    """Whether to offer naming posts that items of the plan depend on: what actions.posts_needed asks for."""
    in_use = plan.state in (Plan.State.DRAFT, Plan.State.AGREED)
    return in_use and can(scope, "milestone.report", plan)


def can_in_library(scope: Scope, permission: str, record: EvidenceItem | Claim) -> bool:
    """Whether the scope carries `permission` over this evidence or claim. Nothing is allowed on what is unseen."""
    return scope.has("evidence.view", record.area_id) and scope.has(permission, record.area_id)


def changing_posts(scope: Scope, item: EvidenceItem) -> frozenset[int]:
    """The posts through which this person may change the evidence: the one that added it, or who keeps the library."""
    own = scope.posts_with("evidence.add", item.area_id) & {item.post_id}
    return own | scope.posts_with("evidence.manage", item.area_id)


def ending_posts(scope: Scope, item: EvidenceItem, use: EvidenceUse) -> frozenset[int]:
    """The posts through which this person may take back that the evidence shows something."""
    said = scope.posts_with("evidence.add", item.area_id) & {use.post_id}
    return said | changing_posts(scope, item)
