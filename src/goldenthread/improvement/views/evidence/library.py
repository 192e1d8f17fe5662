"""Reading the evidence library: its list, one piece of evidence, what waits for a review, copies."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, Table, write
from goldenthread.improvement.forms.evidence import LibraryFilter
from goldenthread.improvement.presenters.library import evidence_links, filters_applied
from goldenthread.improvement.queries import evidence, evidence_lists, library_export
from goldenthread.improvement.rules.evidence import evidence_rules, is_address
from goldenthread.organisations.models import LocalArea

PAGE_SIZE = 50


def library(request: ScopedRequest) -> HttpResponse:
    """An area's evidence, filtered and searched, the newest first."""
    scope = request.scope
    area, areas = evidence.chosen_area(scope, request.GET)
    form = LibraryFilter(request.GET, plans=evidence_lists.plans_of(scope, area))
    context = {
        "area": area, "areas": areas, "form": form, "rules": evidence_rules(),
        "may_add": scope.has("evidence.add", area.pk),
        "may_review": scope.has("evidence.review", area.pk),
        "may_export": scope.has("plan.export", area.pk),
        "self_evaluation": reverse("improvement:self_evaluation") + f"?area={area.pk}",
        "rows": [], "page": None, "applied": [],
    }  # fmt: skip
    if not form.is_valid():
        return render(request, "improvement/evidence_library.html", context, status=400)
    rows, page = evidence_lists.library(
        scope, area, form.wanted(), request.GET, PAGE_SIZE, clock.today()
    )
    record_list_read(scope, "evidence", [row.item.pk for row in rows], form.used, area_id=area.pk)
    context |= {"rows": rows, "page": page, "applied": filters_applied(form, request.GET)}
    return render(request, "improvement/evidence_library.html", context)


def item(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """One piece of evidence: what it is, what it shows, who reviewed it, what happened to it."""
    page = evidence.evidence_page(request.scope, evidence_id, clock.today())
    record_read(request.scope, page.item)
    context = {
        "page": page,
        "item": page.item,
        "uses": evidence_links(page.uses),
        "address": page.item.kept_at if is_address(page.item.kept_at) else "",
    }
    return render(request, "improvement/evidence.html", context)


def waiting(request: ScopedRequest) -> HttpResponse:
    """What waits for a review by this person, the longest waiting first."""
    scope = request.scope
    if not scope.has("evidence.review"):
        raise Http404("Your posts do not review evidence.")
    rows, page = evidence_lists.waiting_for(scope, request.GET, PAGE_SIZE, clock.today())
    record_list_read(scope, "evidence", [row.item.pk for row in rows], ["review"])
    return render(request, "improvement/evidence_waiting.html", {"rows": rows, "page": page})


def export(request: ScopedRequest, form: str) -> HttpResponse:
    """The library, filtered as its list is, as CSV, XLSX or JSON."""
    scope = request.scope
    area, _ = evidence.chosen_area(scope, request.GET)
    scope.need("plan.export", area.pk)
    wanted = LibraryFilter(request.GET, plans=evidence_lists.plans_of(scope, area))
    if form not in WRITERS or not wanted.is_valid():
        raise Http404("There is no such export.")
    table, ids = library_export.library_table(scope, area, wanted.wanted(), clock.today())
    record_export(scope, area, kind="evidence", ids=ids, fields=[form], area_id=area.pk)
    return download(table, form, area)


def download(table: Table, form: str, area: LocalArea) -> HttpResponse:
    """A table of an area as a file."""
    made = write(table, form)
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(f'{area} {table.title}')}-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
