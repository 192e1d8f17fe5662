"""The inbox of requests, and copies of it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_export, record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments import jobs
from goldenthread.assessments.forms.inbox import InboxForm
from goldenthread.assessments.permissions import TAKE_IN, VIEW
from goldenthread.assessments.queries.copies import inbox_table, of_area
from goldenthread.assessments.queries.inbox import (
    SHOW_WORDS,
    WAITING,
    WORRIES,
    Sought,
    asked_in,
    found,
    inbox_page,
    sought_from,
)
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.duties.rules.events import value_words
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.organisations.queries.export import area_names
from goldenthread.tasks.views import hand_out


def inbox(request: ScopedRequest) -> HttpResponse:
    """What was sent and is not taken in: a worry that nobody has read first, then the oldest."""
    scope = request.scope
    if not scope.has(VIEW):
        raise NotAllowed("Your posts do not carry the right to read requests for an assessment.")
    areas = [(str(key), name) for key, name in area_names(scope.areas_with(VIEW))]
    sought = sought_from(request.GET.dict())
    rows, page = inbox_page(scope, sought, request.GET)
    asked = asked_in(sought)
    applied = _applied(sought, dict(areas))
    record_list_read(scope, "request", [row.id for row in rows], [name for name, _ in applied])
    copying = {area for area in scope.areas_with(jobs.RIGHT) if jobs.may_copy(scope, area)}
    context = {
        "rows": rows,
        "page": page,
        "form": InboxForm(initial=asked, areas=areas),
        "applied": [{"text": text, "href": _without(asked, name)} for name, text in applied],
        "heading": SHOW_WORDS[sought.show],
        "waiting": sought.show == WAITING,
        "several": len(areas) > 1,
        "asked": urlencode(asked),
        "copies": [(key, name) for key, name in areas if int(key) in copying] if rows else [],
        "may_enter": scope.has(TAKE_IN),
        "today": clock.today(),
    }
    return render(request, "assessments/inbox.html", context)


def inbox_export(request: ScopedRequest, area_id: int, form: str) -> HttpResponse:
    """The inbox of one area as CSV, XLSX or JSON, narrowed as on the page; a long one by way of a task."""
    scope = request.scope
    if form not in WRITERS or area_id not in scope.areas_with(VIEW):
        raise Http404("There is no such copy.")
    scope.need(jobs.RIGHT, area_id)
    if not jobs.may_copy(scope, area_id):
        raise NotAllowed("Your posts with the right to take copies do not read these requests.")
    sought = of_area(sought_from(request.GET.dict()), area_id)
    most = settings.LARGE_EXPORT_ROWS
    copying = scope.with_any({jobs.RIGHT})
    if found(copying, sought).order_by()[: most + 1].count() > most:
        told: dict[str, int | str] = {**asked_in(sought), "form": form}
        return hand_out(request, kind_code=jobs.KIND, area_id=area_id, arguments=told)
    table, ids = inbox_table(copying, sought)
    made = write(table, form)
    record_export(
        scope, ("assessments.request", "inbox"), ids=ids, fields=[form], area_id=area_id
    )  # fmt: skip
    response = HttpResponse(made.content, content_type=made.content_type)
    name = jobs.copy_name(made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _applied(sought: Sought, areas: dict[str, str]) -> list[tuple[str, str]]:
    """Name and words of each filter that narrows the list further than it is at first."""
    told = []
    if sought.show != WAITING:
        told.append(("show", SHOW_WORDS[sought.show]))
    if sought.by:
        told.append(("by", value_words("by", sought.by)))
    if sought.area_id is not None and str(sought.area_id) in areas:
        told.append(("area", areas[str(sought.area_id)]))
    if sought.worry:
        told.append(("worry", WORRIES))
    return told


def _without(asked: dict[str, str], name: str) -> str:
    """The address of the list without one of its filters."""
    return f"?{urlencode({key: value for key, value in asked.items() if key != name})}"
