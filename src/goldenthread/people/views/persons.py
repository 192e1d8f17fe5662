"""Finding a child, adding one, and changing what identifies the child."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions import persons as actions
from goldenthread.people.forms.persons import AddForm, ChangeForm, SearchForm
from goldenthread.people.models import Person
from goldenthread.people.permissions import can_edit
from goldenthread.people.queries import persons, searching
from goldenthread.people.queries.duplicates import areas_merged_in, ranked
from goldenthread.ui.filters import date_long


def search(request: ScopedRequest) -> HttpResponse:
    """Find a child. What is typed and what is found stand in no address: it is sent by POST."""
    areas = searching.areas_searched(request.scope)
    if not areas:
        raise NotAllowed("Your posts do not carry the right to read children's records.")
    form = SearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        sought = form.sought()
        found = searching.search(request.scope, sought)
        ids = [row.id for row in found.rows]
        record(
            request.scope, "person.searched", fields=sought.fields, count=len(ids), ids=ids,
            area_id=next(iter(areas)) if len(areas) == 1 else None,
        )  # fmt: skip
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "may_add": request.scope.has("person.edit"),
        "may_merge": bool(areas_merged_in(request.scope)),
    }
    return _page(request, "people/search.html", context, form)


def add(request: ScopedRequest) -> HttpResponse:
    """Open a record for a child. Who may be the same child already is shown first."""
    areas = persons.areas_to_add_in(request.scope)
    if not areas:
        raise NotAllowed("Your posts do not carry the right to add children.")
    form = AddForm(request.POST or None, areas=areas)
    context: dict[str, Any] = {"form": form, "twins": (), "known": None}
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_person(
                scope=request.scope,
                area_id=form.area_id,
                identity=form.identity(),
                sent_key=form.sent_key,
                today=clock.today(),
                others=form.not_these(),
            )
        except actions.MayBeKnown as problem:
            ids = [twin.pk for twin in problem.twins]
            form.show_refusal(problem)
            form.ask_whether_another(ids)
            alike = ranked(form.identity(), problem.twins)
            context["twins"] = searching.rows_of([twin for twin, _ in alike])
            context["matches"] = {twin.pk: match for twin, match in alike}
            record_list_read(request.scope, "person", ids, ["twins"], area_id=form.area_id)
        except UserError as problem:
            form.show_refusal(problem)
            context["known"] = _known(request, problem)
        else:
            messages.success(request, f"{made.reference} has a record.")
            return redirect("workspace:record", made.pk)
    return _page(request, "people/add.html", context, form)


def change(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Change what identifies a child."""
    person = persons.get_person(request.scope, person_id)
    if not can_edit(request.scope, person):
        raise NotAllowed("Your posts do not carry the right to change this record.")
    form = ChangeForm(request.POST or None, person=person)
    context: dict[str, Any] = {"form": form, "person": person, "known": None, "newest": ()}
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(
                scope=request.scope,
                person_id=person.pk,
                version=form.cleaned_data["version"],
                identity=form.identity(),
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem)
            context["known"] = _known(request, problem)
            if problem.code == "changed_meanwhile":
                context |= _as_it_stands(person, form)
        else:
            messages.success(request, "What identifies the child is changed.")
            return redirect("workspace:record", person.pk)
    record_read(request.scope, person)
    return _page(request, "people/change.html", context, form)


def _known(request: ScopedRequest, problem: UserError) -> Person | None:
    """The record that has the number already. Its child is named on the page, so that this is a reading of it."""
    if not isinstance(problem, actions.AlreadyKnown):
        return None
    record_read(request.scope, problem.person)
    return problem.person


def _as_it_stands(person: Person, form: ChangeForm) -> dict[str, Any]:
    """What somebody else wrote meanwhile, with what was typed held against it."""
    form.take_version(person.version)
    now = persons.summary(person, clock.today())
    rows = [
        {
            "key": fact.label,
            "value": date_long(fact.value) if isinstance(fact.value, date) else fact.value,
        }
        for fact in (*now.names, *now.facts)
        if fact.value
    ]
    return {"newest": rows}


def _page(
    request: ScopedRequest, template: str, context: dict[str, Any], form: SearchForm | AddForm | ChangeForm
) -> HttpResponse:  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
