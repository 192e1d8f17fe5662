"""Lists of letters, one letter with its copies, and what is done with it before it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.messages.actions import letters as actions
from goldenthread.messages.actions.letters.keeping import SEND, WRITE
from goldenthread.messages.forms.letters import ALL, ConfirmLetterForm, WithdrawForm, WordsForm
from goldenthread.messages.jobs import KIND
from goldenthread.messages.queries.letter_page import LetterPage, get_letter
from goldenthread.messages.queries.letters import READY, SHOWN, letters_page
from goldenthread.messages.queries.tray import AT_ONCE, letters_table
from goldenthread.messages.views.keeping import acted, form_page
from goldenthread.organisations.queries.export import area_names
from goldenthread.tasks.views import hand_out


def letters(request: ScopedRequest) -> HttpResponse:
    """Letters that are to be sent, the oldest first, with the duty that waits on each; and what came back or went."""
    request.scope.need("letter.view")
    asked = request.GET.get("show", "")
    shown = asked if asked in SHOWN else ""
    rows, page = letters_page(request.scope, shown, request.GET)
    fields = ["show"] if shown else []
    record_list_read(request.scope, "letter", [row.id for row in rows], fields)
    context = {
        "rows": rows,
        "page": page,
        "shown": shown,
        "lists": SHOWN,
        "trays": area_names(request.scope.areas_with(SEND)) if shown == READY and rows else [],
        "at_once": AT_ONCE,
        "copies": area_names(request.scope.areas_with(SEND)) if rows else [],
        "heads": area_names(request.scope.areas_with("letter.view")),
    }
    return render(request, "letters/letters.html", context)


def letter(request: ScopedRequest, letter_id: int) -> HttpResponse:
    """One letter: each copy with its words, what they lack, and what became of it."""
    page = get_letter(request.scope, letter_id)
    record_read(request.scope, page.letter)
    area_id = page.letter.area_id
    may = {"write": request.scope.has(WRITE, area_id), "send": request.scope.has(SEND, area_id)}
    return render(request, "letters/letter.html", {"page": page, "may": may})


def words(request: ScopedRequest, letter_id: int, copy_id: int) -> HttpResponse:
    """Change what a copy says: for all that say the same, or for this one alone."""
    page = _to_change(request, letter_id)
    row = page.copy(copy_id)
    if row.shortened:
        raise NotAllowed(
            "Something in these words is protected and not shown to your posts, so you cannot change them.",
            "Ask one of the posts that may see it.",
        )
    initial = {"version": page.letter.version, "title": row.title, "words": row.words, "whose": ALL}
    form = WordsForm(request.POST or None, alone=len(page.copies) == 1, initial=initial)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {
            "scope": request.scope, "letter_id": letter_id, "version": form.cleaned_data["version"],
        }  # fmt: skip
        act = (
            partial(actions.change_in_all, copy_id=copy_id, told=form.told, **told)
            if form.for_all
            else partial(actions.change_words, words={copy_id: form.told}, **told)
        )
        done = acted(request, page, form, act, "The words are changed.")
        if done:
            return done
    return form_page(
        request, page, form, f"Change the words for {row.name}", "Save the words",
        template="letters/words.html", row=row,
    )  # fmt: skip


def ready(request: ScopedRequest, letter_id: int) -> HttpResponse:
    """Say that the words are final."""
    done = "The letter is ready for the post tray."
    return _at_once(request, letter_id, actions.mark_ready, "It is ready to send", done)


def addresses(request: ScopedRequest, letter_id: int) -> HttpResponse:
    """Take the addresses from the child's record anew."""
    done = "The addresses are those of the record."
    return _at_once(
        request, letter_id, actions.take_addresses_anew, "Take the addresses anew", done
    )


def withdraw(request: ScopedRequest, letter_id: int) -> HttpResponse:
    """Withdraw a letter that is not to go."""
    page = get_letter(request.scope, letter_id)
    request.scope.need(SEND, page.letter.area_id)
    form = WithdrawForm(request.POST or None, initial={"version": page.letter.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.withdraw,
            scope=request.scope, letter_id=letter_id, version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )  # fmt: skip
        done = acted(request, page, form, act, "The letter is withdrawn and will not go.")
        if done:
            return done
    return form_page(request, page, form, "Withdraw this letter", "Withdraw it")


def print_all(request: ScopedRequest, area_id: int) -> HttpResponse:
    """Every letter of an area that is ready, as one PDF for the post tray; by way of a task."""
    _need_area(request, area_id)
    if request.method != "POST":
        return redirect("letters:letters")
    return hand_out(request, kind_code=KIND, area_id=area_id, arguments={"tray": "ready"})


def export(request: ScopedRequest, area_id: int, form: str) -> HttpResponse:
    """One of the lists of an area as CSV, XLSX or JSON."""
    _need_area(request, area_id)
    shown = request.GET.get("show", "")
    if form not in WRITERS or shown not in SHOWN:
        raise Http404("There is no such copy.")
    scope = request.scope.with_any({SEND})
    table, ids = letters_table(scope, shown, area_id)
    made = write(table, form)
    record_export(
        request.scope, ("letters.letter", "list"), ids=ids, fields=[form], area_id=area_id
    )
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"letters-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _at_once(
    request: ScopedRequest, letter_id: int, act: Callable[..., object], what: str, done: str
) -> HttpResponse:
    """Do something with a letter that asks for nothing else; opened by itself, or refused, it is a page of its own."""
    page = _to_change(request, letter_id)
    form = ConfirmLetterForm(request.POST or None, initial={"version": page.letter.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        told = partial(act, scope=request.scope, letter_id=letter_id, version=version)
        answer = acted(request, page, form, told, done)
        if answer:
            return answer
    return form_page(request, page, form, what, what)


def _need_area(request: ScopedRequest, area_id: int) -> None:
    if area_id not in {grant.area_id for grant in request.scope.grants}:
        raise Http404("There is no such area.")
    request.scope.need(SEND, area_id)


def _to_change(request: ScopedRequest, letter_id: int) -> LetterPage:
    page = get_letter(request.scope, letter_id)
    request.scope.need(WRITE, page.letter.area_id)
    return page
