"""Recording what happened in a case, and setting aside what was recorded in error."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed
from goldenthread.core.months import day_words
from goldenthread.duties.actions import events
from goldenthread.duties.actions.keeping import RECORD, Doubtful
from goldenthread.duties.forms.cases import SetAsideForm
from goldenthread.duties.forms.events import EventForm
from goldenthread.duties.models import Case
from goldenthread.duties.permissions import need_whole_case
from goldenthread.duties.queries.cases import events_beside, events_of, get_case, get_event
from goldenthread.duties.queries.ledger import duties_of
from goldenthread.duties.rules.events import event_words, is_kind, topics
from goldenthread.duties.rules.recording import called_for
from goldenthread.duties.rules.telling import FAMILY
from goldenthread.duties.views.submitting import acted, form_page


def history(request: ScopedRequest, case_id: int) -> HttpResponse:
    """All that is recorded of a case, with what was set aside and why."""
    case = get_case(request.scope, case_id)
    need_whole_case(request.scope, case)
    rows = events_of(case, set_aside=True, items_for=request.scope)
    record_read(request.scope, case)
    may = request.scope.has(RECORD, case.area_id)
    context = {"case": case, "rows": rows, "may_record": may}
    return render(request, "duties/events.html", context)


def choose(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Choose what happened: first what the duties that wait call for, then all of it by topic."""
    case = _to_record(request, case_id)
    waiting = [row.rule for row in duties_of(case) if row.state.waits and row.owner != FAMILY]
    record_read(request.scope, case)
    context = {"case": case, "topics": topics(), "called_for": called_for(waiting)}
    return render(request, "duties/choose.html", context)


def add(request: ScopedRequest, case_id: int, kind: str) -> HttpResponse:
    """Say on which day it happened, and what belongs to it."""
    case = _to_record(request, case_id)
    if not is_kind(kind):
        raise Http404("Nothing of this kind can be recorded.")
    form = EventForm(request.POST or None, kind=kind, initial={"version": case.version})
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        act = partial(
            events.record_event,
            scope=request.scope, case_id=case.pk, version=form.cleaned_data["version"],
            given=form.given(), confirmed=form.confirms,
        )  # fmt: skip
        try:
            done = acted(request, case, form, act, "It is recorded.")
        except Doubtful as doubt:
            form.show_doubts(doubt)
            doubts, done = doubt.doubts, None
        if done:
            return done
    return form_page(
        request, case, form, event_words(kind), "Record it",
        template="duties/event_form.html", doubts=doubts, back="duties:add_event",
    )  # fmt: skip


def set_aside(request: ScopedRequest, case_id: int, event_id: int) -> HttpResponse:
    """Set aside what was recorded in error."""
    case = get_case(request.scope, case_id)
    request.scope.need(RECORD, case.area_id)
    event = get_event(case, event_id)
    if not event.stands:
        raise NotAllowed("This has been set aside already.", "Its page says why.")
    beside = [f"{one.words}, {day_words(one.on)}" for one in events_beside(case, event_id)]
    form = SetAsideForm(request.POST or None, initial={"version": case.version}, beside=beside)
    if request.method == "POST" and form.is_valid():
        act = partial(
            events.set_aside_event,
            scope=request.scope, case_id=case.pk, version=form.cleaned_data["version"],
            event_id=event.id, why=form.cleaned_data["why"], together=form.together,
        )  # fmt: skip
        done = acted(request, case, form, act, "It is set aside and counts for nothing.")
        if done:
            return done
    return form_page(
        request, case, form, "Set aside what was recorded in error", "Set it aside", event=event
    )


def _to_record(request: ScopedRequest, case_id: int) -> Case:
    """The case, if the person may record in it and it is open."""
    case = get_case(request.scope, case_id)
    request.scope.need(RECORD, case.area_id)
    # What was typed before somebody closed it is not thrown away: the action says what is wrong.
    if request.method != "POST" and case.closed_on is not None:
        raise NotAllowed(
            f"{case.reference} is closed.",
            "Reopen it, or open another case if the child needs one.",
        )
    return case
