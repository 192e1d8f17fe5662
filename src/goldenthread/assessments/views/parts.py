"""What every page with a form about one request does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import TAKE_IN
from goldenthread.assessments.queries.requests import get_request
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.forms.cases import Doubted, OnCase

JOINED = Request.State.JOINED


def request_to_act_on(request: ScopedRequest, request_id: int) -> Request:
    """The request. Http404 where the scope reads none of that key; NotAllowed where it may only read."""
    asked = get_request(request.scope, request_id)
    request.scope.need(TAKE_IN, asked.area_id)
    return asked


def acted(
    request: ScopedRequest,
    asked: Request,
    form: OnCase,
    act: Callable[[], Request],
    done: str,
    joined: str = "",
) -> tuple[HttpResponse | None, list[str]]:
    """Act, and where to go then; or None with the problem in the form, and the doubts to be confirmed.

    `done` says what was done; `joined` in its place, where the request came to be joined to another.
    """
    try:
        made = act()
    except NotAllowed:
        raise
    except Doubtful as doubt:
        if isinstance(form, Doubted):
            form.show_doubts(doubt)
        return None, doubt.doubts
    except UserError as problem:
        if problem.code == "changed_meanwhile":
            form.carry(version=str(asked.version))
        form.show_refusal(problem)
        return None, []
    messages.success(request, joined if joined and made.state == JOINED else done)
    return redirect("assessments:request", asked.pk), []


def form_page(
    request: ScopedRequest, asked: Request, form: OnCase, heading: str, submit: str, *,
    template: str = "assessments/act.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form about a request; it shows something of it, so that it is a read of it."""
    record_read(request.scope, asked)
    status = 400 if form.is_bound and form.errors else 200
    context = {"asked": asked, "form": form, "heading": heading, "submit_label": submit, **more}
    return render(request, template, context, status=status)
