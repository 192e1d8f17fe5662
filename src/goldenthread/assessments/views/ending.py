"""What else becomes of a request: another area's, none at all, or taken back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions import ending, putting_back
from goldenthread.assessments.forms.ending import AreaForm, DeclineForm, PutBackForm, WithdrawForm
from goldenthread.assessments.queries.requests import other_areas
from goldenthread.assessments.views.parts import acted, form_page, request_to_act_on
from goldenthread.core.errors import UserError

_AREA = """The other council sees it in its inbox at once. The day of receipt stays: no day is lost to the child.

You do not see the request any more after this. Tell whoever asked, and give the other council a ring."""


_BACK = (
    "Its clock never stopped: it runs from the day of receipt as before. What taking it in recorded in a case is set "
    "aside, with your reason.\n\n"
    "What it put on the record of a child stays there. If it was another child, end the carer and the address that "
    "were added, close the case if nothing else is in it, and tell whoever looks after data protection."
)


def pass_on(request: ScopedRequest, request_id: int) -> HttpResponse:
    """It is about a child of another area."""
    asked = request_to_act_on(request, request_id)
    form = AreaForm(
        request.POST or None, areas=other_areas(asked), initial={"version": asked.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            ending.pass_on(
                scope=request.scope, request_id=asked.pk, version=form.cleaned_data["version"],
                area_id=int(form.cleaned_data["area"]),
            )  # fmt: skip
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, f"{asked.reference} is with the other area now.")
            return redirect("assessments:inbox")
    return form_page(request, asked, form, "Pass it on to another area", "Pass it on", intro=_AREA)


def decline(request: ScopedRequest, request_id: int) -> HttpResponse:
    """It is no request."""
    asked = request_to_act_on(request, request_id)
    form = DeclineForm(request.POST or None, initial={"version": asked.version})
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = partial(
            ending.decline, scope=request.scope, request_id=asked.pk, version=given["version"],
            reason=given["reason"], why=given["why"], confirmed=form.confirms,
        )  # fmt: skip
        done, doubts = acted(request, asked, form, act, "It is put away, with the reason.")
        if done:
            return done
    return form_page(
        request, asked, form, "Put it away as no request", "Put it away", doubts=doubts,
        submit_class="govuk-button--warning",
    )  # fmt: skip


def withdraw(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Whoever asked has taken it back."""
    asked = request_to_act_on(request, request_id)
    form = WithdrawForm(request.POST or None, initial={"version": asked.version})
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        act = partial(
            ending.withdraw, scope=request.scope, request_id=asked.pk,
            version=form.cleaned_data["version"], withdrawal=form.withdrawal(), confirmed=form.confirms,
        )  # fmt: skip
        done, doubts = acted(
            request, asked, form, act, "It is kept that the request was withdrawn."
        )
        if done:
            return done
    return form_page(
        request, asked, form, "The request was withdrawn", "Keep that it was withdrawn", doubts=doubts,
        submit_class="govuk-button--warning",
    )  # fmt: skip


def put_back(request: ScopedRequest, request_id: int) -> HttpResponse:
    """It was put away, withdrawn or taken in for another child in error."""
    asked = request_to_act_on(request, request_id)
    form = PutBackForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = partial(
            putting_back.put_back, scope=request.scope, request_id=asked.pk, version=given["version"],
            why=given["why"],
        )  # fmt: skip
        done, _ = acted(request, asked, form, act, "It waits in the inbox again.")
        if done:
            return done
    return form_page(request, asked, form, "Put it back into the inbox", "Put it back", intro=_BACK)
