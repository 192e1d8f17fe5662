"""What this room does with letters when a child's record goes, or is made one with another."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from goldenthread.messages.models import Letter
from goldenthread.people import merging, removing
from goldenthread.people.models import Person

ROOM = "letters"


def remove_letters(person_ids: Sequence[int]) -> None:
    """Remove the children's letters with every copy, sent or not; the caller records it with the child."""
    Letter.objects.filter(person__in=person_ids).delete()


def held_by_none() -> Q:
    """A letter keeps no record longer than its time: what is still to be done holds the case."""
    return Q(pk__in=())


def move_letters(kept: Person, gone: Person, shift: merging.Shift) -> None:
    """Move the letters of `gone`. Those that have not gone are judged again before they do, by both records' carers."""
    for letter in Letter.objects.select_for_update(of=("self",)).filter(person=gone):
        shift.set(letter, person_id=kept.pk)


def _nothing(_kept: Person, _gone: Person) -> None:
    """Nothing follows from whose letter it is."""


def register_letter_records() -> None:
    """Make their removal and their moving known below; called once when the product starts."""
    removing.register(ROOM, removing.Hanging(remove_letters, held_by_none))
    merging.register(ROOM, merging.Moving(move_letters, _nothing))
