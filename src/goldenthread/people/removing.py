"""When a record has been kept for long enough. Rooms above say what of theirs hangs on a child, and what holds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.people.models import Person

RULE = "children"


@dataclass(frozen=True)
class Hanging:
    """What a room keeps about children.

    `remove` takes it away for records with these keys, inside a transaction; `holds` is a filter of the records that
    are kept on for its sake, whatever their age.
    """

    remove: Callable[[Sequence[int]], None]
    holds: Callable[[], Q]


_hanging: dict[str, Hanging] = {}


def register(room: str, hanging: Hanging) -> None:
    """Make known what hangs on a child's record; called once by its room when the product starts."""
    _hanging[room] = hanging


def hanging() -> list[Hanging]:
    """What all rooms keep about children."""
    return [_hanging[room] for room in sorted(_hanging)]


def children_due(day: date) -> QuerySet[Person]:
    """Records of everybody born on that day or before, without those that something holds.

    One that was merged goes with the record that it was merged into.
    """
    due = Person.objects.filter(born__lte=day, merged_into=None)
    for one in hanging():
        due = due.exclude(one.holds())
    return due.order_by("pk")
