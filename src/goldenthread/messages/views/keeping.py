"""What every page with a form about a letter does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.messages.forms.letters import OnLetter
from goldenthread.messages.queries.letter_page import LetterPage
from goldenthread.messages.sending import doubts_of


def acted(
    request: ScopedRequest, page: LetterPage, form: OnLetter, act: Callable[[], object], done: str
) -> HttpResponse | None:
    """Act and go back to the letter; None with the problem in the form. A doubt is passed on to the caller."""
    try:
        act()
    except UserError as problem:
        if doubts_of(problem) is not None:
            raise
        form.show_refusal(problem, page.letter.version)
        return None
    messages.success(request, done)
    return to_letter(page.letter.pk)


def to_letter(letter_id: int) -> HttpResponse:
    """Back to the page of the letter."""
    return redirect("letters:letter", letter_id)


def form_page(
    request: ScopedRequest, page: LetterPage, form: OnLetter, heading: str, submit: str, *,
    template: str = "letters/act.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form about a letter, and so a read of it; 400 where the form has problems."""
    record_read(request.scope, page.letter)
    status = 400 if form.is_bound and form.errors else 200
    context = {"page": page, "form": form, "heading": heading, "submit_label": submit, **more}
    return render(request, template, context, status=status)
