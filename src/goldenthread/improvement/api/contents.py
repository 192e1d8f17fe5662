"""What stands in a plan, page by page: milestones, success criteria, recurring commitments."""

from __future__ import annotations

from typing import Literal

from ninja import Query, Router

from goldenthread.access.audit import record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.api import PROBLEMS, Paging, need_cursor_read, need_known
from goldenthread.improvement.api import content_documents as documents
from goldenthread.improvement.api import content_filling as filling
from goldenthread.improvement.queries import pages
from goldenthread.improvement.queries.lists import milestone_page
from goldenthread.improvement.queries.plans import get_plan
from goldenthread.improvement.queries.versions import ending_of

router = Router()


class MilestoneFilter(Paging):
    """Which milestones, by the filters of the plan's own list."""

    show: Literal["all", "overdue", "due-soon", "awaiting", "done", "no-date"] = "all"


@router.get(
    "/plans/{int:plan_id}/milestones",
    response={200: documents.MilestoneList, **PROBLEMS},
    operation_id="list_milestones",
)
def list_milestones(
    request: ScopedRequest, plan_id: int, chosen: Query[MilestoneFilter]
) -> documents.MilestoneList:
    """The plan's milestones: what was reported, what is shown and why, and every date."""
    need_known(request.GET, chosen)
    plan, today = get_plan(request.scope, plan_id), clock.today()
    params = {**chosen.params(), "show": chosen.show}
    found = milestone_page(request.scope, plan, params, chosen.size, today)
    need_cursor_read(found.page, chosen)
    record_list_read(
        request.scope, "milestone", [row.id for row in found.rows], ["show"], area_id=plan.area_id
    )
    return documents.MilestoneList(
        items=[filling.milestone(row, found.own_leads.get(row.id, [])) for row in found.rows],
        next=found.page.next,
        as_at=found.ending.as_at if found.ending else today,
    )


@router.get(
    "/plans/{int:plan_id}/criteria",
    response={200: documents.CriterionList, **PROBLEMS},
    operation_id="list_criteria",
)
def list_criteria(
    request: ScopedRequest, plan_id: int, paging: Query[Paging]
) -> documents.CriterionList:
    """The plan's success criteria with their targets, newest figures and states."""
    need_known(request.GET, paging)
    plan, today = get_plan(request.scope, plan_id), clock.today()
    ending = ending_of(plan)
    page = pages.criteria_page(request.scope, plan, paging.params(), paging.size, ending, today)
    need_cursor_read(page, paging)
    record_list_read(
        request.scope, "criterion", [row.id for row in page.rows], area_id=plan.area_id
    )
    return documents.CriterionList(
        items=[filling.criterion(row) for row in page.rows],
        next=page.next,
        as_at=ending.as_at if ending else today,
    )


@router.get(
    "/plans/{int:plan_id}/recurring",
    response={200: documents.RecurringList, **PROBLEMS},
    operation_id="list_recurring",
)
def list_recurring(
    request: ScopedRequest, plan_id: int, paging: Query[Paging]
) -> documents.RecurringList:
    """What the plan promises to do again and again."""
    need_known(request.GET, paging)
    plan = get_plan(request.scope, plan_id)
    page = pages.recurring_page(request.scope, plan, paging.params(), paging.size)
    need_cursor_read(page, paging)
    record_list_read(
        request.scope, "recurring", [row.pk for row in page.rows], area_id=plan.area_id
    )
    items = [filling.recurring(row) for row in page.rows]
    return documents.RecurringList(items=items, next=page.next, as_at=clock.today())
