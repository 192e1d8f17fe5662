"""All decisions whether to assess, for those who read every child of an area; and copies of them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record, record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments import decision_jobs as jobs
from goldenthread.assessments.forms.decisions import DecisionsForm
from goldenthread.assessments.queries.decision_copies import decisions_table
from goldenthread.assessments.queries.decisions import (
    OUTCOMES,
    PERIODS,
    YEAR,
    Sought,
    counts_of,
    decisions_page,
    sought_from,
    told,
    waiting,
)
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.organisations.queries.export import area_names
from goldenthread.people.permissions import ALL
from goldenthread.tasks.views import hand_out

KIND = "assessmentdecision"


def decisions(request: ScopedRequest) -> HttpResponse:
    """Those of which nobody has told the family yet; then those that were told, with the days that each took."""
    scope, today = request.scope, clock.today()
    if not scope.has(ALL):
        raise NotAllowed("Your posts do not carry the right to read the records of all children.")
    sought = sought_from(request.GET.dict())
    rows, page = decisions_page(scope, sought, request.GET, today)
    not_told = waiting(scope)
    applied = _applied(sought)
    _record_read(request, [row.id for row in rows], len(not_told), [name for name, _ in applied])
    asked = {"outcome": sought.outcome, "period": sought.period}
    copying = scope.areas_with(jobs.RIGHT)
    context = {
        "rows": rows,
        "page": page,
        "waiting": not_told,
        "counts": counts_of(scope, sought, today),
        "period": PERIODS[sought.period],
        "form": DecisionsForm(initial=asked),
        "applied": [
            {"text": text, "href": f"?{urlencode({k: v for k, v in asked.items() if k != name})}"}
            for name, text in applied
        ],
        "asked": urlencode(asked),
        "copies": area_names(copying) if rows and copying else [],
        "today": today,
    }
    return render(request, "assessments/decision/decisions.html", context)


def export(request: ScopedRequest, area_id: int, form: str) -> HttpResponse:
    """The decisions of one area as CSV, XLSX or JSON, narrowed as on the page; a long list by way of a task."""
    scope, today = request.scope, clock.today()
    if form not in WRITERS or area_id not in {grant.area_id for grant in scope.grants}:
        raise Http404("There is no such copy.")
    scope.need(jobs.RIGHT, area_id)
    sought = sought_from(request.GET.dict(), area_id)
    most = settings.LARGE_EXPORT_ROWS
    if told(scope, sought, today).order_by()[: most + 1].count() > most:
        asked: dict[str, int | str] = {
            "outcome": sought.outcome,
            "period": sought.period,
            "form": form,
        }
        return hand_out(request, kind_code=jobs.KIND, area_id=area_id, arguments=asked)
    table, ids = decisions_table(scope, sought, today)
    made = write(table, form)
    record_export(
        scope,
        ("assessments.decision", "decisions"),
        kind=KIND,
        ids=ids,
        fields=[form],
        area_id=area_id,
    )
    response = HttpResponse(made.content, content_type=made.content_type)
    name = jobs.copy_name(made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _record_read(request: ScopedRequest, ids: list[int], more: int, names: list[str]) -> None:
    """One entry for the page, with the decisions of which nobody was told yet among those that were read."""
    areas = request.scope.areas_with(ALL)
    record(
        request.scope, f"{KIND}.list_read", fields=names, count=len(ids) + more, ids=ids,
        area_id=next(iter(areas)) if len(areas) == 1 else None,
    )  # fmt: skip


def _applied(sought: Sought) -> list[tuple[str, str]]:
    """Name and words of each filter that narrows the list further than it is at first, or widens it."""
    found = []
    if sought.outcome:
        found.append(("outcome", OUTCOMES[sought.outcome]))
    if sought.period != YEAR:
        found.append(("period", PERIODS[sought.period]))
    return found
