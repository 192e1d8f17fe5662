"""Who is told at the start of a case, and what the family answers."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions.considering import draft_notices, record_answer
from goldenthread.assessments.forms.telling import AnswerForm, NoticesForm
from goldenthread.assessments.queries.considering import (
    Considering,
    considering,
    considering_for,
    newest,
)
from goldenthread.assessments.views.deciding import (
    WRITE_LETTER,
    acted,
    case_to_act_on,
    case_to_read,
    form_page,
)
from goldenthread.core import clock
from goldenthread.duties.actions.keeping import RECORD
from goldenthread.duties.models import Case
from goldenthread.people.queries.choices import carers_on

PAGE = "assessments:considering"


def page(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Everybody who is to be asked or told, with the letter to each and the day on which it went; the answers."""
    case = case_to_read(request, case_id)
    found = considering_for(request.scope, case, clock.today())
    record_read(request.scope, case)
    scope = request.scope
    may = {
        "record": scope.has(RECORD, case.area_id) and found.open,
        "letters": scope.has(WRITE_LETTER, case.area_id),
        "organisations": scope.has("organisation.edit", case.area_id),
    }
    context = {"case": case, "page": found, "may": may, "today": clock.today()}
    return render(request, "assessments/decision/considering.html", context)


def notices(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Write the letters in one act."""
    case = case_to_act_on(request, case_id)
    request.scope.need(WRITE_LETTER, case.area_id)
    found = considering(case, clock.today())
    form = NoticesForm(
        request.POST or None, parties=found.parties, initial={"version": _version(found)},
        posts=request.scope.named_posts(WRITE_LETTER, case.area_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act = partial(
            draft_notices, scope=request.scope, case_id=case.pk, to=form.to(), post_id=form.post_id,
            sent_key=form.sent_key,
        )  # fmt: skip
        said = "The letters are written. They have not been sent: open each, read it, and say how it went."
        done, _ = acted(request, form, act, said, (PAGE, case.pk), lambda: _version(found))
        if done:
            return done
    return form_page(request, case, form, "assessments/decision/notices.html", page=found)


def answer(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Write down what the family said."""
    case = case_to_act_on(request, case_id)
    carers = carers_on(case.person, clock.today())
    form = AnswerForm(
        request.POST or None, young_person=case.person.called,
        carers=[(str(one.carer_id), one.carer.called) for one in carers],
        initial={"version": _newest_version(case)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            record_answer, scope=request.scope, case_id=case.pk, version=told["version"] or None,
            on=told["on"], how=told["how"], carer_id=form.carer_id, words=told["words"], sent_key=form.sent_key,
        )  # fmt: skip
        done, _ = acted(
            request,
            form,
            act,
            "What they said is on record.",
            (PAGE, case.pk),
            lambda: _newest_version(case),
        )
        if done:
            return done
    return form_page(request, case, form, "assessments/decision/answer.html")


def _version(found: Considering) -> int:
    return found.row.version if found.row else 0


def _newest_version(case: Case) -> int:
    row = newest(case)
    return row.version if row is not None and row.ended_on is None else 0
