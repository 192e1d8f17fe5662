"""The decision whether to assess: what is written, taking it, its letter, and the copies of it."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions.copying import draft_copies
from goldenthread.assessments.actions.deciding import DECIDE, decide, write_decision
from goldenthread.assessments.actions.telling import draft_decision_letter
from goldenthread.assessments.forms.deciding import DecideForm, DecisionForm, said_by
from goldenthread.assessments.forms.telling import CopiesForm, LetterForm
from goldenthread.assessments.models import Decision
from goldenthread.assessments.queries.considering import decision_duty, newest
from goldenthread.assessments.queries.decision import decision_page, earlier_decisions
from goldenthread.assessments.views.deciding import (
    WRITE_LETTER,
    acted,
    case_to_act_on,
    case_to_read,
    form_page,
)
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.duties.actions.keeping import RECORD
from goldenthread.duties.models import Case
from goldenthread.people.free_words import need_words

PAGE = "assessments:decision"
STATE = Decision.State


def page(request: ScopedRequest, case_id: int) -> HttpResponse:
    """What is written and decided, how its letter stands, who has a copy, and what is next."""
    case = case_to_read(request, case_id)
    row = newest(case)
    decision = getattr(row, "decision", None) if row else None
    record_read(request.scope, case)
    scope, area = request.scope, case.area_id
    context = {
        "case": case,
        "found": decision_page(scope, decision, case) if decision else None,
        "due": decision_duty(case, row.since if row else None),
        "earlier": earlier_decisions(case, decision),
        "may": {
            "record": scope.has(RECORD, area) and case.closed_on is None,
            "decide": scope.has(DECIDE, area) and case.closed_on is None,
            "letters": scope.has(WRITE_LETTER, area) and case.closed_on is None,
        },
        "at_request": case.stage == "request",
        "today": clock.today(),
    }
    return render(request, "assessments/decision/decision.html", context)


def write(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Write what is to be decided, or change it."""
    case = case_to_act_on(request, case_id)
    decision = _decision(case)
    if decision is not None and decision.sent:
        decision = None
    if decision is not None:
        need_words(request.scope, case.person_id)
    form = DecisionForm(request.POST or None, initial=said_by(decision))
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        act = partial(
            write_decision, scope=request.scope, case_id=case.pk, version=form.cleaned_data["version"],
            written=form.written(), confirmed=form.confirms,
        )  # fmt: skip
        said = "It is written. It has not been decided yet."
        done, doubts = acted(request, form, act, said, (PAGE, case.pk), lambda: _version(case))
        if done:
            return done
    return form_page(
        request, case, form, "assessments/decision/form.html", doubts=doubts,
        heading="Write the decision whether to assess", submit_label="Save",
        decided=decision is not None and decision.state == STATE.DECIDED,
    )  # fmt: skip


def take(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Take the decision as it is written."""
    case = case_to_act_on(request, case_id, DECIDE)
    decision = _written(case)
    need_words(request.scope, case.person_id)
    form = DecideForm(
        request.POST or None, posts=request.scope.named_posts(DECIDE, case.area_id),
        initial={"version": decision.version, "on": clock.today()},
    )  # fmt: skip
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            decide, scope=request.scope, case_id=case.pk, version=told["version"], post_id=form.post_id,
            on=told["on"], confirmed=form.confirms,
        )  # fmt: skip
        said = "It is decided. The family is told by the letter: write it next."
        done, doubts = acted(request, form, act, said, (PAGE, case.pk), lambda: _version(case))
        if done:
            return done
    return form_page(
        request, case, form, "assessments/decision/form.html", doubts=doubts,
        heading="Take this decision", submit_label="Take the decision",
        shown=decision_page(request.scope, decision, case),
    )  # fmt: skip


def letter(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Write the letter that tells the family, for the day on which it will go."""
    case = case_to_act_on(request, case_id, WRITE_LETTER)
    decision = _written(case)
    form = LetterForm(
        request.POST or None, posts=request.scope.named_posts(WRITE_LETTER, case.area_id),
        initial={"version": decision.version, "sent_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            draft_decision_letter, scope=request.scope, case_id=case.pk, version=told["version"],
            sent_on=told["sent_on"], post_id=form.post_id, sent_key=form.sent_key,
        )  # fmt: skip
        said = "The letter is written. Open it, read it, and say how it went once it has gone."
        done, _ = acted(request, form, act, said, (PAGE, case.pk), lambda: _version(case))
        if done:
            return done
    open_letter = decision.letter if decision.letter is not None and decision.letter.open else None
    return form_page(
        request, case, form, "assessments/decision/form.html", doubts=[], open_letter=open_letter,
        heading="Write the letter to the family", submit_label="Write the letter",
    )  # fmt: skip


def copies(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Write the copies for those who were told that an assessment was considered."""
    case = case_to_act_on(request, case_id, WRITE_LETTER)
    decision = _written(case)
    form = CopiesForm(
        request.POST or None, posts=request.scope.named_posts(WRITE_LETTER, case.area_id),
        initial={"version": decision.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act = partial(
            draft_copies,
            scope=request.scope,
            case_id=case.pk,
            post_id=form.post_id,
            sent_key=form.sent_key,
        )
        said = "The copies are written. They have not been sent."
        done, _ = acted(request, form, act, said, (PAGE, case.pk), lambda: _version(case))
        if done:
            return done
    return form_page(
        request, case, form, "assessments/decision/form.html", doubts=[],
        heading="Write the copies of the decision", submit_label="Write the copies",
    )  # fmt: skip


def _decision(case: Case) -> Decision | None:
    row = newest(case)
    return getattr(row, "decision", None) if row else None


def _written(case: Case) -> Decision:
    found = _decision(case)
    if found is None:
        raise NotAllowed("No decision is written yet.", "Write it first, with its reasons.")
    return found


def _version(case: Case) -> int:
    found = _decision(case)
    return found.version if found is not None and not found.sent else 0
