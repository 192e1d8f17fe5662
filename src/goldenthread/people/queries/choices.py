"""What forms about a child's family and rights offer to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import CarerLink, Person, Sibling
from goldenthread.people.queries.carers import NO_RESTRICTION
from goldenthread.people.rules.codes import words_of


@dataclass(frozen=True)
class KnownCarer:
    """A carer of a brother or sister: their name, of whom they are what, and what restricts them there."""

    carer_id: int
    name: str
    of: str


def carers_of_siblings(scope: Scope, person: Person) -> tuple[KnownCarer, ...]:
    """Carers of today of the brothers and sisters whose record the scope may see, and not of this child yet."""
    today = clock.today()
    pairs = Sibling.objects.filter(Q(first=person) | Q(second=person))
    others = {key for pair in pairs.values_list("first", "second") for key in pair} - {person.pk}
    seen = Person.objects.visible_to(scope).filter(pk__in=others, area=person.area_id)
    links = (
        CarerLink.objects.on(today)
        .filter(person__in=seen.values("pk"), carer__area=person.area_id)
        .exclude(carer__in=CarerLink.objects.on(today).filter(person=person).values("carer"))
        .select_related("carer", "person")
        .order_by("carer__surname", "carer__forename", "pk")
    )
    earlier = CarerLink.objects.filter(person=person).exclude(restriction=NO_RESTRICTION)
    here = dict(earlier.order_by("pk").values_list("carer", "restriction"))
    found: dict[int, KnownCarer] = {}
    for link in links:
        words = f"{words_of('relation', link.relation)} of {link.person.called}"
        if link.restriction != NO_RESTRICTION:
            words += f". Restricted there: {words_of('restriction', link.restriction).lower()}"
        if before := here.get(link.carer_id):
            words += f". Restricted here before: {words_of('restriction', before).lower()}"
        found.setdefault(link.carer_id, KnownCarer(link.carer_id, link.carer.called, words))
    return tuple(found.values())


def carers_on(person: Person, day: date) -> list[CarerLink]:
    """The links of a child that held on that day, with their carers. One query."""
    return list(
        CarerLink.objects.on(day)
        .filter(person=person)
        .select_related("carer")
        .order_by("carer__surname", "carer__forename", "pk")
    )
