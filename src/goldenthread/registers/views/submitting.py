"""What every page with a form about one entry does with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.registers.forms import OnEntry
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.queries import entries
from goldenthread.registers.queries.places import post_choices
from goldenthread.registers.rules.definitions import Register, register

SENT, CSRF = "registers_sent", "csrfmiddlewaretoken"


def entry_of(request: ScopedRequest, entry_id: int) -> tuple[Entry, Register]:
    """The entry and its register; Http404 where the person may see none."""
    found = entries.get_entry(request.scope, entry_id)
    return found, register(found.register)


def allowed(posts: frozenset[int]) -> list[tuple[str, str]]:
    """The posts to choose from, by id and name. NotAllowed where there are none."""
    if not posts:
        raise NotAllowed("Your posts may not do this to this entry as it stands.")
    return post_choices(posts)


def by_whom(request: ScopedRequest, found: Entry, form: OnEntry) -> dict[str, Any]:
    """What every action on an entry takes: who, on what, through which post, against which version, when."""
    return {
        "scope": request.scope,
        "entry_id": found.pk,
        "post_id": form.post_id,
        "version": form.cleaned_data["version"],
        "today": clock.today(),
    }


def acted(
    request: ScopedRequest,
    found: Entry,
    form: OnEntry,
    act: Callable[[], EntryEvent],
    done: str,
) -> HttpResponse | None:
    """Act and go back to the entry; None with the problem in the form. Sent twice counts as done."""
    try:
        act()
    except UserError as problem:
        if problem.code == "changed_meanwhile":
            if request.session.get(SENT) == _digest(request):
                return redirect("registers:entry", found.pk)
            form.take_version(found.version)
        form.show_refusal(problem)
        return None
    request.session[SENT] = _digest(request)
    messages.success(request, done)
    return redirect("registers:entry", found.pk)


def form_page(
    request: ScopedRequest, found: Entry, form: OnEntry, heading: str, submit: str, note: str = ""
) -> HttpResponse:
    """A page with one form about one entry. `note` says what the entry lacks for it."""
    context = {
        "entry": found, "form": form, "heading": heading, "submit_label": submit, "note": note,
    }  # fmt: skip
    return shown_page(request, "registers/act.html", context, form)


def shown_page(
    request: ScopedRequest, template: str, context: dict[str, Any], form: OnEntry
) -> HttpResponse:
    """A page about `entry` of the context, with 400 where the form has problems."""
    # Somebody who lost the race sees what the other person did.
    late = form.is_bound and any(
        problem.code == "changed_meanwhile" for problem in form.non_field_errors().as_data()
    )
    newest = entries.newest_event(context["entry"]) if late else None
    status = 400 if form.is_bound and form.errors else 200
    shown = {**context, "newest": newest, "definition": register(context["entry"].register)}
    return render(request, template, shown, status=status)


def _digest(request: ScopedRequest) -> str:
    """Stands for the whole of a form sent to one address: only the very same form counts as sent twice."""
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST)
    told = json.dumps([request.path, *(field for field in fields if field[0] != CSRF)])
    return hashlib.sha256(told.encode()).hexdigest()
