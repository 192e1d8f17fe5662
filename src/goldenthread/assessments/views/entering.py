"""A request on paper or by telephone, written down by staff; and one that a SENCO makes from a pupil's record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions import entering
from goldenthread.assessments.forms.asking import AskForm
from goldenthread.assessments.forms.entering import EnterForm
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import TAKE_IN
from goldenthread.assessments.queries.asking import child_of_setting, may_ask
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.queries.export import area_names
from goldenthread.people.models import Person
from goldenthread.people.permissions import OF_SETTING
from goldenthread.people.queries.persons import get_person

ENTERED = "The request is in the inbox. Its clock runs from the day of receipt."


def enter(request: ScopedRequest) -> HttpResponse:
    """Write down a request for a child of whom nobody has said yet whether there is a record."""
    areas = request.scope.areas_with(TAKE_IN)
    if not areas:
        raise NotAllowed("Your posts do not carry the right to take requests in.")
    return _enter(request, [(str(key), name) for key, name in area_names(areas)], None)


def enter_for_child(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Write down a request for this child; it goes on to being taken in for the child."""
    person = get_person(request.scope, person_id)
    request.scope.need(TAKE_IN, person.area_id)
    record_read(request.scope, person)
    return _enter(request, [(str(person.area_id), person.area.name)], person)


def _enter(
    request: ScopedRequest, areas: list[tuple[str, str]], person: Person | None
) -> HttpResponse:
    form = EnterForm(request.POST or None, request.FILES or None, areas=areas, child=person)
    if request.method == "POST" and form.is_valid():
        made = _made(
            form,
            lambda: entering.enter_request(
                scope=request.scope, area_id=form.area_id, entered=form.entered(), sent_key=form.sent_key,
                person_id=person.pk if person else None, files=form.came_with(),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, ENTERED)
            if person is not None:
                return redirect("assessments:take_in", made.pk, person.pk)
            return redirect("assessments:request", made.pk)
    return _page(request, "assessments/enter.html", {"form": form, "person": person})


def ask(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Ask the child's council for an assessment, from the record."""
    person = child_of_setting(request.scope, person_id)
    if person is None:
        raise Http404("There is no such record.")
    if not may_ask(request.scope, person):
        raise NotAllowed("An assessment cannot be asked for here.")
    posts = request.scope.named_posts(OF_SETTING, person.area_id)
    form = AskForm(
        request.POST or None, request.FILES or None, child=person, posts=posts,
        initial={"asker_name": request.scope.name, "route": "school"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _made(
            form,
            lambda: entering.ask_for_assessment(
                scope=request.scope, person_id=person.pk, post_id=form.post_id, entered=form.entered(),
                sent_key=form.sent_key, files=form.came_with(),
            ),
        )  # fmt: skip
        if made is not None:
            told = f"Your request {made.reference} is with the council. It was received today."
            messages.success(request, told)
            return redirect("workspace:record", person.pk)
    record_read(request.scope, person)
    return _page(request, "assessments/ask.html", {"form": form, "person": person})


def _made(form: EnterForm | AskForm, act: Callable[[], Request]) -> Request | None:
    try:
        return act()
    except NotAllowed:
        raise
    except UserError as problem:
        form.show_refusal(problem)
        return None


def _page(request: ScopedRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
