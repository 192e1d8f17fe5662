"""Opening and closing a case, and giving it to a coordinator."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions import opening
from goldenthread.duties.actions.keeping import ASSIGN, RECORD, Doubtful
from goldenthread.duties.forms.cases import AssignForm, CloseForm, OpenForm, ReopenForm
from goldenthread.duties.queries.cases import get_case
from goldenthread.duties.queries.coordinators import coordinator_choices
from goldenthread.duties.queries.ledger import duties_of
from goldenthread.duties.views.submitting import acted, form_page, to_record
from goldenthread.people.queries.persons import get_person


def open_case(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Open a case for a child."""
    person = get_person(request.scope, person_id)
    request.scope.need(RECORD, person.area_id)
    gives = request.scope.has(ASSIGN, person.area_id)
    posts = coordinator_choices(person.area_id, clock.today()) if gives else []
    form = OpenForm(request.POST if request.method == "POST" else None, posts=posts)
    if request.method == "POST" and form.is_valid():
        try:
            opening.open_case(
                scope=request.scope, person_id=person.pk, coordinator_id=form.post_id,
                opened_on=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(request, "The case is open. Record what happened.")
            return to_record(person.pk)
    record_read(request.scope, person)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "duties/open.html", {"person": person, "form": form}, status=status)


def assign(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Give the case to a coordinator."""
    case = get_case(request.scope, case_id)
    request.scope.need(ASSIGN, case.area_id)
    form = AssignForm(
        request.POST or None,
        posts=coordinator_choices(case.area_id, clock.today()),
        initial={"version": case.version, "coordinator": case.coordinator_id},
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            opening.assign_coordinator,
            scope=request.scope, case_id=case.pk, version=form.cleaned_data["version"],
            post_id=form.post_id,
        )  # fmt: skip
        done = acted(request, case, form, act, "The case has another coordinator.")
        if done:
            return done
    return form_page(request, case, form, "Coordinator of the case", "Save")


def close(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Close the case; what is still to be done is shown first."""
    case = get_case(request.scope, case_id)
    request.scope.need(RECORD, case.area_id)
    form = CloseForm(request.POST or None, initial={"version": case.version, "on": clock.today()})
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        act = partial(
            opening.close_case,
            scope=request.scope, case_id=case.pk, version=form.cleaned_data["version"],
            on=form.cleaned_data["on"], why=form.cleaned_data["why"], confirmed=form.confirms,
        )  # fmt: skip
        try:
            done = acted(request, case, form, act, "The case is closed.")
        except Doubtful as doubt:
            form.show_doubts(doubt)
            doubts, done = doubt.doubts, None
        if done:
            return done
    waiting = [row for row in duties_of(case) if row.state.waits]
    return form_page(
        request, case, form, "Close the case", "Close the case",
        waiting=waiting, doubts=doubts, submit_class="govuk-button--warning",
    )  # fmt: skip


def reopen(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Take back that the case was closed."""
    case = get_case(request.scope, case_id)
    request.scope.need(RECORD, case.area_id)
    form = ReopenForm(request.POST or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            opening.reopen_case,
            scope=request.scope, case_id=case.pk, version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )  # fmt: skip
        done = acted(request, case, form, act, "The case is open again.")
        if done:
            return done
    return form_page(request, case, form, "Reopen the case", "Reopen the case", reopening=True)
