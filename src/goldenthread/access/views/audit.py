"""Reading the audit trail, which is itself recorded: one entry for each page that was shown."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from goldenthread.access.audit import queries, record
from goldenthread.access.audit.forms import AuditFilter
from goldenthread.access.audit.sentences import EntryRow, record_label
from goldenthread.access.requests import ScopedRequest
from goldenthread.access.scope import Scope
from goldenthread.ui.pagination import Page


def entries(request: ScopedRequest) -> HttpResponse:
    """The trail of the areas whose trail the person may read, newest first, filtered."""
    scope: Scope = request.scope
    visible = queries.visible(scope)
    form = AuditFilter(request.GET, scope=scope)
    if not form.is_valid():
        nothing: dict[str, object] = {"form": form, "page": None, "applied": []}
        return render(request, "access/audit.html", nothing, status=400)
    page = queries.page_of(form.narrow(visible), request.GET)
    context = {
        "form": form,
        "page": page,
        "applied": _applied(form, request.GET),
        "tail": queries.tail(),
    }
    _record_reading(scope, page, form.used)
    return render(request, "access/audit.html", context)


def record_entries(request: ScopedRequest, target_type: str, target_id: str) -> HttpResponse:
    """Everything that the trail says of one record, as far as the person may read it. 404 where that is nothing."""
    scope: Scope = request.scope
    found = queries.visible(scope).about(target_type, target_id)
    page = queries.page_of(found, request.GET)
    if not page.rows:
        # Also so that asking for another area's record leaves no mark on it, and tells no name.
        raise Http404
    title = record_label(target_type, target_id, queries.names_of(target_type, target_id))
    context = {"page": page, "title": title[:1].upper() + title[1:]}
    _record_reading(scope, page, target=(target_type, target_id))
    return render(request, "access/audit_record.html", context)


def _record_reading(
    scope: Scope,
    page: Page[EntryRow],
    filters: Iterable[str] = (),
    target: tuple[str, str] | None = None,
) -> None:
    """The reading belongs to the area whose trail was read, where it can only have been one."""
    areas = scope.areas_with("audit.view")
    record(
        scope,
        "audit.read",
        target,
        area_id=next(iter(areas)) if len(areas) == 1 else None,
        fields=filters,
        count=len(page.rows),
        ids=[row.id for row in page.rows],
    )


def _applied(form: AuditFilter, params: QueryDict) -> list[dict[str, str]]:
    """What narrows the list now, each with the address of the list without it."""
    return [
        {"text": words, "href": f"?{_without(params, name).urlencode()}"}
        for name, words in form.in_words().items()
    ]


def _without(params: QueryDict, name: str) -> QueryDict:
    kept = params.copy()
    for key in list(kept):
        # A date is sent in parts; a cursor belongs to the list as it was.
        if key == name or key.startswith(f"{name}-") or key in ("after", "before"):
            del kept[key]
    return kept
