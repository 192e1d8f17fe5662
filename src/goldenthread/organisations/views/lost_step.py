"""Somebody who has lost their second step follows the link that was handed to them, and gives a code."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.access.links import arriving, codes
from goldenthread.access.middleware import open_to_all
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions import accounts
from goldenthread.organisations.actions.accounts import SECOND_STEP
from goldenthread.organisations.forms.accounts import LinkCodeForm

WRONG = UserError(
    "code_wrong", "That code does not work.", "code", "Ask for a new one if its time may be over."
)


@open_to_all
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link itself."""
    return arriving.arrive(
        request, token=token, purpose=SECOND_STEP, page="organisations:lost_step"
    )


@open_to_all
def lost_step(request: ScopedRequest) -> HttpResponse:
    """Have a code sent, give it, and take the lost second steps away."""
    found = arriving.came_by(request, SECOND_STEP)
    if found is None:
        return arriving.refusal(request)
    if request.method == "POST" and request.POST.get("do") == "send":
        try:
            codes.send(scope=request.scope, link=found)
        except UserError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "A code is on its way to your work address.")
        return redirect("organisations:lost_step")
    if arriving.arrived(request, SECOND_STEP) is not None:
        return _finish(request)
    form = LinkCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if arriving.may_try(request) and codes.confirm(
            scope=request.scope, link=found, typed=form.cleaned_data["code"]
        ):
            arriving.confirmed(request, SECOND_STEP)
            return redirect("organisations:lost_step")
        form.add_user_error(WRONG, "code")
    return arriving.quiet_page(request, "organisations/lost_step.html", {"form": form})


def _finish(request: ScopedRequest) -> HttpResponse:
    found = arriving.arrived(request, SECOND_STEP)
    if request.method != "POST" or found is None:
        return arriving.quiet_page(request, "organisations/lost_step_last.html", {})
    try:
        accounts.finish_second_step_reset(scope=request.scope, link=found)
    except UserError:
        return arriving.refusal(request)
    arriving.leave(request, SECOND_STEP)
    messages.success(
        request,
        "Your lost second step is taken away. Sign in with your password and set up a new one.",
    )
    return redirect("account_login")
