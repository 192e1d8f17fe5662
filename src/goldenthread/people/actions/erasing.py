"""Removes children's records that have been kept for long enough, with all that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.people.actions.family_links import end_of_records
from goldenthread.people.models import Carer, Merge, Person
from goldenthread.people.removing import hanging


def erase_children(scope: Scope, persons: Sequence[Person]) -> None:
    """Remove each with its cases, and carers who are left without a child. Inside the caller's transaction.

    The entries of the audit trail stay: they hold keys, which lead to nobody any more.
    """
    keys = _with_merged([person.pk for person in persons])
    end_of_records(scope, keys)
    for one in hanging():
        one.remove(keys)
    carers = list(
        Carer.objects.filter(
            Q(links__person__in=keys)
            | Q(consents__person__in=keys)
            | Q(represents__person__in=keys)
        )
        .distinct()
        .values_list("pk", flat=True)
    )
    for person in persons:
        record(scope, "person.erased", person, area_id=person.area_id)
    Merge.objects.filter(Q(kept__in=keys) | Q(gone__in=keys)).delete()
    # They protect one another, even from going together.
    Person.objects.filter(pk__in=keys).update(merged_into=None)
    Person.objects.filter(pk__in=keys).delete()
    Carer.objects.filter(pk__in=carers, links=None, consents=None, represents=None).delete()


def _with_merged(keys: list[int]) -> list[int]:
    """These records and all that were merged into them, one after another."""
    found, last = list(keys), list(keys)
    while last:
        last = list(Person.objects.filter(merged_into__in=last).values_list("pk", flat=True))
        found += last
    return found
