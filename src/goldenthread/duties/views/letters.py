"""Letters to a family about the days of the law: that one has passed, that an exemption lifts one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.telling_families import (
    WRITE,
    draft_delay_letter,
    draft_exemption_letter,
)
from goldenthread.duties.forms.letters import DelayForm, TellingForm
from goldenthread.duties.models import Case
from goldenthread.duties.queries.telling_families import (
    Told,
    exempt_now,
    late_now,
    letters_about,
    open_letter,
    statements_for,
)
from goldenthread.duties.views.exemptions import whole_case
from goldenthread.messages.models import Letter


def delay(request: ScopedRequest, case_id: int, duty: str) -> HttpResponse:
    """Write to the family that the day of a duty has passed."""
    case = _case(request, case_id)
    back = ("duties:why", case.pk, duty)
    try:
        told = late_now(case, duty)
    except UserError as problem:
        return _nothing(request, problem, back)
    statements = [(str(one.id), f"{one.title}: {one.words}") for one in statements_for(case)]
    posts = request.scope.named_posts(WRITE, case.area_id)
    form = DelayForm(
        request.POST or None, posts=posts, statements=statements, initial={"step": told.step}
    )
    act = partial(draft_delay_letter, scope=request.scope, case_id=case.pk, duty=duty)
    return _page(request, case, told, form, act, back, "Write to the family about the delay")


def exemption(request: ScopedRequest, case_id: int, exemption_id: int) -> HttpResponse:
    """Write to the family that an approved exemption lifts one limit."""
    case = _case(request, case_id)
    back = ("duties:exemption", case.pk, exemption_id)
    try:
        told = exempt_now(case, exemption_id)
    except UserError as problem:
        return _nothing(request, problem, back)
    posts = request.scope.named_posts(WRITE, case.area_id)
    form = TellingForm(request.POST or None, posts=posts, initial={"step": told.step})
    act = partial(draft_exemption_letter, scope=request.scope, case_id=case.pk, claim_id=exemption_id)  # fmt: skip
    return _page(request, case, told, form, act, back, "Write to the family about this exemption")


def _case(request: ScopedRequest, case_id: int) -> Case:
    case = whole_case(request, case_id)
    request.scope.need(WRITE, case.area_id)
    return case


def _nothing(
    request: ScopedRequest, problem: UserError, back: tuple[str, int, str | int]
) -> HttpResponse:
    messages.warning(request, f"{problem.message} {problem.fix}".strip())
    return redirect(*back)


def _page(
    request: ScopedRequest, case: Case, told: Told, form: TellingForm, act: Callable[..., Letter],
    back: tuple[str, int, str | int], heading: str,
) -> HttpResponse:  # fmt: skip
    """The form; once it is sent, the letter."""
    if request.method == "POST" and form.is_valid():
        try:
            letter = act(telling=form.telling(), post_id=form.post_id, sent_key=form.sent_key)
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "The letter is drafted. Read it, and change what it needs.")
            return redirect("letters:letter", letter.pk)
    record_read(request.scope, case)
    context = {
        "case": case, "told": told, "form": form, "heading": heading, "back_to": back,
        "submit_label": "Draft the letter", "open_letter": open_letter(request.scope, told),
        "letters": letters_about(request.scope, told),
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "duties/letter.html", context, status=status)
