"""Inspections of a local area: the list, one with its findings, recording and correcting them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions import inspections as actions
from goldenthread.improvement.forms.inspections import InspectionForm
from goldenthread.improvement.models import Inspection
from goldenthread.improvement.queries import inspections, posts

RIGHT = "inspection.edit"
PAGE_SIZE = 50


def inspection_list(request: ScopedRequest) -> HttpResponse:
    """The inspections of the person's areas, newest first."""
    rows, page = inspections.inspection_list(request.scope, request.GET, PAGE_SIZE, clock.today())
    record_list_read(request.scope, "inspection", [row.inspection.pk for row in rows])
    context = {"rows": rows, "page": page, "may_edit": request.scope.has(RIGHT)}
    return render(request, "improvement/inspections.html", context)


def inspection(request: ScopedRequest, inspection_id: int) -> HttpResponse:
    """One inspection: what it found, what it asked for, and which sections answer it."""
    page = inspections.inspection_page(request.scope, inspection_id, clock.today())
    found = page.row.inspection
    record_read(request.scope, found)
    context = {
        "page": page,
        "inspection": found,
        "may_edit": request.scope.has(RIGHT, found.area_id),
    }
    return render(request, "improvement/inspection.html", context)


def add(request: ScopedRequest) -> HttpResponse:
    """Record an inspection."""
    request.scope.need(RIGHT)
    areas = request.scope.areas_with(RIGHT)
    form = _form(request, areas, {"version": 0})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_inspection(
                scope=request.scope,
                area_id=int(form.cleaned_data["area"]),
                post_id=int(form.cleaned_data["post"]),
                facts=form.facts(),
                today=clock.today(),
            )
        except UserError as problem:
            form.refuse(problem, 0)
        else:
            messages.success(request, "The inspection is recorded. Now add what it found.")
            return redirect("improvement:inspection", made.pk)
    return _form_page(request, form, None)


def change(request: ScopedRequest, inspection_id: int) -> HttpResponse:
    """Put right, or complete, what is known of an inspection."""
    found = inspections.get_inspection(request.scope, inspection_id)
    request.scope.need(RIGHT, found.area_id)
    shown = InspectionForm.initial_of(inspections.facts_of(found))
    form = _form(request, {found.area_id}, {**shown, "version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_inspection(
                scope=request.scope,
                inspection_id=inspection_id,
                post_id=int(form.cleaned_data["post"]),
                facts=form.facts(),
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            form.refuse(problem, found.version)
        else:
            messages.success(request, "The inspection is up to date.")
            return redirect("improvement:inspection", inspection_id)
    return _form_page(request, form, found)


def editing_posts(request: ScopedRequest, found: Inspection) -> list[tuple[str, str]]:
    """The posts through which the person may record inspections there, as choices; NotAllowed without one."""
    allowed = request.scope.posts_with(RIGHT, found.area_id)
    if not allowed:
        raise NotAllowed("Your posts do not carry the right to record inspections in this area.")
    return posts.named(allowed)


def _form(request: ScopedRequest, areas: Any, initial: dict[str, Any]) -> InspectionForm:
    by_area = {area: request.scope.posts_with(RIGHT, area) for area in areas}
    return InspectionForm(
        request.POST or None,
        areas=inspections.areas_to_choose(areas),
        posts_by_area=by_area,
        posts=posts.named(frozenset().union(*by_area.values())),
        initial=initial,
    )


def _form_page(
    request: ScopedRequest, form: InspectionForm, found: Inspection | None
) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    words = inspections.in_words(found, clock.today()) if found else None
    context = {"form": form, "inspection": found, "words": words}
    return render(request, "improvement/inspection_form.html", context, status=status)
