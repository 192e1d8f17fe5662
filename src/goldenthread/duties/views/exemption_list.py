"""The exemptions of an area: because how they are used is inspected, with their share, causes and approvers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_export, record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.duties.queries.exemption_list import (
    areas_of,
    claims_page,
    exemptions_table,
    used,
)
from goldenthread.duties.views.exemptions import CLAIM
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.organisations.queries.export import area_names

EXPORT = "duty.export"


def area_exemptions(request: ScopedRequest) -> HttpResponse:
    """How exemptions are used in the areas whose children the reader may all see, then each claim."""
    scope = request.scope
    areas = areas_of(scope)
    if not areas:
        raise NotAllowed(
            "This list shows claims from all children's cases of an area, which your posts do not read."
        )
    rows, page = claims_page(scope, request.GET.dict())
    record_list_read(scope, "exemptionclaim", [one.row.id for one in rows])
    copies = area_names(scope.areas_with(EXPORT) & areas) if rows else []
    context = {
        "rows": rows, "page": page, "used": used(areas), "copies": copies, "today": clock.today(),
        "several": len(areas) > 1,
    }  # fmt: skip
    return render(request, "duties/exemption_list.html", context)


def exemptions_export(request: ScopedRequest, area_id: int, form: str) -> HttpResponse:
    """Every claim of one area as CSV, XLSX or JSON."""
    scope = request.scope
    if form not in WRITERS or area_id not in {grant.area_id for grant in scope.grants}:
        raise Http404("There is no such copy.")
    scope.need(EXPORT, area_id)
    # Taken away is only what a post with that right reads: another post of the same person gives none.
    if area_id not in areas_of(scope.with_any({EXPORT})):
        raise NotAllowed("Your posts do not read every child's record of this area.")
    table, ids = exemptions_table(area_id, clock.today())
    made = write(table, form)
    record_export(scope, (CLAIM, "list"), ids=ids, fields=[form], area_id=area_id)
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"exemptions-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
