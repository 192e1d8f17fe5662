"""Recording that a letter went, and what becomes of its copies after that; the copies as files."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_export, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.messages.actions import letters as actions
from goldenthread.messages.actions.letters.keeping import SEND, WRITE
from goldenthread.messages.forms.letters import AgainForm, ReturnedForm, SendForm, SettleForm
from goldenthread.messages.paper import FORMS, sheet_of, write
from goldenthread.messages.queries.letter_page import LetterPage, get_letter
from goldenthread.messages.sending import doubts_of
from goldenthread.messages.views.keeping import acted, form_page


def send(request: ScopedRequest, letter_id: int) -> HttpResponse:
    """Say for each copy how and on which day it went; all of them at once."""
    page = _to_send(request, letter_id)
    form = SendForm(
        request.POST or None, copies=page.copies, initial=_as_today(page),
        posts=request.scope.named_posts(SEND, page.letter.area_id),
    )  # fmt: skip
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.send,
            scope=request.scope, letter_id=letter_id, version=form.cleaned_data["version"], sent=form.went(),
            post_id=form.post_id, sent_key=form.sent_key, confirmed=form.confirms,
        )  # fmt: skip
        done = None
        try:
            done = acted(request, page, form, act, "It is recorded that the letter went.")
        except UserError as problem:
            doubts, mark = doubts_of(problem) or ([], "")
            form.show_doubts(mark)
        if done:
            return done
    return form_page(
        request, page, form, "Record that this letter went", "Record it",
        template="letters/send.html", doubts=doubts,
    )  # fmt: skip


def returned(request: ScopedRequest, letter_id: int, copy_id: int) -> HttpResponse:
    """Write down that a copy came back."""
    page = _to_send(request, letter_id)
    row = page.copy(copy_id)
    form = ReturnedForm(request.POST or None, initial={"version": page.letter.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            actions.record_returned,
            scope=request.scope, letter_id=letter_id, copy_id=copy_id, version=told["version"],
            on=told["on"], why=told["why"],
        )  # fmt: skip
        done = acted(
            request,
            page,
            form,
            act,
            "It is written down, and stands on the list until it is dealt with.",
        )
        if done:
            return done
    return form_page(request, page, form, f"The copy for {row.name} came back", "Write it down")


def settle(request: ScopedRequest, letter_id: int, copy_id: int) -> HttpResponse:
    """Say how a copy that came back was dealt with."""
    page = _to_send(request, letter_id)
    row = page.copy(copy_id)
    form = SettleForm(request.POST or None, initial={"version": page.letter.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            actions.settle_returned,
            scope=request.scope, letter_id=letter_id, copy_id=copy_id, version=told["version"],
            how=told["how"],
        )  # fmt: skip
        done = acted(request, page, form, act, "It is dealt with.")
        if done:
            return done
    return form_page(
        request, page, form, f"The copy for {row.name} was dealt with", "Write it down"
    )


def again(request: ScopedRequest, letter_id: int, copy_id: int) -> HttpResponse:
    """Record that a copy that came back went again, to where its reader gets post now."""
    page = _to_send(request, letter_id)
    row = page.copy(copy_id)
    form = AgainForm(
        request.POST or None, row=row,
        initial={"version": page.letter.version, "sent_on-again": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            actions.send_again,
            scope=request.scope, letter_id=letter_id, copy_id=copy_id, version=told["version"],
            method=told["method-again"], day=told["sent_on-again"],
        )  # fmt: skip
        done = acted(request, page, form, act, "It is recorded that the copy went again.")
        if done:
            return done
    return form_page(request, page, form, f"The copy for {row.name} went again", "Record it")


def preview(request: ScopedRequest, letter_id: int, copy_id: int) -> HttpResponse:
    """One copy as it lies in the envelope."""
    page = get_letter(request.scope, letter_id)
    sheet = sheet_of(page, page.copy(copy_id))
    record_read(request.scope, page.letter)
    context = {"page": page, "sheet": sheet, "copy_id": copy_id, "forms": FORMS}
    return render(request, "letters/preview.html", context)


def copy_file(request: ScopedRequest, letter_id: int, copy_id: int, form: str) -> HttpResponse:
    """One copy as PDF, PDF in large print or Word."""
    if form not in FORMS:
        raise Http404("There is no such copy.")
    page = get_letter(request.scope, letter_id)
    area_id = page.letter.area_id
    if not (request.scope.has(WRITE, area_id) or request.scope.has(SEND, area_id)):
        raise NotAllowed("Copies of letters are taken by those who write or send them.")
    sheet = sheet_of(page, page.copy(copy_id))
    made = write([sheet], form, f"Letter {page.letter.reference}")
    record_export(request.scope, page.letter, fields=[form], ids=[copy_id])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"letter-{page.letter.pk}-{copy_id}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _to_send(request: ScopedRequest, letter_id: int) -> LetterPage:
    page = get_letter(request.scope, letter_id)
    request.scope.need(SEND, page.letter.area_id)
    return page


def _as_today(page: LetterPage) -> dict[str, object]:
    return {"version": page.letter.version} | {
        f"sent_on-{one.id}": clock.today() for one in page.copies
    }
