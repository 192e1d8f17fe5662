"""Emergency access: opening a record, the list of openings, one of them, its end and its review."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_list_read, record_read, record_refusal
from goldenthread.access.break_glass import actions, queries
from goldenthread.access.break_glass.forms import OpenForm, ReviewForm
from goldenthread.access.break_glass.kinds import get_kind
from goldenthread.access.break_glass.pages import OPEN
from goldenthread.access.models.break_glass import REVIEW
from goldenthread.access.requests import ScopedRequest
from goldenthread.access.rules.break_glass import limits
from goldenthread.core.errors import NotAllowed, UserError


def openings(request: ScopedRequest) -> HttpResponse:
    """Openings that the person made, reviews, or is told of as the owner of the record."""
    scope = request.scope
    page = queries.page_of(scope, request.GET)
    record_list_read(scope, "breakglass", [row.opening.pk for row in page.rows])
    context = {
        "page": page,
        "may_open": scope.has(OPEN),
        "reviews": scope.has(REVIEW),
        "limits": limits(),
    }
    return render(request, "access/break_glass/openings.html", context)


def open_record(request: ScopedRequest) -> HttpResponse:
    """Ask which record and why, and open it."""
    scope = request.scope
    scope.need(OPEN)
    form = OpenForm(request.POST or None)
    if request.method == "POST":
        rates = {"break_glass": f"{limits().attempts_an_hour}/h/user"}
        asked = ratelimit.consume(
            request, app="goldenthread.access", action="break_glass", config=rates
        )
        if not asked:
            return render(request, "429.html", status=429)
        if form.is_valid():
            try:
                return _open(request, form)
            except NotAllowed:
                raise
            except UserError as problem:
                form.add_user_error(problem, problem.where)
    context = {"form": form, "limits": limits()}
    return render(
        request, "access/break_glass/open.html", context, status=400 if form.errors else 200
    )


def _open(request: ScopedRequest, form: OpenForm) -> HttpResponse:
    data = form.cleaned_data
    openable = get_kind(data["kind"])
    try:
        made = actions.open_record(
            scope=request.scope, kind=data["kind"], reference=data["reference"],
            reason=data["reason"], hours=int(data["hours"]),
        )  # fmt: skip
    except UserError as problem:
        if problem.code == actions.UNKNOWN:
            # Looked up alike whether or not there is one: the answer and its time say nothing.
            tried = openable.find(data["reference"])
            target = (openable.kind, tried.key) if tried else ("page", "break_glass")
            record_refusal(request.scope, target, action="breakglass.refused")
        raise
    return redirect(openable.href(made.key))


def opening(request: ScopedRequest, opening_id: int) -> HttpResponse:
    """One opening: who, which record, why, until when, what somebody else thought of it."""
    row = queries.get_opening(request.scope, opening_id)
    record_read(request.scope, row.opening)
    context = {"row": row, "pages": queries.pages_read(request.scope, row.opening)}
    return render(request, "access/break_glass/opening.html", context)


def end(request: ScopedRequest, opening_id: int) -> HttpResponse:
    """Close the record again; only by POST."""
    queries.get_opening(request.scope, opening_id)
    if request.method == "POST":
        actions.end_opening(scope=request.scope, opening_id=opening_id)
        messages.success(request, "The record is closed again. Somebody else now reviews this.")
    return redirect("break_glass:opening", opening_id)


def review(request: ScopedRequest, opening_id: int) -> HttpResponse:
    """Somebody else judges it."""
    row = queries.get_opening(request.scope, opening_id)
    if row.opening.reviewed_at is not None:
        return redirect("break_glass:opening", opening_id)  # sent twice, or somebody was faster
    if not row.may_judge and not row.runs:
        raise NotAllowed(
            "Somebody else reviews this: not who opened the record, nor anybody in a post that they held."
        )
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(scope=request.scope, opening_id=opening_id, **form.cleaned_data)
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem)
        else:
            messages.success(request, "Your review is recorded, and they are told.")
            return redirect("break_glass:opening", opening_id)
    return render(
        request,
        "access/break_glass/review.html",
        {"form": form, "row": row},
        status=400 if form.errors else 200,
    )
