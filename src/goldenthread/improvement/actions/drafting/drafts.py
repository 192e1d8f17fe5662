"""The draft that is being written, locked; and the refusals that every change shares."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import Plan


def locked_draft(scope: Scope, plan_id: int) -> Plan:
    """The plan, locked until the change is written. NotAllowed without the right; UserError unless a draft."""
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    scope.need("plan.edit", plan.area_id)
    need_draft(plan)
    return plan


def keep_written(
    scope: Scope, plan: Plan, code: str, row: Model, fields: Iterable[str] = ()
) -> None:
    """What every change on screen leaves behind: its entry in the trail, and the draft marked as changed."""
    plan.edited_at = clock.now()
    plan.save(update_fields=["edited_at"])
    record(scope, code, row, area_id=plan.area_id, fields=fields)


def need_draft(plan: Plan) -> None:
    """UserError once the plan was agreed: from then on its words stand."""
    if plan.state != Plan.State.DRAFT:
        raise UserError(
            "plan_not_a_draft",
            f"This plan is {plan.get_state_display().lower()}, so its words stand.",
            fix="To change it, make a new version of it.",
        )
