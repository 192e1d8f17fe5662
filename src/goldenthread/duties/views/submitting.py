"""What every page with a form about a case does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.forms.cases import OnCase
from goldenthread.duties.models import Case
from goldenthread.ui import forms


def acted(
    request: ScopedRequest, case: Case, form: OnCase, act: Callable[[], object], done: str
) -> HttpResponse | None:
    """Act and go back to the record; None with the problem in the form.

    Doubtful is passed on: the caller asks about it.
    """
    try:
        act()
    except Doubtful:
        raise
    except UserError as problem:
        if problem.code == "changed_meanwhile":
            form.carry(version=str(case.version))
        form.show_refusal(problem)
        return None
    messages.success(request, done)
    return to_record(case.person_id)


def to_record(person_id: int) -> HttpResponse:
    """Back to the child's record."""
    return redirect("workspace:record", person_id)


def form_page(
    request: ScopedRequest, case: Case, form: forms.Form, heading: str, submit: str, *,
    template: str = "duties/act.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form about a case; 400 where the form has problems. `more` goes to the template.

    It shows something of the case, so that it is a read of it.
    """
    record_read(request.scope, case)
    status = 400 if form.is_bound and form.errors else 200
    context = {"case": case, "form": form, "heading": heading, "submit_label": submit, **more}
    return render(request, template, context, status=status)
