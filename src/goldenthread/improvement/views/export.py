"""Taking a plan away as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.improvement.queries.export import plan_table


def plan_export(request: ScopedRequest, plan_id: int, form: str) -> HttpResponse:
    """The plan's milestones as CSV, XLSX or JSON."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    plan, table = plan_table(request.scope, plan_id, clock.today())
    request.scope.need("plan.export", plan.area_id)
    made = write(table, form)
    record_export(request.scope, plan, fields=[form])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(plan.title)[:60] or 'plan'}-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
