"""Pages on how a family is reached, and on brothers and sisters."""

from __future__ import annotations

from django.http import HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.people.actions import contacts, siblings
from goldenthread.people.forms.family import ConfirmForm, ContactForm, SiblingForm, VerifyForm
from goldenthread.people.protection import CONTACT
from goldenthread.people.queries.choices import carers_on
from goldenthread.people.queries.kept import get_contact, get_sibling
from goldenthread.people.views.editing import Question, answered, child_to_edit

CONTACTS, SIBLINGS = "contacts", "siblings"


def add_contact(request: ScopedRequest, person_id: int) -> HttpResponse:
    """A further way to reach a carer, or the child in person."""
    person = child_to_edit(request, person_id, CONTACT)
    today = clock.today()
    carers = {str(link.carer_id): link.carer.called for link in carers_on(person, today)}
    form = ContactForm(request.POST or None, child=person.called, carers=list(carers.items()))

    def act() -> str:
        contacts.add_contact(
            scope=request.scope, person_id=person.pk, carer_id=form.carer_id,
            kind=form.cleaned_data["kind"], value=form.cleaned_data["value"],
            preferred=form.cleaned_data["preferred"], today=today,
        )  # fmt: skip
        return "It is on the record. Verify it before a code is sent there."

    question = Question("Add a number or an address", "Add it", CONTACTS)
    return answered(request, person, form, question, act)


def verify_contact(request: ScopedRequest, person_id: int, contact_id: int) -> HttpResponse:
    """How it was made sure whose a number or an address is."""
    person = child_to_edit(request, person_id)
    point = get_contact(request.scope, person, contact_id)
    form = VerifyForm(request.POST or None, initial={"on": clock.today()})

    def act() -> str:
        contacts.verify_contact(
            scope=request.scope, person_id=person.pk, contact_id=point.id,
            how=form.cleaned_data["how"], on=form.cleaned_data["on"], today=clock.today(),
        )  # fmt: skip
        return "It is verified. Codes may go there as long as its owner may be told."

    question = Question(
        "Verify a number or an address", "It is verified", CONTACTS,
        intro=f"{point.kind} {point.value}. Its owner, if they may be told, can then get codes that open pages "
        "about the child.",
    )  # fmt: skip
    return answered(request, person, form, question, act)


def prefer_contact(request: ScopedRequest, person_id: int, contact_id: int) -> HttpResponse:
    """Where somebody wants to be reached first."""
    person = child_to_edit(request, person_id)
    point = get_contact(request.scope, person, contact_id)

    def act() -> str:
        contacts.prefer_contact(scope=request.scope, person_id=person.pk, contact_id=point.id)
        return "They are reached there first."

    question = Question(
        "Reach them here first",
        "Reach them here first",
        CONTACTS,
        intro=f"{point.kind} {point.value}",
    )
    return answered(request, person, _confirm(request), question, act)


def end_contact(request: ScopedRequest, person_id: int, contact_id: int) -> HttpResponse:
    """That nobody is reached at a number or an address any more."""
    person = child_to_edit(request, person_id)
    point = get_contact(request.scope, person, contact_id)

    def act() -> str:
        contacts.end_contact(
            scope=request.scope, person_id=person.pk, contact_id=point.id, today=clock.today()
        )
        return "Nothing goes there any more."

    question = Question(
        "Stop using a number or an address", "Stop using it", CONTACTS,
        intro=f"{point.kind} {point.value}. Nothing goes there any more, and it cannot be taken up again: add it anew.",
    )  # fmt: skip
    return answered(request, person, _confirm(request), question, act)


def add_sibling(request: ScopedRequest, person_id: int) -> HttpResponse:
    """A brother or sister who has a record."""
    person = child_to_edit(request, person_id)
    form = SiblingForm(request.POST or None)

    def act() -> str:
        siblings.add_sibling(
            scope=request.scope, person_id=person.pk, other_id=form.other_id,
            kind=form.cleaned_data["kind"],
        )  # fmt: skip
        return "They stand on each other’s record."

    question = Question("Add a brother or sister", "Add them", SIBLINGS)
    return answered(request, person, form, question, act)


def remove_sibling(request: ScopedRequest, person_id: int, sibling_id: int) -> HttpResponse:
    """That two children are not brothers or sisters after all."""
    person = child_to_edit(request, person_id)
    pair = get_sibling(request.scope, person, sibling_id)

    def act() -> str:
        siblings.remove_sibling(scope=request.scope, person_id=person.pk, sibling_id=pair.id)
        return "They stand on each other’s record no more."

    question = Question(
        "Remove a brother or sister", "Remove", SIBLINGS,
        intro=f"{pair.name}, {pair.kind.lower()}. For what was said by mistake. Both records stay.",
    )  # fmt: skip
    return answered(request, person, _confirm(request), question, act)


def _confirm(request: ScopedRequest) -> ConfirmForm:
    """Bound by being sent at all: it has no fields."""
    return ConfirmForm(request.POST if request.method == "POST" else None)
