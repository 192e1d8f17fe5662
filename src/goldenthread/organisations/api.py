"""The API's list of areas."""

from __future__ import annotations

from ninja import Query, Router, Schema

from goldenthread.access.audit import record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.api import PROBLEMS, ListOf, Paging, need_cursor_read, need_known
from goldenthread.organisations.queries.organisations import areas_page

router = Router(tags=["areas"])


class AreaDocument(Schema):
    """A local area SEND partnership."""

    id: int
    name: str


class AreaList(ListOf):
    """Areas by name."""

    items: list[AreaDocument]


@router.get("/areas", response={200: AreaList, **PROBLEMS}, operation_id="list_areas")
def list_areas(request: ScopedRequest, paging: Query[Paging]) -> AreaList:
    """The areas that the token reads."""
    need_known(request.GET, paging)
    page = areas_page(request.scope, paging.params(), paging.size)
    need_cursor_read(page, paging)
    record_list_read(request.scope, "localarea", [row.pk for row in page.rows])
    items = [AreaDocument(id=row.pk, name=row.name) for row in page.rows]
    return AreaList(items=items, next=page.next, as_at=clock.today())
