"""School terms of an area: what is known, and setting a year of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions.terms import SET, need_year, remove_terms, set_terms
from goldenthread.organisations.forms.terms import OtherYearForm, RemoveTermsForm, TermsForm
from goldenthread.organisations.queries.terms import (
    area_with_terms,
    settings_of,
    year_row,
    years_of,
    years_to_set,
)
from goldenthread.organisations.rules.terms import as_text


def terms(request: ScopedRequest, area_id: int) -> HttpResponse:
    """What is known of the terms of an area's schools, for whoever holds a post in it; a council publishes them."""
    area = area_with_terms(request.scope, area_id)
    may, rows = request.scope.has(SET, area_id), years_of(area)
    form = None
    if may:
        # What is still to be published: the year after the last one that is known.
        following = max((row.year for row in rows if not row.setting), default=None)
        form = OtherYearForm(
            request.POST or None, years=years_to_set(), settings=settings_of(area),
            initial={"year": following + 1} if following else {},
        )  # fmt: skip
        if request.method == "POST" and form.is_valid():
            return _to_year(area_id, int(form.cleaned_data["year"]), form.setting_id)
    elif request.method == "POST":
        request.scope.need(SET, area_id)
    context = {"area": area, "rows": rows, "form": form, "may_set": may}
    status = 400 if form is not None and form.is_bound else 200
    return render(request, "organisations/terms.html", context, status=status)


def set_year(
    request: ScopedRequest, area_id: int, year: int, organisation_id: int | None = None
) -> HttpResponse:
    """Set the terms of one school year."""
    area = area_with_terms(request.scope, area_id)
    request.scope.need(SET, area_id)
    row = year_row(area, year, organisation_id)
    _need_known_year(year)
    form = TermsForm(
        request.POST or None, request.FILES or None,
        initial={"rows": as_text(row.terms), "source": row.source, "version": row.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            set_terms(
                scope=request.scope, area_id=area_id, year=year, organisation_id=organisation_id,
                version=form.cleaned_data["version"], rows=form.terms(), source=form.cleaned_data["source"],
            )  # fmt: skip
        except UserError as problem:
            form.show_refusal(problem, row.version)
        else:
            messages.success(request, f"The terms of {row.words} are set.")
            return redirect("organisations:terms", area_id)
    context = {"area": area, "row": row, "form": form}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "organisations/terms_form.html", context, status=status)


def remove_year(
    request: ScopedRequest, area_id: int, year: int, organisation_id: int | None = None
) -> HttpResponse:
    """Take the terms of one school year away."""
    area = area_with_terms(request.scope, area_id)
    request.scope.need(SET, area_id)
    row = year_row(area, year, organisation_id)
    form = RemoveTermsForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            remove_terms(
                scope=request.scope, area_id=area_id, year=year, organisation_id=organisation_id,
                version=form.cleaned_data["version"],
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, None)
        else:
            messages.success(request, f"The terms of {row.words} are not known any more.")
            return redirect("organisations:terms", area_id)
    context = {"area": area, "row": row, "form": form}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "organisations/terms_remove.html", context, status=status)


def _to_year(area_id: int, year: int, organisation_id: int | None) -> HttpResponse:
    if organisation_id is None:
        return redirect("organisations:set_terms", area_id, year)
    return redirect("organisations:set_setting_terms", area_id, year, organisation_id)


def _need_known_year(year: int) -> None:
    try:
        need_year(year)
    except UserError as problem:
        raise Http404(problem.message) from problem
