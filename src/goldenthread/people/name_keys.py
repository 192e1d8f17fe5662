"""The keys by which a child is found, from the names on record."""

from __future__ import annotations

from goldenthread.people.models import NameKey, Person
from goldenthread.people.rules.names import keys_of


def name_keys(person: Person) -> list[NameKey]:
    """The rows for a child's names, not saved."""
    names = (
        person.legal_forenames, person.legal_surname, person.used_forename, person.used_surname,
    )  # fmt: skip
    return [
        NameKey(person=person, area_id=person.area_id, kind=kind, key=key)
        for kind, key in sorted(keys_of(*names))
    ]


def rewrite(person: Person) -> None:
    """Make the stored rows those of the names on record: for actions, inside their transaction. Up to three queries."""
    wanted = {(row.kind, row.key): row for row in name_keys(person)}
    there = {(row.kind, row.key): row.pk for row in person.name_keys.all()}
    gone = [pk for pair, pk in there.items() if pair not in wanted]
    if gone:
        NameKey.objects.filter(pk__in=gone).delete()
    NameKey.objects.bulk_create(row for pair, row in wanted.items() if pair not in there)
