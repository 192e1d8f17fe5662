"""What decides whether a whole priority, section or plan may be signed off: what stands below it, and who leads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goldenthread.improvement.models import Lead, MilestoneLead, Plan, Priority, Section
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
    Actor,
    Problem,
    Shown,
    Status,
    check_parent_sign_off,
)


def plan_of(part: Part) -> Plan:
    """The plan that a part stands in; a plan is the whole of itself."""
    return part if isinstance(part, Plan) else part.plan


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


def owners_of(part: Part) -> frozenset[str]:
    """The posts that lead anything in it."""
    path = {Priority: "priority", Section: "priority__section", Plan: "priority__plan"}[type(part)]
    leads = Lead.objects.filter(**{path: part}).order_by().values_list("post_id")
    own = MilestoneLead.objects.filter(**{f"milestone__{path}": part}).order_by()
    return frozenset(str(pk) for (pk,) in leads.union(own.values_list("post_id")))


def sign_off_problems(
    part: Part, signer: Actor, owners: frozenset[str], children: Sequence[Shown], shown: Shown
) -> list[Problem]:
    """Why `signer` may not sign off the whole now; empty where they may. The action and the pages ask this.

    `owners` as `owners_of`, `children` as `children_of`, `shown` as `shown_of`.
    """
    plan = plan_of(part)
    if plan.state != Plan.State.AGREED:
        return [not_in_force(plan)]
    if problems := check_parent_sign_off(children, signer, owners):
        return problems
    if shown.status is Status.BLUE:
        said = f"{part} is signed off as a whole already."
        return [Problem("already_signed_off", "", said, "There is nothing more to do.")]
    return []


def not_in_force(plan: Plan) -> Problem:
    """Statuses of drafts and of plans that have ended are nobody's to judge."""
    state = plan.get_state_display().lower()
    said = f"This plan is {state}: statuses are judged on agreed plans only."
    return Problem("plan_not_in_force", "", said, "")


def _row(plan: Plan, priority: Priority, as_at: date) -> PriorityRow:
    found = priority_rows(plan, as_at, section_id=priority.section_id)
    return next(row for _, row in found if row.id == priority.pk)
