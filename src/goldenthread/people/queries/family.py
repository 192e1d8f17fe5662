"""Who cares for a child, how the family is reached, and the child's brothers and sisters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import CarerLink, ContactPoint, Person, Sibling
from goldenthread.people.protection import contact_hidden
from goldenthread.people.queries.carers import CarerRow, ContactRow, carer_row, contact_row
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.recipients import Tie

UNSEEN_SIBLING = "A brother or sister whose record you may not open"


@dataclass(frozen=True)
class Family:
    """The carers, those of today first, and how the child is reached in person."""

    carers: tuple[CarerRow, ...]
    contacts: tuple[ContactRow, ...]
    contacts_hidden: bool

    @property
    def current(self) -> tuple[CarerRow, ...]:
        """The carers of today."""
        return tuple(carer for carer in self.carers if carer.holds)


@dataclass(frozen=True)
class SiblingRow:
    """A brother or sister. `person_id` is None, and `name` says so, where the scope may not open their record."""

    id: int
    person_id: int | None
    name: str
    kind: str


def family_of(scope: Scope, person: Person) -> Family:
    """The carers of a child that the scope may see, with every contact point that is not hidden. Two queries.

    Contact points are hidden where the contact of any child of the same carer is protected from the scope: one grown-up
    has one number, whichever record it is read in.
    """
    links = CarerLink.objects.filter(person=person).select_related("carer")
    return family_from(links, points_of(scope, person).select_related("verified_by"))


def points_of(scope: Scope, person: Person) -> QuerySet[ContactPoint]:
    """The contact points of a child and of its carers; each says whether it is `hidden` from the scope."""
    carers = CarerLink.objects.filter(person=person).values("carer")
    found = ContactPoint.objects.filter(Q(person=person) | Q(carer__in=carers), ended_on=None)
    return found.annotate(hidden=contact_hidden(scope))


def family_from(links: Iterable[CarerLink], points: Iterable[ContactPoint]) -> Family:
    """The same from what was read: a child's links with their carers, and `points_of`, each in its order."""
    today = clock.today()
    shown: dict[int | None, list[ContactRow]] = defaultdict(list)
    hidden: set[int | None] = set()
    for point in points:
        if point.hidden:  # type: ignore[attr-defined]  # annotated above
            hidden.add(point.carer_id)
        else:
            shown[point.carer_id].append(contact_row(point))
    rows = [
        carer_row(link, tuple(shown[link.carer_id]), link.carer_id in hidden, today)
        for link in links
    ]
    rows.sort(key=lambda row: not row.holds)
    return Family(tuple(rows), tuple(shown[None]), None in hidden)


def carers_of(scope: Scope, person: Person) -> tuple[CarerRow, ...]:
    """The carers of today, with their contact points. Two queries."""
    return family_of(scope, person).current


def siblings_of(scope: Scope, person: Person) -> tuple[SiblingRow, ...]:
    """Brothers and sisters; named only where the scope may see their record. One query."""
    return siblings_from(pairs_of(scope, person).select_related("first", "second"), person)


def pairs_of(scope: Scope, person: Person) -> QuerySet[Sibling]:
    """A child's pairs; each says whether the other's record is `seen` by the scope. None with a merged record."""
    found = Sibling.objects.filter(
        Q(first=person) | Q(second=person), first__merged_into=None, second__merged_into=None
    )
    other = Case(When(first=person, then=F("second")), default=F("first"))
    seen = Exists(Person.objects.visible_to(scope).filter(pk=OuterRef("other")))
    return found.annotate(other=other).annotate(seen=seen)


def siblings_from(pairs: Iterable[Sibling], person: Person) -> tuple[SiblingRow, ...]:
    """The same from `pairs_of`, read with the names of both."""
    return tuple(_sibling(pair, person) for pair in pairs)


def ties_of(carers: Iterable[CarerRow]) -> tuple[Tie, ...]:
    """Carers as `rules.recipients` asks for them."""
    return tuple(carer.tie for carer in carers)


def _sibling(pair: Sibling, person: Person) -> SiblingRow:
    other = pair.second if pair.first_id == person.pk else pair.first
    kind = words_of("sibling", pair.kind)
    if not pair.seen:  # type: ignore[attr-defined]  # annotated above
        return SiblingRow(pair.pk, None, UNSEEN_SIBLING, kind)
    return SiblingRow(pair.pk, other.pk, other.called, kind)
