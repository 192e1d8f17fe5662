"""Records that may be of one child: the list of an area, two side by side, making them one, and undoing that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions import merging as actions
from goldenthread.people.actions.merging import MERGE
from goldenthread.people.forms.merging import MergeForm, ReferencesForm
from goldenthread.people.models import Person
from goldenthread.people.queries import comparing
from goldenthread.people.queries import duplicates as found
from goldenthread.people.queries.persons import get_person


def duplicates(request: ScopedRequest) -> HttpResponse:
    """The pairs of records that look alike, and a form for two that somebody knows of."""
    areas = found.areas_merged_in(request.scope)
    if not areas:
        raise NotAllowed("Your posts do not carry the right to make records one.")
    form = ReferencesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people:compare", *form.keys())
    pairs = found.duplicates(request.scope)
    ids = {person.pk for row in pairs.rows for person in (row.first, row.second)}
    record_list_read(
        request.scope, "person", sorted(ids), ["duplicates"],
        area_id=next(iter(areas)) if len(areas) == 1 else None,
    )  # fmt: skip
    status = 400 if form.is_bound else 200
    context = {"pairs": pairs, "form": form, "most": found.LOOKED_AT}
    return render(request, "people/duplicates.html", context, status=status)


def compare(request: ScopedRequest, person_id: int, other_id: int) -> HttpResponse:
    """Two records side by side, and the form that makes them one."""
    people = _both(request, person_id, other_id)
    merged = next((one for one in people if one.merged_into_id is not None), None)
    if merged is not None:
        return redirect("people:merges", merged.pk)
    both = comparing.compared(request.scope, people, clock.today())
    form = MergeForm(request.POST or None, compared=both)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.merge(scope=request.scope, choice=form.choice(), today=clock.today())
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem)
            if problem.code == "changed_meanwhile":
                form.take_versions()
        else:
            messages.success(
                request,
                f"P-{made.gone_id} is now part of this record. Check addresses, settings, needs, carers and consents: "
                "what stood twice was ended, and the stricter restriction of a carer holds.",
            )
            return redirect("workspace:record", made.kept_id)
    for person in people:
        record_read(request.scope, person)
    apart = found.kept_apart(*people)
    context = {"both": both, "form": form, "apart": apart}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "people/compare.html", context, status=status)


def keep_apart(request: ScopedRequest, person_id: int, other_id: int) -> HttpResponse:
    """Say that they are two children."""
    people = _both(request, person_id, other_id)
    if request.method != "POST":
        return redirect("people:compare", person_id, other_id)
    try:
        actions.keep_apart(scope=request.scope, first_id=person_id, second_id=other_id)
    except NotAllowed:
        raise
    except UserError as problem:
        messages.error(request, str(problem))
    else:
        told = " and ".join(person.reference for person in people)
        messages.success(request, f"{told} are two children. They are not listed again.")
    return redirect("people:duplicates")


def merges(request: ScopedRequest, person_id: int) -> HttpResponse:
    """What was made one with this record, and by whom."""
    person = _one(request, person_id)
    record_read(request.scope, person)
    context = {"person": person, "rows": comparing.merges_of(person)}
    return render(request, "people/merges.html", context)


def undo(request: ScopedRequest, person_id: int, merge_id: int) -> HttpResponse:
    """Make two records again of what was made one."""
    person = _one(request, person_id)
    row = comparing.get_merge(person, merge_id)
    context: dict[str, Any] = {"person": person, "row": row, "problem": None}
    if request.method == "POST":
        try:
            made = actions.undo(scope=request.scope, merge_id=row.id)
        except NotAllowed:
            raise
        except UserError as problem:
            context["problem"] = problem
        else:
            messages.success(
                request, f"P-{made.kept_id} and P-{made.gone_id} are two records again."
            )
            return redirect("workspace:record", made.kept_id)
    record_read(request.scope, person)
    status = 400 if context["problem"] else 200
    return render(request, "people/undo_merge.html", context, status=status)


def _one(request: ScopedRequest, person_id: int) -> Person:
    person = get_person(request.scope, person_id)
    request.scope.need(MERGE, person.area_id)
    return person


def _both(request: ScopedRequest, person_id: int, other_id: int) -> tuple[Person, Person]:
    people = comparing.both(request.scope, person_id, other_id)
    for person in people:
        request.scope.need(MERGE, person.area_id)
    return people
