"""What this room does with messages from families when a child's record goes, or is made one with another."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from goldenthread.documents.uploads import register_owner
from goldenthread.messages.actions.families import OWNER, remove_messages
from goldenthread.messages.models import FamilyMessage
from goldenthread.messages.queries.families import may_read
from goldenthread.people import merging, removing
from goldenthread.people.models import Person

ROOM = "family_messages"


def _remove(person_ids: Sequence[int]) -> None:
    remove_messages(person_ids=person_ids)


def _held_by_none() -> Q:
    """A message keeps no record longer than its time."""
    return Q(pk__in=())


def _move(kept: Person, gone: Person, shift: merging.Shift) -> None:
    for message in FamilyMessage.objects.select_for_update(of=("self",)).filter(person=gone):
        shift.set(message, person_id=kept.pk)


def _nothing(_kept: Person, _gone: Person) -> None:
    """Nothing follows from whose message it is."""


def register_family_messages() -> None:
    """Make files of messages, their removal and their moving known below; called once when the product starts."""
    register_owner(OWNER, may_read, from_links=True, with_record=True)
    removing.register(ROOM, removing.Hanging(_remove, _held_by_none))
    merging.register(ROOM, merging.Moving(_move, _nothing))
