"""Who decides for a child, what was agreed to, and whether a young person can take a decision."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.people.actions import rights as actions
from goldenthread.people.forms.family import EndForm
from goldenthread.people.forms.rights import CapacityForm, ConsentForm
from goldenthread.people.permissions import can_edit, can_protect, need_whole
from goldenthread.people.queries.family import carers_of
from goldenthread.people.queries.givers import givers_of, may_stand_in
from goldenthread.people.queries.kept import get_note
from goldenthread.people.queries.persons import get_person
from goldenthread.people.queries.rights import letters_go_to, rights_holder, rights_of
from goldenthread.people.rules.purposes import purpose_rules, purposes
from goldenthread.people.rules.rights import capacity_asked
from goldenthread.people.views.editing import Question, answered, child_to_edit

RIGHTS = "rights"


def rights(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Who decides, to whom letters go, every answer with its history, notes on decisions, and what is protected."""
    person = get_person(request.scope, person_id)
    need_whole(request.scope, person)
    today = clock.today()
    found = rights_of(request.scope, person, today)
    carers = carers_of(request.scope, person)
    record(request.scope, "person.rights_read", person)
    context = {
        "person": person,
        "rights": found,
        "letters": letters_go_to(person, carers, found.family, today),
        "duty": purpose_rules()["duty"],
        "capacity_asked": capacity_asked(person.born, today),
        "may_edit": can_edit(request.scope, person),
        "may_protect": can_protect(request.scope, person),
        "may_merge": request.scope.has("person.merge", person.area_id),
    }
    return render(request, "people/rights.html", context)


def answer_consent(request: ScopedRequest, person_id: int, purpose: str) -> HttpResponse:
    """An answer for one purpose."""
    person = child_to_edit(request, person_id)
    asked = purposes().get(purpose)
    if asked is None:
        raise Http404("Nobody is asked for this.")
    today = clock.today()
    form = ConsentForm(request.POST or None, givers=givers_of(person, today), initial={"on": today})

    def act() -> str:
        actions.answer_consent(
            scope=request.scope, person_id=person.pk, purpose=asked.code,
            answer=form.cleaned_data["answer"], carer_id=form.carer_id,
            how=form.cleaned_data["how"], on=form.cleaned_data["on"], today=today,
        )  # fmt: skip
        return "The answer is on the record."

    question = Question(
        asked.title, "Save the answer", RIGHTS,
        intro=f"“{asked.words}”\n\n{rights_holder(person, today).sentence}",
        notes=(f"{asked.kind}: {asked.source}.", purpose_rules()["duty"]),
    )  # fmt: skip
    return answered(request, person, form, question, act)


def note_capacity(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Whether the young person can take one decision."""
    person = child_to_edit(request, person_id)
    today = clock.today()
    form = CapacityForm(
        request.POST or None, carers=may_stand_in(person, today), initial={"on": today}
    )

    def act() -> str:
        actions.note_capacity(
            scope=request.scope, person_id=person.pk, matter=form.cleaned_data["matter"],
            has_capacity=form.can_decide, judged_by=form.cleaned_data["judged_by"],
            representative_id=form.representative_id, on=form.cleaned_data["on"], today=today,
            covers_case=form.covers_case,
        )  # fmt: skip
        return "The note is on the record."

    question = Question(
        "Note whether a decision can be taken", "Save the note", RIGHTS,
        intro="Everybody can decide until the contrary is shown, and for this one decision at this time only "
        "(Mental Capacity Act 2005, sections 1 to 3).",
    )  # fmt: skip
    return answered(request, person, form, question, act)


def end_capacity(request: ScopedRequest, person_id: int, note_id: int) -> HttpResponse:
    """Until when a note on a decision held."""
    person = child_to_edit(request, person_id)
    note = get_note(person, note_id, clock.today())
    form = EndForm(request.POST or None)

    def act() -> str:
        actions.end_capacity(
            scope=request.scope, person_id=person.pk, note_id=note.id, ends_on=form.last_day
        )
        return "The note holds until that day."

    question = Question("End a note on a decision", "End", RIGHTS, intro=note.matter)
    return answered(request, person, form, question, act)
