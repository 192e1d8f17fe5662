"""What letters say of the council, and the agreed statements on delays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.actions import statements as actions
from goldenthread.messages.actions.letterheads import SET, set_letterhead
from goldenthread.messages.actions.letters.keeping import WRITE
from goldenthread.messages.forms.council import (
    AgreeForm,
    LetterheadForm,
    StatementForm,
    statement_initial,
)
from goldenthread.messages.forms.letters import ConfirmLetterForm, OnLetter
from goldenthread.messages.queries.letterheads import letterhead_in_force
from goldenthread.messages.queries.statements import (
    StatementRow,
    areas_to_write,
    get_statement,
    statements_of,
)

_LIST = "letters:statements"


def letterhead(request: ScopedRequest, area_id: int) -> HttpResponse:
    """Every fact that letters of an area name; set by those who may, read by all who read letters."""
    head = letterhead_in_force(request.scope, area_id)
    may = request.scope.has(SET, area_id)
    form = LetterheadForm(request.POST or None, facts=head.facts, initial={"version": head.number})
    if request.method == "POST" and form.is_valid():
        act = partial(
            set_letterhead,
            scope=request.scope, area_id=area_id, number=form.cleaned_data["version"], facts=form.told(),
        )  # fmt: skip
        done = _acted(
            request,
            form,
            act,
            "It is set. Letters that are written from now on say it.",
            head.number,
        )
        if done:
            return done
    status = 400 if form.is_bound and form.errors else 200
    context = {"head": head, "form": form, "may": may}
    return render(request, "letters/letterhead.html", context, status=status)


def statements(request: ScopedRequest) -> HttpResponse:
    """Every version of every statement, with how it stands and where it was used."""
    request.scope.need("letter.view")
    context = {
        "rows": statements_of(request.scope, clock.today()),
        "areas": areas_to_write(request.scope),
        "user_id": request.scope.user_id,
        "may": request.scope.areas_with(SET),
        "may_write": request.scope.areas_with(WRITE),
    }
    return render(request, "letters/statements.html", context)


def add_statement(request: ScopedRequest, area_id: int) -> HttpResponse:
    """Write a statement; somebody else agrees it."""
    if area_id not in {grant.area_id for grant in request.scope.grants}:
        raise Http404("There is no such area.")
    request.scope.need(WRITE, area_id)
    return _write(request, area_id, None, "Write a statement on delays")


def next_statement(request: ScopedRequest, statement_id: int) -> HttpResponse:
    """Write the next version of a statement."""
    row = _to_set(request, statement_id, WRITE)
    return _write(request, row.area_id, row, "Write a new version")


def change_statement(request: ScopedRequest, statement_id: int) -> HttpResponse:
    """Change a statement that nobody has agreed yet."""
    row = _to_set(request, statement_id, WRITE)
    form = StatementForm(request.POST or None, initial=statement_initial(row, clock.today()))
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.change_statement,
            scope=request.scope, statement_id=row.id, version=form.cleaned_data["version"],
            facts=form.told(),
        )  # fmt: skip
        done = _acted(request, form, act, "The statement is changed.", row.version)
        if done:
            return done
    return _page(request, form, "Change this statement", "Save it", row)


def agree_statement(request: ScopedRequest, statement_id: int) -> HttpResponse:
    """Agree a statement that somebody else wrote."""
    row = _to_set(request, statement_id, SET)
    posts = request.scope.named_posts(SET, row.area_id)
    form = AgreeForm(request.POST or None, posts=posts, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.agree_statement,
            scope=request.scope, statement_id=row.id, version=form.cleaned_data["version"],
            post_id=form.post_id,
        )  # fmt: skip
        done = _acted(request, form, act, "The statement is agreed.", row.version)
        if done:
            return done
    return _page(request, form, "Agree this statement", "Agree it", row, shows=True)


def withdraw_statement(request: ScopedRequest, statement_id: int) -> HttpResponse:
    """Say a statement no more."""
    row = _to_set(request, statement_id, SET)
    form = ConfirmLetterForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.withdraw_statement,
            scope=request.scope, statement_id=row.id, version=form.cleaned_data["version"],
        )  # fmt: skip
        done = _acted(request, form, act, "The statement is withdrawn.", row.version)
        if done:
            return done
    return _page(request, form, "Withdraw this statement", "Withdraw it", row, shows=True)


def _write(
    request: ScopedRequest, area_id: int, after: StatementRow | None, heading: str
) -> HttpResponse:
    form = StatementForm(request.POST or None, initial=statement_initial(after, clock.today()))
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.draft_statement,
            scope=request.scope, area_id=area_id, facts=form.told(), sent_key=form.sent_key,
            after_id=after.id if after else None,
        )  # fmt: skip
        done = _acted(
            request, form, act, "It is written. Somebody else agrees it before it is said.", 0
        )
        if done:
            return done
    return _page(request, form, heading, "Save it", after)


def _to_set(request: ScopedRequest, statement_id: int, right: str) -> StatementRow:
    row = get_statement(request.scope, statement_id, clock.today())
    request.scope.need(right, row.area_id)
    return row


def _acted(
    request: ScopedRequest, form: OnLetter, act: Callable[[], object], done: str, version: int
) -> HttpResponse | None:
    try:
        act()
    except UserError as problem:
        form.show_refusal(problem, version)
        return None
    messages.success(request, done)
    return redirect(request.path if isinstance(form, LetterheadForm) else _LIST)


def _page(
    request: ScopedRequest, form: OnLetter, heading: str, submit: str, row: StatementRow | None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "heading": heading, "submit_label": submit, "row": row, **more}
    return render(request, "letters/statement.html", context, status=status)
