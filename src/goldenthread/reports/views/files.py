"""A sent report as a file to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.documents.files import WRITERS, write
from goldenthread.reports.queries import reports


def copy(request: ScopedRequest, report_id: int, form: str) -> HttpResponse:
    """The frozen words as PDF, Word document or HTML page."""
    found = reports.get_report(request.scope, report_id)
    if form not in WRITERS or found.snapshot is None:
        raise Http404(f"There is no copy as {form}.")
    made = write(found.snapshot, form)
    record_export(request.scope, found, area_id=found.plan.area_id, fields=[form])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = slugify(f"{found.plan.area.name} {found.snapshot.title}")[:90]
    version = f"-v{found.snapshot.number}" if found.snapshot.number > 1 else ""
    response["Content-Disposition"] = f'attachment; filename="{name}{version}.{made.extension}"'
    return response
