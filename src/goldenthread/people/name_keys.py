"""The keys by which a child is found, from the names on record."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.people.models import NameKey, Person
from goldenthread.people.rules.names import keys_of

_NAMES = ("legal_forenames", "legal_surname", "used_forename", "used_surname")


def name_keys(person: Person, others: Iterable[Person] = ()) -> list[NameKey]:
    """The rows for a child's names, and those of the `others`, not saved."""
    names = [getattr(one, name) for one in (person, *others) for name in _NAMES]
    return [
        NameKey(person=person, area_id=person.area_id, kind=kind, key=key)
        for kind, key in sorted(keys_of(*names))
    ]


def rewrite(person: Person) -> None:
    """Make the stored rows those of the names on record: for actions, inside their transaction. Up to four queries.

    A record is found by the names of those that were merged into it, too.
    """
    others = Person.objects.filter(merged_into=person)
    wanted = {(row.kind, row.key): row for row in name_keys(person, others)}
    there = {(row.kind, row.key): row.pk for row in person.name_keys.all()}
    gone = [pk for pair, pk in there.items() if pair not in wanted]
    if gone:
        NameKey.objects.filter(pk__in=gone).delete()
    NameKey.objects.bulk_create(row for pair, row in wanted.items() if pair not in there)
