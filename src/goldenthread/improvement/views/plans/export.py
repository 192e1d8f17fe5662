"""Taking a plan away as a file."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.improvement.jobs import EXPORT, export_name
from goldenthread.improvement.queries.export import plan_table, plan_to_export
from goldenthread.tasks.views import hand_out


def plan_export(request: ScopedRequest, plan_id: int, form: str) -> HttpResponse:
    """The plan's milestones as CSV, XLSX or JSON; a large plan's by way of a task."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    found, large = plan_to_export(request.scope, plan_id, settings.LARGE_EXPORT_ROWS)
    request.scope.need("plan.export", found.area_id)
    if large:
        arguments: dict[str, int | str] = {"plan": plan_id, "form": form}
        return hand_out(request, kind_code=EXPORT, area_id=found.area_id, arguments=arguments)
    plan, table = plan_table(request.scope, plan_id, clock.today())
    made = write(table, form)
    record_export(request.scope, plan, fields=[form])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = export_name(plan, made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
