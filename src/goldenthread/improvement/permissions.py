"""What a scope may do with one plan: the single-record twin of `visible_to`."""

from __future__ import annotations

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Plan


def can(scope: Scope, permission: str, plan: Plan) -> bool:
    """Whether the scope carries `permission` over this plan. Nothing is allowed on an unseen plan."""
    may_see = scope.has("plan.view_draft", plan.area_id) or (
        scope.has("plan.view", plan.area_id) and plan.state != Plan.State.DRAFT
    )
    if permission == "plan.view":
        return may_see
    return may_see and scope.has(permission, plan.area_id)
