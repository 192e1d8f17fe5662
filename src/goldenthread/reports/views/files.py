"""A sent report as a file to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.documents.files import WRITERS, write
from goldenthread.reports.jobs import KINDS, copy_name
from goldenthread.reports.queries import reports
from goldenthread.tasks.views import hand_out


def copy(request: ScopedRequest, report_id: int, form: str) -> HttpResponse:
    """The frozen words as HTML page; as PDF or Word document by way of a task, because that takes a while."""
    found = reports.get_report(request.scope, report_id)
    if form not in WRITERS or found.snapshot is None or found.redacted:
        raise Http404(f"There is no copy as {form}.")
    if form in KINDS:
        arguments: dict[str, int | str] = {"report": found.pk, "form": form}
        return hand_out(
            request, kind_code=KINDS[form], area_id=found.plan.area_id, arguments=arguments
        )
    made = write(found.snapshot, form)
    record_export(request.scope, found, area_id=found.plan.area_id, fields=[form])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = copy_name(found, made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
