"""Plans, one plan, and how it stands."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Query, Router

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.api import (
    LARGEST_KEY,
    PROBLEMS,
    Paging,
    need_cursor_read,
    need_known,
)
from goldenthread.improvement.api import documents, filling
from goldenthread.improvement.queries import pages
from goldenthread.improvement.queries.plans import plan_page

router = Router()


class PlanFilter(Paging):
    """Which plans."""

    area: int | None = Field(None, ge=1, le=LARGEST_KEY, description="The id of an area.")
    state: Literal["draft", "agreed", "superseded", "closed"] | None = None


@router.get("/plans", response={200: documents.PlanList, **PROBLEMS}, operation_id="list_plans")
def list_plans(request: ScopedRequest, chosen: Query[PlanFilter]) -> documents.PlanList:
    """Every version of every plan that the token reads. Drafts only where its role reads drafts."""
    need_known(request.GET, chosen)
    page = pages.plans_page(
        request.scope, chosen.params(), chosen.size, area_id=chosen.area, state=chosen.state
    )
    need_cursor_read(page, chosen)
    used = [name for name in ("area", "state") if getattr(chosen, name) is not None]
    record_list_read(request.scope, "plan", [row.pk for row in page.rows], used)
    items = [documents.PlanHead(**filling.plan_head(row)) for row in page.rows]
    return documents.PlanList(items=items, next=page.next, as_at=clock.today())


@router.get(
    "/plans/{int:plan_id}",
    response={200: documents.PlanDocument, **PROBLEMS},
    operation_id="read_plan",
)
def read_plan(request: ScopedRequest, plan_id: int) -> documents.PlanDocument:
    """A plan with its sections, priorities and actions, and how each stands."""
    page = plan_page(request.scope, plan_id, clock.today())
    record_read(request.scope, page.plan)
    return filling.plan_document(page, pages.plan_texts(page.plan))


@router.get(
    "/plans/{int:plan_id}/status",
    response={200: documents.StatusDocument, **PROBLEMS},
    operation_id="read_plan_status",
)
def read_plan_status(request: ScopedRequest, plan_id: int) -> documents.StatusDocument:
    """How the plan, its sections and its priorities stand, with milestones counted by status."""
    page = plan_page(request.scope, plan_id, clock.today())
    record_read(request.scope, page.plan)
    return filling.status_document(page)
