"""Organisations, and the areas that they serve."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.areas import RIGHT as SET_UP
from goldenthread.organisations.actions.areas import add_area
from goldenthread.organisations.actions.organisations import (
    change_organisation,
    make_organisation,
)
from goldenthread.organisations.forms.keeping import AreaForm, OrganisationForm
from goldenthread.organisations.permissions import EDIT, need_every_area_of, shared_area
from goldenthread.organisations.queries import organisations as queries
from goldenthread.organisations.queries.export import areas_to_copy
from goldenthread.organisations.queries.holdings import state_word, when_words
from goldenthread.organisations.queries.people import titles_of_posts


def organisations(request: ScopedRequest) -> HttpResponse:
    """Every organisation that the person may see."""
    request.scope.need("organisation.view")
    page = queries.organisations_page(request.scope, request.GET)
    record_list_read(request.scope, "organisation", [row.pk for row in page.rows])
    context = {
        "page": page,
        "copies": areas_to_copy(request.scope),
        "may_add": request.scope.has(EDIT),
        "may_add_area": request.scope.has(SET_UP),
        "councils": queries.councils_of(request.scope, SET_UP),
    }
    return render(request, "organisations/organisations.html", context)


def organisation(request: ScopedRequest, organisation_id: int) -> HttpResponse:
    """One organisation with its posts."""
    page = queries.organisation_page(request.scope, organisation_id, clock.today())
    area_id = shared_area(request.scope, page.organisation)
    record_read(request.scope, page.organisation, area_id=area_id)
    context = {"page": page, "state_word": state_word, "when_words": when_words}
    return render(request, "organisations/organisation.html", context)


def add(request: ScopedRequest) -> HttpResponse:
    """A new organisation."""
    request.scope.need(EDIT)
    areas = queries.areas_to_choose(request.scope)
    initial = {"version": 0, "areas": [value for value, _ in areas] if len(areas) == 1 else []}
    form = OrganisationForm(request.POST or None, areas=areas, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_organisation(scope=request.scope, facts=form.facts())
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, 0)
        else:
            messages.success(request, f"{made.name} is added.")
            return redirect("organisations:organisation", made.pk)
    return _form(request, form, {"organisation": None, "now": []})


def change(request: ScopedRequest, organisation_id: int) -> HttpResponse:
    """What is said of an organisation."""
    found = queries.organisation(request.scope, organisation_id)
    need_every_area_of(request.scope, found)
    served = [str(area.pk) for area in found.areas.all()]
    form = OrganisationForm(
        request.POST or None,
        areas=queries.areas_to_choose(request.scope),
        initial={
            "version": found.version, "name": found.name, "short_name": found.short_name,
            "kind": found.kind, "areas": served,
        },
    )  # fmt: skip
    now: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(
                scope=request.scope,
                organisation_id=found.pk,
                facts=form.facts(),
                version=form.cleaned_data["version"],
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, found.version)
            now = _now(found) if problem.code == "changed_meanwhile" else []
        else:
            messages.success(request, "The organisation is changed.")
            return redirect("organisations:organisation", found.pk)
    return _form(request, form, {"organisation": found, "now": now})


def area(request: ScopedRequest) -> HttpResponse:
    """A further local area, for those who set installations up."""
    scope = request.scope
    scope.need(SET_UP)
    mine = {
        post for area_id in scope.areas_with(SET_UP) for post in scope.posts_with(SET_UP, area_id)
    }
    form = AreaForm(request.POST or None, posts=titles_of_posts(mine))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = add_area(scope=scope, name=data["name"], post_id=int(data["post"]))
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem, problem.where)
        else:
            messages.success(request, f"{made.name} is added. Now add its organisations.")
            return redirect("organisations:organisations")
    return render(request, "organisations/area_form.html", {"form": form}, status=_status(form))


def _now(found: Any) -> list[dict[str, Any]]:
    return [
        {"key": "Name", "value": found.name},
        {"key": "Short name", "value": found.short_name or "None"},
        {"key": "Kind", "value": found.get_kind_display()},
        {"key": "Areas", "value": ", ".join(area.name for area in found.areas.all())},
    ]


def _form(request: ScopedRequest, form: OrganisationForm, context: dict[str, Any]) -> HttpResponse:
    context = {"form": form, **context}
    return render(request, "organisations/organisation_form.html", context, status=_status(form))


def _status(form: Any) -> int:
    return 400 if form.is_bound and form.errors else 200
