"""Signing off a whole priority, section or plan, and setting its status by hand."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.progress import Refused, actor_of
from goldenthread.improvement.models import PartJudgement, Plan, Priority, Section
from goldenthread.improvement.queries.parts import Part
from goldenthread.improvement.queries.wholes import (
    children_of,
    not_in_force,
    owners_of,
    plan_of,
    shown_of,
    sign_off_problems,
)
from goldenthread.improvement.rules.status import Status, check_override, rollup

_KIND = PartJudgement.Kind


@transaction.atomic
def sign_off_part(*, scope: Scope, part: Part, post_id: int, today: date) -> PartJudgement:
    """Sign off a priority, section or plan all of whose children are Blue. Refused for whoever leads any of it."""
    plan = _plan_in_force(scope, part)
    _need_post(scope, "milestone.sign_off", plan, post_id)
    children, shown = children_of(plan, part, today), shown_of(plan, part, today)
    signer = actor_of(scope, post_id)
    if problems := sign_off_problems(part, signer, owners_of(part), children, shown):
        raise Refused(problems)
    return _keep(scope, plan, part, post_id, today, _KIND.SIGN_OFF, rollup(children).status)


@transaction.atomic
def override_status(
    *, scope: Scope, part: Part, post_id: int, status: Status | None, reason: str, today: date
) -> PartJudgement:
    """Set the status of a priority, section or plan by hand, with a reason that shows; None goes back to the rule."""
    plan = _plan_in_force(scope, part)
    _need_post(scope, "status.override", plan, post_id)
    derived = rollup(children_of(plan, part, today)).status
    if status is None:
        return _keep(scope, plan, part, post_id, today, _KIND.RULE, derived)
    if problems := check_override(status, reason, derived):
        raise Refused(problems)
    return _keep(
        scope, plan, part, post_id, today, _KIND.OVERRIDE, derived, status=status, reason=reason
    )


def _plan_in_force(scope: Scope, part: Part) -> Plan:
    rows = Plan.objects.visible_to(scope).select_for_update()
    plan = rows.filter(pk=plan_of(part).pk).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if plan.state != Plan.State.AGREED:
        raise Refused([not_in_force(plan)])
    return plan


def _need_post(scope: Scope, permission: str, plan: Plan, post_id: int) -> None:
    if post_id not in scope.posts_with(permission, plan.area_id):
        raise NotAllowed("That post does not carry this right in this area.")


def _keep(
    scope: Scope,
    plan: Plan,
    part: Part,
    post_id: int,
    today: date,
    kind: PartJudgement.Kind,
    derived: Status,
    *,
    status: Status | None = None,
    reason: str = "",
) -> PartJudgement:
    made = PartJudgement.objects.create(
        plan=plan,
        priority=part if isinstance(part, Priority) else None,
        section=part if isinstance(part, Section) else None,
        kind=kind,
        status=status.value if status else "",
        derived_then=derived.value,
        reason=reason.strip(),
        on=today,
        post_id=post_id,
        user_id=scope.user_id,
    )
    code = "status.signed_off" if kind == _KIND.SIGN_OFF else "status.overridden"
    record(scope, code, part, area_id=plan.area_id, fields=("status", "reason"))
    return made
