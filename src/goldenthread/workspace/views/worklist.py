"""The worklist, and copies of it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_export, record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.duties.actions.clocks import SET
from goldenthread.duties.queries.exemption_list import areas_of
from goldenthread.duties.queries.ledger import Wanted, due
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.organisations.queries.export import area_names
from goldenthread.tasks.views import hand_out
from goldenthread.workspace import jobs
from goldenthread.workspace.forms.worklist import WorklistForm
from goldenthread.workspace.queries.copies import of_area, worklist_table
from goldenthread.workspace.queries.worklist import (
    KINDS,
    WHEN,
    Asked,
    asked_from,
    may_have,
    reader_of,
    reading_for,
    wanted_of,
    whose_choices,
    worklist_page,
)
from goldenthread.workspace.rules.whose import MINE


def worklist(request: ScopedRequest) -> HttpResponse:
    """What waits, the earliest day first."""
    scope, today = request.scope, clock.today()
    asked, wanted, offered = _asked(request)
    rows, page = worklist_page(scope, wanted, request.GET, today)
    applied = _applied(asked, offered)
    record_list_read(scope, "duty", [row.id for row in rows], [name for name, _ in applied])
    shown = {"whose": asked.whose, "when": asked.when, "kind": asked.kind}
    copies = area_names(scope.areas_with(jobs.RIGHT)) if rows else []
    clocks = scope.areas_with(SET)
    context = {
        "rows": rows,
        "page": page,
        "form": WorklistForm(initial=shown, offered=offered),
        "applied": [{"text": text, "href": _without(shown, name)} for name, text in applied],
        "whose": offered[asked.whose],
        "own": asked.whose == MINE,
        "asked": urlencode(shown),
        "copies": copies,
        "clocks": area_names(clocks) if clocks else [],
        "exemptions": bool(areas_of(scope)),
        "today": today,
    }
    return render(request, "workspace/worklist.html", context)


def worklist_export(request: ScopedRequest, area_id: int, form: str) -> HttpResponse:
    """The worklist of one area as CSV, XLSX or JSON, narrowed as on the page; a long one by way of a task."""
    asked, wanted, _ = _asked(request)
    if form not in WRITERS or area_id not in {grant.area_id for grant in request.scope.grants}:
        raise Http404("There is no such copy.")
    request.scope.need(jobs.RIGHT, area_id)
    # Taken away is only what a post with that right reads: another post of the same person gives none.
    scope = request.scope.with_any({jobs.RIGHT})
    wanted, today = of_area(wanted, area_id), clock.today()
    most = settings.LARGE_EXPORT_ROWS
    if due(reading_for(scope, wanted), wanted, today).order_by()[: most + 1].count() > most:
        told: dict[str, int | str] = {
            "whose": asked.whose,
            "when": asked.when,
            "kind": asked.kind,
            "form": form,
        }
        return hand_out(request, kind_code=jobs.KIND, area_id=area_id, arguments=told)
    table, ids = worklist_table(scope, wanted, today)
    made = write(table, form)
    record_export(
        request.scope, ("duties.duty", "worklist"), ids=ids, fields=[form], area_id=area_id
    )
    response = HttpResponse(made.content, content_type=made.content_type)
    name = jobs.copy_name(made.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: ScopedRequest) -> tuple[Asked, Wanted, dict[str, str]]:
    """What the address asks for, the same for the ledger, and what could be asked for."""
    if not may_have(request.scope):
        raise NotAllowed(
            "A worklist shows the work on children's cases, which your posts do not read."
        )
    reader = reader_of(request.scope)
    offered = whose_choices(request.scope, reader, clock.today())
    asked = asked_from(request.GET.dict(), offered)
    return asked, wanted_of(request.scope, reader, asked), offered


def _applied(asked: Asked, offered: dict[str, str]) -> list[tuple[str, str]]:
    """Name and words of each filter that narrows the list further than it is at first."""
    found = []
    if asked.whose != next(iter(offered)):
        found.append(("whose", offered[asked.whose]))
    if asked.when:
        found.append(("when", WHEN[asked.when]))
    if asked.kind != "LAW":
        found.append(("kind", KINDS[asked.kind]))
    return found


def _without(shown: dict[str, str], name: str) -> str:
    """The address of the list without one of its filters."""
    return f"?{urlencode({key: value for key, value in shown.items() if key != name})}"
