"""What every action on a success criterion checks first."""

from __future__ import annotations

from datetime import date

from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Plan, SuccessCriterion
from goldenthread.improvement.permissions import criterion_posts
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows

IN_FORCE = frozenset({Plan.State.AGREED})
NOT_YOUR_SECTION = (
    "That post leads no priority of this criterion's section; "
    "leads record figures of their own sections."
)
CHANGING = IN_FORCE | {Plan.State.DRAFT}


def locked(
    scope: Scope, criterion_id: int, permission: str, post_id: int, states: frozenset[str]
) -> SuccessCriterion:
    """The criterion with its plan, its thread held so that two people write one after the other.

    UserError when there is none to be seen or its plan is in none of `states`; NotAllowed without the right.
    """
    criterion = (
        SuccessCriterion.objects.visible_to(scope)
        .select_related("section__plan")
        .filter(pk=criterion_id)
        .first()
    )
    if criterion is None:
        raise UserError("no_such_criterion", "There is no such success criterion.")
    plan = criterion.section.plan
    if post_id not in criterion_posts(scope, permission, criterion):
        raise NotAllowed(refusal(scope, permission, criterion))
    SuccessCriterion.objects.select_for_update().get(pk=criterion.thread_pk)
    if plan.state not in states:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: its criteria are measured and judged "
            "while it is agreed, and only read after that.",
        )
    return criterion


def refusal(scope: Scope, permission: str, criterion: SuccessCriterion) -> str:
    """Why a post may not do this, in words."""
    area_id = criterion.section.plan.area_id
    if permission == "criterion.measure" and scope.has(permission, area_id):
        return NOT_YOUR_SECTION
    return "That post does not carry this right in this area."


def row_of(criterion: SuccessCriterion, today: date) -> CriterionRow:
    """How the criterion stands now."""
    return criterion_rows(SuccessCriterion.objects.filter(pk=criterion.pk), today)[0]


def overtaken(scope: Scope, criterion: SuccessCriterion) -> UserError:
    """Somebody was faster; the page shows what they did."""
    return changed_meanwhile(
        scope, criterion, "what this rests on",
        fix="How it stands now is shown on this page. Check it, then send yours again.",
    )  # fmt: skip
