"""Letters about a request itself, drafted from its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions.writing import (
    WRITE,
    draft_more_information,
    draft_withdrawn_letter,
)
from goldenthread.assessments.forms.writing import MoreForm, WithdrawnLetterForm
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.writing import may_ask_asker
from goldenthread.assessments.views.parts import form_page, request_to_act_on
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.messages.models import Letter


def more_information(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Ask for what is missing."""
    asked = _asked(request, request_id)
    form = MoreForm(
        request.POST or None, posts=request.scope.named_posts(WRITE, asked.area_id or 0),
        asker=asked.asker_name if may_ask_asker(request.scope, asked) else "", initial={"version": asked.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act = partial(
            draft_more_information, scope=request.scope, request_id=asked.pk, wanted=form.wanted(),
            post_id=form.post_id, sent_key=form.sent_key,
        )  # fmt: skip
        if done := _drafted(request, form, act):
            return done
    return form_page(request, asked, form, "Ask for more information", "Draft the letter")


def withdrawn(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Tell the family that the request was taken back."""
    asked = _asked(request, request_id)
    form = WithdrawnLetterForm(
        request.POST or None, posts=request.scope.named_posts(WRITE, asked.area_id or 0),
        initial={"version": asked.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act = partial(
            draft_withdrawn_letter, scope=request.scope, request_id=asked.pk, post_id=form.post_id,
            sent_key=form.sent_key,
        )  # fmt: skip
        if done := _drafted(request, form, act):
            return done
    return form_page(
        request, asked, form, "Tell the family that it was withdrawn", "Draft the letter"
    )


def _asked(request: ScopedRequest, request_id: int) -> Request:
    asked = request_to_act_on(request, request_id)
    request.scope.need(WRITE, asked.area_id)
    return asked


def _drafted(
    request: ScopedRequest, form: MoreForm | WithdrawnLetterForm, act: Callable[[], Letter]
) -> HttpResponse | None:
    try:
        letter = act()
    except NotAllowed:
        raise
    except UserError as problem:
        form.show_refusal(problem)
        return None
    messages.success(request, "The letter is drafted. Read it, and change what it needs.")
    return redirect("letters:letter", letter.pk)
