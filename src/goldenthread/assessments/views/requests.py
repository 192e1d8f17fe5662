"""The page of one request, and a worry that somebody has read."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions.taking_in import OWNER
from goldenthread.assessments.actions.worries import read_worry
from goldenthread.assessments.actions.writing import WRITE
from goldenthread.assessments.forms.ending import WorryForm
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import can_take_in
from goldenthread.assessments.queries.inbox import day_of, rows_of
from goldenthread.assessments.queries.matching import likely_children
from goldenthread.assessments.queries.outcomes import joined_of
from goldenthread.assessments.queries.requests import get_request, hidden_in, said_in
from goldenthread.assessments.queries.worries import worry_of
from goldenthread.assessments.queries.writing import letters_of_request, wanted_by
from goldenthread.assessments.rules.inbox import read_by
from goldenthread.assessments.views.parts import acted, form_page, request_to_act_on
from goldenthread.core import clock
from goldenthread.documents.queries.uploads import files_of
from goldenthread.people.forms.persons import SearchForm
from goldenthread.people.free_words import WITHHELD
from goldenthread.people.queries.searching import search

STATE = Request.State


def one(request: ScopedRequest, request_id: int) -> HttpResponse:
    """What was asked, which child it may be about, and what can be done with it.

    A search for the child is sent by POST: what is typed and what is found stand in no address.
    """
    asked = get_request(request.scope, request_id)
    may = can_take_in(request.scope, asked.area_id)
    hidden = hidden_in(request.scope, asked)
    matching = may and asked.state == STATE.SENT
    record_read(request.scope, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "row": rows_of([asked])[0],
        "said": said_in(asked, hidden),
        "files": files_of(request.scope, (OWNER, asked.pk)),
        "may": may,
        "matching": matching,
        "joined": joined_of(asked),
        "read_by": read_by(day_of(asked.sent_at)) if asked.sent_at else None,
        "worry": worry_of(request.scope, asked, hidden=bool(hidden)) if asked.flag else None,
        "ended_why": WITHHELD if hidden and asked.ended_why else asked.ended_why,
        "today": clock.today(),
        "letters": letters_of_request(request.scope, asked) if asked.case else [],
        "may_write": may and request.scope.has(WRITE, asked.area_id),
        "wanted_by": wanted_by(asked),
        **(_matching(request, asked) if matching else {}),
    }
    form = context.get("search")
    status = 400 if form is not None and form.is_bound and form.errors else 200
    return render(request, "assessments/request.html", context, status=status)


def _matching(request: ScopedRequest, asked: Request) -> dict[str, Any]:
    """Children who may be the one; once somebody searches, whom they found instead."""
    searched = request.method == "POST"
    form = SearchForm(request.POST if searched else None)
    if searched and form.is_valid():
        sought = form.sought()
        found = search(request.scope, sought)
        ids = [row.id for row in found.rows]
        record(
            request.scope, "person.searched", fields=sought.fields, count=len(ids), ids=ids,
            area_id=asked.area_id,
        )  # fmt: skip
        return {"search": form, "found": found, "likely": []}
    likely = likely_children(request.scope, asked)
    if likely:
        ids = [row.id for row in likely]
        record_list_read(request.scope, "person", ids, ["twins"], area_id=asked.area_id)
    return {"search": form, "found": None, "likely": likely}


def worry(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Say that a worry was read, and what was done about it."""
    asked = request_to_act_on(request, request_id)
    form = WorryForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            read_worry, scope=request.scope, request_id=asked.pk, done=form.cleaned_data["done"]
        )
        done, _ = acted(
            request, asked, form, act, "It is kept with your name that you have read it."
        )
        if done:
            return done
    return form_page(request, asked, form, "A worry about safety", "I have read it and acted")
