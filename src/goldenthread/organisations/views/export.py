"""Taking the lists of organisations, posts and vacancies away as files."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.organisations import jobs
from goldenthread.organisations.permissions import need_to_copy
from goldenthread.organisations.queries.export import LISTS, is_large, list_table
from goldenthread.organisations.queries.posts import area_seen
from goldenthread.tasks.views import hand_out


def export(request: ScopedRequest, area_id: int, what: str, form: str) -> HttpResponse:
    """One list of one area as CSV, XLSX or JSON; a long one by way of a task."""
    area = area_seen(request.scope, area_id)
    if what not in LISTS or form not in WRITERS:
        raise Http404(f"There is no export of {what} as {form}.")
    need_to_copy(request.scope, area.pk)
    if is_large(area.pk, settings.LARGE_EXPORT_ROWS):
        return hand_out(
            request, kind_code=jobs.kind_of(what), area_id=area.pk, arguments={"form": form}
        )
    table, ids = list_table(request.scope, what, area.pk, clock.today())
    made = write(table, form)
    record_export(request.scope, jobs.target_of(what), ids=ids, fields=[form], area_id=area.pk)
    response = HttpResponse(made.content, content_type=made.content_type)
    name = jobs.export_name(table, made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
