"""What every page about a decision whether to assess does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.keeping import RECORD, Doubtful
from goldenthread.duties.forms.cases import Doubted, OnCase
from goldenthread.duties.models import Case
from goldenthread.duties.permissions import need_whole_case
from goldenthread.duties.queries.cases import get_case

WRITE_LETTER = "letter.write"


def case_to_read(request: ScopedRequest, case_id: int) -> Case:
    """The case. Http404 where the scope sees none of that key; NotAllowed for whom not all of it is shown."""
    case = get_case(request.scope, case_id)
    need_whole_case(request.scope, case)
    return case


def case_to_act_on(request: ScopedRequest, case_id: int, right: str = RECORD) -> Case:
    """The same, for somebody who carries that right in its area."""
    case = case_to_read(request, case_id)
    request.scope.need(right, case.area_id)
    return case


def acted(
    request: ScopedRequest, form: OnCase, act: Callable[[], object], done: str, to: tuple[str, int],
    version: Callable[[], int],
) -> tuple[HttpResponse | None, list[str]]:  # fmt: skip
    """Act, and where to go then; or None with the problem in the form, and the doubts to be confirmed.

    `version` is asked for what stands now, where somebody was faster.
    """
    try:
        act()
    except NotAllowed:
        raise
    except Doubtful as doubt:
        if isinstance(form, Doubted):
            form.show_doubts(doubt)
        return None, doubt.doubts
    except UserError as problem:
        if problem.code == "changed_meanwhile":
            form.carry(version=str(version()))
        form.show_refusal(problem)
        return None, []
    messages.success(request, done)
    return redirect(*to), []


def form_page(
    request: ScopedRequest, case: Case, form: OnCase, template: str, **more: Any
) -> HttpResponse:
    """A page with one form about a case; it shows something of it, so that it is a read of it."""
    record_read(request.scope, case)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"case": case, "form": form, **more}, status=status)
