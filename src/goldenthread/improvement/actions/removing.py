"""Taking a draft back, whole."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from goldenthread.access.audit import record
from goldenthread.access.break_glass.queries import waits_for_review
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement import emergency
from goldenthread.improvement.models import Milestone, Plan


@transaction.atomic
def remove_draft(scope: Scope, plan: Plan, code: str) -> None:
    """Delete a draft that the caller has locked and checked the right for; `code` names it in the trail.

    UserError where something refers to it by now, and where an emergency opening of it was not reviewed yet: whoever
    reviews that has to see what was opened.
    """
    if waits_for_review(emergency.KIND, plan.pk):
        raise UserError(
            "opened_in_emergency",
            "Somebody opened this plan in an emergency, and that has not been reviewed yet.",
            fix="Discard it after the review: under Emergency access somebody ends the opening and reviews it.",
        )
    record(scope, code, plan, area_id=plan.area_id)
    try:
        # Children first where a row is protected by another of the same plan.
        Milestone.objects.filter(plan=plan).delete()
        plan.delete()
    except ProtectedError as problem:
        raise UserError(
            "plan_in_use",
            "Something else refers to this plan by now, such as evidence, a risk or a report about it.",
            fix="Take away what refers to it first.",
        ) from problem
