"""What every page with a form about one fact of a child's record does with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions.keeping import EDIT, need_shown
from goldenthread.people.forms.keeping import OnRecord
from goldenthread.people.models import Person
from goldenthread.people.queries.persons import get_person

Now = list[dict[str, Any]]


@dataclass(frozen=True)
class Question:
    """A page with one form: its words, and the section of the record that it goes back to.

    `notes` stand below the form, such as where a directory is from.
    """

    heading: str
    submit: str
    section: str
    intro: str = ""
    notes: tuple[str, ...] = ()


def child_to_edit(request: ScopedRequest, person_id: int, what: str = "") -> Person:
    """The child whose record is to be changed. NotAllowed without the right, or where `what` is protected."""
    person = get_person(request.scope, person_id)
    request.scope.need(EDIT, person.area_id)
    if what:
        need_shown(request.scope, person, what)
    return person


def answered(
    request: ScopedRequest,
    person: Person,
    form: OnRecord,
    question: Question,
    act: Callable[[], str],
    now: Callable[[], Now] = list,
) -> HttpResponse:
    """Act on what was sent and go back to the record, or show the form with its problems.

    `act` gives the words that say what was done; `now` tells what stands there where somebody else was faster.
    """
    back = f"{reverse('workspace:record', args=[person.pk])}#{question.section}"
    newest: Now = []
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem)
            newest = now() if problem.code == "changed_meanwhile" else []
        else:
            messages.success(request, done)
            return redirect(back)
    record_read(request.scope, person)
    context = {
        "person": person, "form": form, "question": question, "back": back, "newest": newest,
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "people/fact.html", context, status=status)
