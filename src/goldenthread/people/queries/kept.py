"""One thing kept of a family or of its rights, for the page on which it is changed. The child comes from a scope."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.people.models import CarerLink, Person
from goldenthread.people.queries.carers import ContactRow, contact_row
from goldenthread.people.queries.family import SiblingRow, points_of, siblings_of
from goldenthread.people.queries.protections import ProtectionRow, protections_of
from goldenthread.people.queries.rights import CapacityRow, capacity_of

T = TypeVar("T", SiblingRow, CapacityRow, ProtectionRow)


def get_carer(person: Person, link_id: int) -> CarerLink:
    """A carer of the child; Http404 where the record has none of that key."""
    found = CarerLink.objects.select_related("carer").filter(person=person, pk=link_id).first()
    if found is None:
        raise Http404("There is no such carer on this record.")
    return found


def get_contact(scope: Scope, person: Person, contact_id: int) -> ContactRow:
    """A contact point that is in use; Http404 where there is none of that key, NotAllowed where it is protected."""
    found = points_of(scope, person).select_related("verified_by").filter(pk=contact_id).first()
    if found is None:
        raise Http404("There is no such number or address on this record.")
    if found.hidden:  # type: ignore[attr-defined]  # annotated by points_of
        raise NotAllowed(
            "How this family is reached is protected.",
            "Ask one of the posts that may see it to make the change.",
        )
    return contact_row(found)


def get_sibling(scope: Scope, person: Person, sibling_id: int) -> SiblingRow:
    """A pair of brothers or sisters that the child is one of; Http404 where there is none of that key."""
    return _of_key(siblings_of(scope, person), sibling_id)


def get_note(person: Person, note_id: int, today: date) -> CapacityRow:
    """A note on a decision; Http404 where the record has none of that key."""
    return _of_key(capacity_of(person, today), note_id)


def get_protection(scope: Scope, person: Person, protection_id: int, today: date) -> ProtectionRow:
    """What is protected today; Http404 where nothing of that key is."""
    return _of_key(protections_of(scope, person, today), protection_id)


def _of_key(rows: tuple[T, ...], key: int) -> T:
    found = next((row for row in rows if row.id == key), None)
    if found is None:
        raise Http404("There is no such thing on this record.")
    return found
