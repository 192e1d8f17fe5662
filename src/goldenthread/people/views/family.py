"""Pages on which carers are added, changed and ended."""

from __future__ import annotations

from django.http import HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.people.actions import carers as actions
from goldenthread.people.forms.carers import AddCarerForm, ChangeCarerForm, carer_initial
from goldenthread.people.forms.family import EndForm
from goldenthread.people.protection import post_of_carer_hidden
from goldenthread.people.queries.choices import carers_of_siblings
from goldenthread.people.queries.kept import get_carer
from goldenthread.people.rules.codes import words_of
from goldenthread.people.views.editing import Now, Question, answered, child_to_edit

CARERS = "carers"


def add_carer(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Somebody more who cares for the child."""
    person = child_to_edit(request, person_id)
    form = AddCarerForm(request.POST or None, known=carers_of_siblings(request.scope, person))

    def act() -> str:
        actions.add_carer(
            scope=request.scope, person_id=person.pk, who=form.chosen(), tie=form.tie(),
            sent_key=form.sent_key,
        )  # fmt: skip
        return "The carer is on the record."

    question = Question("Add a carer", "Add the carer", CARERS)
    return answered(request, person, form, question, act)


def change_carer(request: ScopedRequest, person_id: int, carer_link_id: int) -> HttpResponse:
    """What is said of a carer."""
    person = child_to_edit(request, person_id)
    link = get_carer(person, carer_link_id)
    hidden = post_of_carer_hidden(request.scope, link.carer_id)
    form = ChangeCarerForm(request.POST or None, post_hidden=hidden, initial=carer_initial(link))

    def now() -> Now:
        form.take_version(link.carer.version)
        return [
            {"key": "Name", "value": link.carer.called},
            {"key": "What they are to the child", "value": words_of("relation", link.relation)},
            {"key": "Parental responsibility",
             "value": words_of("parental_responsibility", link.parental_responsibility)},
            {"key": "Restriction", "value": words_of("restriction", link.restriction)},
            {"key": "Gets letters", "value": "Yes" if link.gets_letters else "No"},
        ]  # fmt: skip

    def act() -> str:
        actions.change_carer(
            scope=request.scope, person_id=person.pk, link_id=link.pk, who=form.who(),
            tie=form.tie(), version=form.told_version(),
        )  # fmt: skip
        return "The carer is saved."

    question = Question(
        "Change a carer", "Save", CARERS,
        intro="Name, language, needs and post change on the records of all children whose carer this is.",
    )  # fmt: skip
    return answered(request, person, form, question, act, now)


def end_carer(request: ScopedRequest, person_id: int, carer_link_id: int) -> HttpResponse:
    """Until when somebody was a carer of the child."""
    person = child_to_edit(request, person_id)
    link = get_carer(person, carer_link_id)
    form = EndForm(request.POST or None)

    def act() -> str:
        actions.end_carer(
            scope=request.scope, person_id=person.pk, link_id=link.pk, ends_on=form.last_day
        )
        return "They are no carer of this child after that day."

    question = Question(
        "End a carer", "End", CARERS,
        intro=f"{link.carer.called} was a carer of the child until this day. After it they are told nothing.",
    )  # fmt: skip
    return answered(request, person, form, question, act)
