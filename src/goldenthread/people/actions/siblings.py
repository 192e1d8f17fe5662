"""Brothers and sisters: putting two children together, and taking them apart."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.people.actions.keeping import need_code, person_to_change
from goldenthread.people.models import Person, Sibling


@transaction.atomic
def add_sibling(*, scope: Scope, person_id: int, other_id: int, kind: str) -> Sibling:
    """Say that two children of the area are brothers or sisters. Said twice, it stands once."""
    person = person_to_change(scope, person_id)
    need_code("sibling", kind, "kind")
    other = Person.objects.visible_to(scope).kept().filter(pk=other_id, area=person.area_id).first()
    if other is None or other == person:
        raise UserError(
            "no_such_sibling", "There is no other child of the area with this reference.", "reference",
            "Check the reference on the record of the brother or sister. It looks like P-1024.",
        )  # fmt: skip
    first, second = sorted((person.pk, other.pk))
    pair, made = Sibling.objects.get_or_create(
        first_id=first, second_id=second, defaults={"kind": kind}
    )
    if not made and pair.kind != kind:
        raise UserError(
            "sibling_known", "They stand on each other’s record already, as something else.", "kind",
            "Remove that first, then add it as it is.",
        )  # fmt: skip
    if made:
        for child in (person, other):
            record(scope, "sibling.added", child)
    return pair


@transaction.atomic
def remove_sibling(*, scope: Scope, person_id: int, sibling_id: int) -> None:
    """Take two children apart: it was said by mistake. Removed already, it stays removed."""
    person = person_to_change(scope, person_id)
    pair = Sibling.objects.filter(Q(first=person) | Q(second=person), pk=sibling_id).first()
    if pair is None:
        return
    for child in (pair.first, pair.second):
        record(scope, "sibling.removed", child)
    pair.delete()
