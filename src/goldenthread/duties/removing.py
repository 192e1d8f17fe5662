"""What this room keeps about a child when the record is due to go: cases, with their events and their ledger."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from goldenthread.duties.models import Case
from goldenthread.people.removing import Hanging, register


def remove_cases(person_ids: Sequence[int]) -> None:
    """Remove the children's cases; the caller records it with the child."""
    Case.objects.filter(person__in=person_ids).delete()


def held_by_cases() -> Q:
    """Children with a case that is open, whatever their age: somebody is still at work."""
    return Q(Exists(Case.objects.filter(person=OuterRef("pk"), closed_on=None)))


def register_removing() -> None:
    register("duties", Hanging(remove_cases, held_by_cases))
