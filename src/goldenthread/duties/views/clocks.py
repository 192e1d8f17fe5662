"""How the council of an area counts, and its own targets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.duties.actions import clocks
from goldenthread.duties.forms.clocks import ConventionsForm, OnClock, RemoveTargetForm, TargetForm
from goldenthread.duties.queries.clocks import CouncilCounts, area_to_set, council_counts

DONE = "It is set. The open cases of the area are being derived anew."


def council_clock(request: ScopedRequest, area_id: int) -> HttpResponse:
    """The contested questions with the council's answers, its own targets, and how far its cases are derived."""
    counts = _counts(request, area_id)
    form = ConventionsForm(
        request.POST or None, asked=counts.conventions, initial={"version": counts.version}
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            clocks.set_conventions,
            scope=request.scope, area_id=area_id, version=form.cleaned_data["version"],
            answers=form.answers(),
        )  # fmt: skip
        done = _acted(request, counts, form, act)
        if done:
            return done
    return _page(request, "duties/clock.html", counts, form)


def add_target(request: ScopedRequest, area_id: int) -> HttpResponse:
    """Set the council a target of its own."""
    counts = _counts(request, area_id)
    form = TargetForm(request.POST or None, initial={"version": counts.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            clocks.add_target,
            scope=request.scope, area_id=area_id, version=told["version"], rule=told["rule"],
            days=told["days"], label=told["label"],
        )  # fmt: skip
        done = _acted(request, counts, form, act)
        if done:
            return done
    return _page(request, "duties/target.html", counts, form)


def remove_target(request: ScopedRequest, area_id: int, rule: str) -> HttpResponse:
    """Give up a target of the council's own."""
    counts = _counts(request, area_id)
    target = next((one for one in counts.targets if one.rule == rule), None)
    if target is None:
        raise Http404("There is no such target.")
    form = RemoveTargetForm(request.POST or None, initial={"version": counts.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            clocks.remove_target,
            scope=request.scope, area_id=area_id, version=form.cleaned_data["version"], rule=rule,
        )  # fmt: skip
        done = _acted(request, counts, form, act)
        if done:
            return done
    return _page(request, "duties/target.html", counts, form, target=target)


def _counts(request: ScopedRequest, area_id: int) -> CouncilCounts:
    area = area_to_set(request.scope, area_id)
    request.scope.need(clocks.SET, area_id)
    return council_counts(area)


def _acted(
    request: ScopedRequest, counts: CouncilCounts, form: OnClock, act: Callable[[], object]
) -> HttpResponse | None:
    """Act and go back to the page; None with the problem in the form."""
    try:
        act()
    except UserError as problem:
        form.show_refusal(problem, counts.version)
        return None
    messages.success(request, DONE)
    return redirect("duties:clock", counts.area.pk)


def _page(
    request: ScopedRequest, template: str, counts: CouncilCounts, form: OnClock, **more: Any
) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"counts": counts, "form": form, **more}, status=status)
