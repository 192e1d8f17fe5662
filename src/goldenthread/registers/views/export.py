"""Taking a register away as a file."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.registers import jobs
from goldenthread.registers.queries.export import register_table
from goldenthread.registers.queries.places import get_place
from goldenthread.tasks.views import hand_out


def register_export(request: ScopedRequest, area_id: int, register: str, form: str) -> HttpResponse:
    """The whole register as CSV, XLSX or JSON; a large one by way of a task."""
    place = get_place(request.scope, area_id, register)
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    request.scope.need(place.register.rights.export, area_id)
    if jobs.is_large(area_id, place.register, settings.LARGE_EXPORT_ROWS):
        return hand_out(
            request, kind_code=jobs.kind_of(place.register), area_id=area_id,
            arguments={"form": form},
        )  # fmt: skip
    table, ids = register_table(request.scope, place, clock.today())
    made = write(table, form)
    record_export(
        request.scope, ("register", register), kind="entry", ids=ids, fields=[form], area_id=area_id
    )
    response = HttpResponse(made.content, content_type=made.content_type)
    name = jobs.export_name(place.register, made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
