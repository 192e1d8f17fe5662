"""Signing off a whole priority, section or plan, and setting its status by hand."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.progress import Refused, actor_of
from goldenthread.improvement.models import Lead, PartJudgement, Plan, Priority, Section
from goldenthread.improvement.queries.judgements import judged
from goldenthread.improvement.queries.parts import Part
from goldenthread.improvement.queries.plans import (
    PriorityRow,
    priority_rows,
    section_rows,
    shown_plan,
    shown_section,
)
from goldenthread.improvement.rules.status import (
    Shown,
    Status,
    check_override,
    check_parent_sign_off,
    rollup,
)

_KIND = PartJudgement.Kind


@transaction.atomic
def sign_off_part(*, scope: Scope, part: Part, post_id: int, today: date) -> PartJudgement:
    """Sign off a priority, section or plan all of whose children are Blue. Refused for whoever leads any of it."""
    plan = _plan_in_force(scope, part)
    _need_post(scope, "milestone.sign_off", plan, post_id)
    children = children_of(plan, part, today)
    problems = check_parent_sign_off(children, actor_of(scope, post_id), _owners(part))
    if problems:
        raise Refused(problems)
    if shown_of(plan, part, today).status is Status.BLUE:
        raise UserError(
            "already_signed_off", f"{part} is signed off as a whole already.",
            fix="There is nothing more to do.",
        )  # fmt: skip
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


def children_of(plan: Plan, part: Part, as_at: date) -> list[Shown]:
    """The statuses below a part: a priority's milestones, a section's priorities, a plan's sections."""
    if isinstance(part, Priority):
        return [row.shown for row in _row(plan, part, as_at).milestones]
    if isinstance(part, Plan):
        return [row.shown for row in section_rows(plan, as_at, judged(plan))]
    return [row.shown for _, row in priority_rows(plan, as_at, section_id=part.pk)]


def shown_of(plan: Plan, part: Part, as_at: date) -> Shown:
    """The status that is shown for a part, verdicts included."""
    if isinstance(part, Priority):
        return _row(plan, part, as_at).shown
    judgements = judged(plan)
    if isinstance(part, Plan):
        return shown_plan(judgements.whole, section_rows(plan, as_at, judgements))
    rows = [row for _, row in priority_rows(plan, as_at, section_id=part.pk, judgements=judgements)]
    return shown_section(judgements.sections[part.thread_pk], rows)


def plan_of(part: Part) -> Plan:
    """The plan that a part stands in; a plan is the whole of itself."""
    return part if isinstance(part, Plan) else part.plan


def _row(plan: Plan, priority: Priority, as_at: date) -> PriorityRow:
    found = priority_rows(plan, as_at, section_id=priority.section_id)
    return next(row for _, row in found if row.id == priority.pk)


def _plan_in_force(scope: Scope, part: Part) -> Plan:
    rows = Plan.objects.visible_to(scope).select_for_update()
    plan = rows.filter(pk=plan_of(part).pk).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: statuses are judged on agreed plans only.",
        )
    return plan


def _need_post(scope: Scope, permission: str, plan: Plan, post_id: int) -> None:
    if post_id not in scope.posts_with(permission, plan.area_id):
        raise NotAllowed("That post does not carry this right in this area.")


def _owners(part: Part) -> frozenset[str]:
    """The posts that lead anything in it."""
    if isinstance(part, Priority):
        leads = Lead.objects.filter(priority=part)
    elif isinstance(part, Section):
        leads = Lead.objects.filter(priority__section=part)
    else:
        leads = Lead.objects.filter(priority__plan=part)
    return frozenset(str(pk) for pk in leads.values_list("post_id", flat=True))


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
