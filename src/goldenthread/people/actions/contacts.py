"""How a family is reached: adding a number or an address, preferring one, verifying one, and ending one."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions.family_links import look_at_contact
from goldenthread.people.actions.keeping import need_code, need_shown, person_to_change
from goldenthread.people.models import CarerLink, ContactPoint, Person
from goldenthread.people.protection import CONTACT, contact_hidden, contact_of_carer_hidden
from goldenthread.people.queries.carers import other_children
from goldenthread.people.queries.choices import carers_on
from goldenthread.people.rules.contacts import EXPECTED, tidy

LONGEST_HOW = 120


@transaction.atomic
def add_contact(
    *,
    scope: Scope,
    person_id: int,
    carer_id: int | None,
    kind: str,
    value: str,
    preferred: bool,
    today: date,
) -> ContactPoint:
    """Add a way to reach a carer of the child, or the child in person (no `carer_id`). One that is there already stays.

    Nobody has verified it yet, so no code goes there.
    """
    person = person_to_change(scope, person_id)
    need_shown(scope, person, CONTACT)
    if carer_id is not None and carer_id not in {
        link.carer_id for link in carers_on(person, today)
    }:
        raise UserError(
            "no_such_carer", "That is no carer of this child.", "whose", "Choose from the list."
        )
    if carer_id is not None and contact_of_carer_hidden(scope, carer_id):
        raise _hidden()
    need_code("contact_kind", kind, "kind")
    kept = tidy(kind, value)
    if kept is None:
        raise UserError("bad_contact", "That cannot be right.", "value", f"Enter {EXPECTED[kind]}.")
    owner = {"person": person} if carer_id is None else {"carer_id": carer_id}
    found = ContactPoint.objects.filter(kind=kind, value=kept, ended_on=None, **owner).first()
    if found is not None:
        return found
    made = ContactPoint.objects.create(kind=kind, value=kept, **owner)
    if preferred:
        _prefer(made)
    _record(scope, "contact.added", person, made, fields=("kind", "value"))
    return made


@transaction.atomic
def prefer_contact(*, scope: Scope, person_id: int, contact_id: int) -> ContactPoint:
    """Say that somebody wants to be reached here first."""
    person, point = _point(scope, person_id, contact_id)
    if not point.preferred:
        _prefer(point)
        _record(scope, "contact.preferred", person, point, fields=("preferred",))
    return point


@transaction.atomic
def verify_contact(
    *, scope: Scope, person_id: int, contact_id: int, how: str, on: date, today: date
) -> ContactPoint:
    """Say that it was made sure whose this is, and how: from then on codes may go there."""
    person, point = _point(scope, person_id, contact_id)
    said = " ".join(how.split())
    if not said or len(said) > LONGEST_HOW:
        raise UserError(
            "how_missing", f"Say how it was verified, in {LONGEST_HOW} characters or fewer.", "how",
            "For example: rang the number that the school has, and asked for the date of birth.",
        )  # fmt: skip
    if on > today:
        raise UserError("in_the_future", "That day has not come yet.", "on", "Check the day.")
    if (point.verified_on, point.verified_how) == (on, said):
        return point
    point.verified_on, point.verified_how, point.verified_by_id = on, said, scope.user_id
    point.save()
    _record(scope, "contact.verified", person, point, fields=("verified_on", "verified_how"))
    return point


@transaction.atomic
def end_contact(*, scope: Scope, person_id: int, contact_id: int, today: date) -> ContactPoint:
    """Say that nobody is reached here any more. Nothing goes there from now on."""
    person, point = _point(scope, person_id, contact_id)
    if point.ended_on is None:
        point.ended_on, point.preferred = today, False
        point.save()
        _record(scope, "contact.ended", person, point, fields=("ended_on",))
        look_at_contact(scope, point)
    return point


def _point(scope: Scope, person_id: int, contact_id: int) -> tuple[Person, ContactPoint]:
    """The child and a contact point of theirs, or of a carer of theirs, with its row locked."""
    person = person_to_change(scope, person_id)
    rows = ContactPoint.objects.select_for_update(of=("self",)).annotate(
        hidden=contact_hidden(scope)
    )
    found = rows.filter(pk=contact_id).first()
    if found is None or not _belongs(found, person):
        raise UserError("no_such_contact", "There is no such number or address on this record.")
    if found.hidden:
        raise _hidden()
    return person, found


def _record(
    scope: Scope, code: str, person: Person, point: ContactPoint, *, fields: tuple[str, ...]
) -> None:
    """An entry for the child, and for every other child of the same carer: the number is theirs too."""
    for child in (person, *other_children(point.carer_id, person)):
        record(scope, code, child, fields=fields)


def _hidden() -> NotAllowed:
    return NotAllowed(
        "How this family is reached is protected.",
        "Ask one of the posts that may see it to make the change.",
    )


def _belongs(point: ContactPoint, person: Person) -> bool:
    if point.person_id is not None:
        return point.person_id == person.pk
    return CarerLink.objects.filter(person=person, carer=point.carer_id).exists()


def _prefer(point: ContactPoint) -> None:
    ContactPoint.objects.filter(carer=point.carer_id, person=point.person_id).update(
        preferred=False
    )
    point.preferred = True
    point.save()
