"""Taking a request in: for a child who has a record, or for one who gets one now."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.actions import taking_in as actions
from goldenthread.assessments.actions.taking_in import NewChild, Taking
from goldenthread.assessments.forms.taking_in import NewChildForm, TakeInForm
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.matching import said_identity
from goldenthread.assessments.queries.requests import offered_for, offered_for_new
from goldenthread.assessments.queries.rounds import preview
from goldenthread.assessments.views.parts import acted, form_page, request_to_act_on
from goldenthread.duties.queries.cases import open_case_of
from goldenthread.people.actions.persons import AlreadyKnown, MayBeKnown
from goldenthread.people.queries.duplicates import ranked
from goldenthread.people.queries.persons import get_person
from goldenthread.people.queries.searching import rows_of
from goldenthread.people.rules.identity import STORED

DONE = "The request is taken in, and its clock runs from the day of receipt."
JOINED = "The request has joined what is open already. The clock was not started anew."


def take_in(request: ScopedRequest, request_id: int, person_id: int) -> HttpResponse:
    """This is that child: what the request does to the clock is said before."""
    asked = request_to_act_on(request, request_id)
    person = get_person(request.scope, person_id)
    case = open_case_of(request.scope, person)
    offered = offered_for(request.scope, asked, person, case)
    form = TakeInForm(request.POST or None, asked=asked, offered=offered)
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        taking = Taking(child=person.pk, **form.told())
        act = partial(
            actions.take_in, scope=request.scope, request_id=asked.pk,
            version=form.cleaned_data["version"], taking=taking, confirmed=form.confirms,
        )  # fmt: skip
        done, doubts = acted(request, asked, form, act, DONE, JOINED)
        if done:
            return done
    record_read(request.scope, person)
    return form_page(
        request, asked, form, "Take in for this child", "Take it in",
        template="assessments/take_in.html", person=person, doubts=doubts,
        preview=preview(asked, case, person),
    )  # fmt: skip


def new_child(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Add the child and take the request in. Who may be the same child already is shown first."""
    asked = request_to_act_on(request, request_id)
    area = asked.area
    said = said_identity(asked)
    names = {"legal_forenames": asked.child_forenames, "legal_surname": asked.child_surname}
    shown = {name: getattr(said, name) for name in STORED} if said else names
    form = NewChildForm(
        request.POST or None, asked=asked, offered=offered_for_new(request.scope, asked), initial=shown,
        areas=[(str(asked.area_id), area.name if area else "")],
    )  # fmt: skip
    more: dict[str, Any] = {"twins": (), "known": None, "doubts": []}
    if request.method == "POST" and form.is_valid():
        act = partial(_added, request, asked, form, more)
        done, more["doubts"] = acted(request, asked, form, act, DONE, JOINED)
        if done:
            return done
    return form_page(
        request, asked, form, "Add the child and take it in", "Add this child and take it in",
        template="assessments/new_child.html", **more,
    )  # fmt: skip


def _added(
    request: ScopedRequest, asked: Request, form: NewChildForm, more: dict[str, Any]
) -> Request:
    """Take it in for a new child; whom it may be already goes to the page, and is a reading of them."""
    child = NewChild(form.identity(), form.not_these())
    try:
        return actions.take_in(
            scope=request.scope, request_id=asked.pk, version=form.cleaned_data["version"],
            taking=Taking(child=child, **form.told()), confirmed=form.confirms,
        )  # fmt: skip
    except MayBeKnown as problem:
        ids = [twin.pk for twin in problem.twins]
        form.ask_whether_another(ids)
        alike = ranked(form.identity(), problem.twins)
        more["twins"] = rows_of([twin for twin, _ in alike])
        more["matches"] = {twin.pk: match for twin, match in alike}
        record_list_read(request.scope, "person", ids, ["twins"], area_id=asked.area_id)
        raise
    except AlreadyKnown as problem:
        more["known"] = problem.person
        record_read(request.scope, problem.person)
        raise
