"""Opening a child's record in an emergency. What hangs on the child, such as a case, is read through the child."""

from __future__ import annotations

import re

from django.db.models import Q
from django.urls import reverse

from goldenthread.access.break_glass.kinds import Found, Openable, register
from goldenthread.access.scope import RecordKey, Scope
from goldenthread.people.models import Person
from goldenthread.people.permissions import KIND

_REFERENCE = re.compile(r"P[-\s]?([0-9]{1,9})", re.IGNORECASE)


def reference_of(person_id: int) -> str:
    """What stands for a child outside the record: `P-12`."""
    return f"P-{person_id}"


def find(reference: str) -> Found | None:
    """The child of that reference: one query, whether or not there is one."""
    read = _REFERENCE.fullmatch(reference.strip())
    row = Person.objects.filter(pk=int(read[1]) if read else 0).values_list("pk", "area_id").first()
    return Found(*row) if row else None


def opens(person_id: int) -> frozenset[RecordKey]:
    """The record, with the one that it was merged into. Nothing where there is no such record any more.

    What is protected of it stays hidden: `protection.hidden_from`.
    """
    keys = Person.objects.filter(Q(pk=person_id) | Q(merged_from=person_id))
    found = frozenset((KIND, key) for key in keys.values_list("pk", flat=True))
    return found if (KIND, person_id) in found else frozenset()


def _seen(scope: Scope, person_id: int) -> bool:
    return Person.objects.visible_to(scope).filter(pk=person_id).exists()


def _href(person_id: int) -> str:
    return reverse("workspace:record", args=[person_id])


def register_kinds() -> None:
    register(
        Openable(
            kind=KIND,
            title="Record of a child or young person, with the case",
            example="P-12",
            owner_right="person.merge",
            find=find,
            reference=reference_of,
            seen=_seen,
            opens=opens,
            href=_href,
        )
    )
