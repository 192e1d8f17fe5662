"""Which of two plans of an area is the earlier one, and by what dates a plan is told from another."""

from __future__ import annotations

from datetime import date

from goldenthread.improvement.models import Plan
from goldenthread.ui.filters import date_long


def in_order(one: Plan, other: Plan) -> tuple[Plan, Plan]:
    """The earlier plan and the later one, by the date printed on the first version of each, else the day on which
    that was agreed. One query. So a new version of an old plan does not overtake the plan that followed it.
    """
    begun = begun_of(one.area_id)
    earlier, later = sorted((one, other), key=lambda plan: begun[plan.pk])
    return earlier, later


def begun_of(area_id: int) -> dict[int, tuple[date, date, int]]:
    """What each plan of the area is ordered by."""
    plans = {plan.pk: plan for plan in Plan.objects.filter(area=area_id)}
    found = {}
    for pk, plan in plans.items():
        first = plan
        while first.supersedes_id is not None:
            first = plans[first.supersedes_id]
        agreed_on = first.agreed_on or date.max
        found[pk] = (first.dated or agreed_on, agreed_on, first.pk)
    return found


def dates_of(plan: Plan) -> str:
    """How a plan is told from another: `dated 28 May 2025, agreed on 1 June 2025`; `draft, without a date`."""
    dated = f"dated {date_long(plan.dated)}" if plan.dated else "without a date"
    if plan.agreed_on is None:
        return f"draft, {dated}"
    state = "" if plan.state == Plan.State.AGREED else f", {plan.get_state_display().lower()}"
    return f"{dated}, agreed on {date_long(plan.agreed_on)}{state}"
