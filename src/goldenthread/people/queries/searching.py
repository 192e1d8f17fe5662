"""Finding a child: by name however it is spelt, date of birth, number or reference."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from django.db.models import Case, Q, Value, When
from django.db.models.expressions import Combinable

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.coordinators import coordinators_of
from goldenthread.people.models import NameKey, Person, SettingStay
from goldenthread.people.models.person import PersonQuerySet
from goldenthread.people.permissions import ALL, OF_NETWORK, OF_SETTING
from goldenthread.people.protection import SETTING, protected
from goldenthread.people.queries.places import stay_name
from goldenthread.people.rules.likeness import day_and_month_swapped
from goldenthread.people.rules.names import SOUND, WORD, NameKeyPair, sounds_of, typed_keys
from goldenthread.people.rules.searching import REFERENCE

MOST = 50
MOST_TWINS = 10
_SHORTEST_BEGINNING = 3
_MOST_WORDS = 6


@dataclass(frozen=True)
class Sought:
    """What a person looks for: a child to whom all that is given applies. `number` is of any kind, as it is kept."""

    name: str = ""
    born: date | None = None
    number: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what is given."""
        given = {"name": self.name, "born": self.born, "number": self.number}
        return tuple(name for name, value in given.items() if value)


@dataclass(frozen=True)
class FoundRow:
    """A child in a list. `legal_name` is empty where the child goes by it; `setting` where none is known."""

    id: int
    reference: str
    listed: str
    legal_name: str
    born: date
    died_on: date | None
    setting: str
    setting_protected: bool
    coordinator: str


@dataclass(frozen=True)
class Found:
    """Up to 50 children, those whose name is spelt like that first; `more`: there are others."""

    rows: tuple[FoundRow, ...]
    more: bool


def areas_searched(scope: Scope) -> frozenset[int]:
    """The areas in which the scope may read the record of any child."""
    return frozenset().union(*(scope.areas_with(right) for right in (ALL, OF_SETTING, OF_NETWORK)))


def search(scope: Scope, sought: Sought) -> Found:
    """The children whom the scope may see and to whom all of `sought` applies. Four queries at most."""
    found = Person.objects.visible_to(scope).kept()
    if sought.born is not None:
        found = found.filter(born=sought.born)
    if sought.number:
        found = found.filter(_numbered(sought.number))
    if sought.name:
        found = _named(found, sought.name, areas_searched(scope))
    else:
        found = found.order_by("legal_surname", "legal_forenames", "pk")
    people = list(found[: MOST + 1])
    return Found(rows_of(people[:MOST]), len(people) > MOST)


def possible_twins(
    scope: Scope,
    area_id: int,
    *,
    surnames: Collection[str],
    born: date,
    numbers: Collection[str] = (),
    but: int | None = None,
) -> list[Person]:
    """Children of the area who may be this one, other than `but`. One query.

    They have a name that sounds like the surname and the same date of birth, or one with day and month the other way
    round; or one of the numbers.
    """
    sounds = frozenset().union(*(sounds_of(name) for name in surnames))
    alike = NameKey.objects.filter(area=area_id, kind=SOUND, key__in=sounds).values("person")
    same = Q(born__in=[born, *day_and_month_swapped(born)], pk__in=alike)
    for number in numbers:
        same |= _numbered(number)
    found = Person.objects.visible_to(scope).kept().filter(same, area=area_id)
    if but is not None:
        found = found.exclude(pk=but)
    return list(found.order_by("pk")[:MOST_TWINS])


def rows_of(people: Sequence[Person]) -> tuple[FoundRow, ...]:
    """Each child with setting and coordinator: three queries, whatever their number. A list shows nothing protected."""
    ids = [person.pk for person in people]
    hidden = protected(ids) if ids else {}
    settings = _settings_of([pk for pk in ids if SETTING not in hidden.get(pk, frozenset())])
    coordinators = coordinators_of(ids) if ids else {}
    return tuple(
        FoundRow(
            id=person.pk,
            reference=person.reference,
            listed=person.listed,
            legal_name="" if person.listed == _legal(person) else _legal(person),
            born=person.born,
            died_on=person.died_on,
            setting=settings.get(person.pk, ""),
            setting_protected=SETTING in hidden.get(person.pk, frozenset()),
            coordinator=coordinators.get(person.pk, ""),
        )
        for person in people
    )


def _legal(person: Person) -> str:
    return f"{person.legal_surname}, {person.legal_forenames}"


def _settings_of(person_ids: Sequence[int]) -> dict[int, str]:
    """Where each child learns today; of two settings, the first."""
    if not person_ids:
        return {}
    stays = SettingStay.objects.on(clock.today()).filter(person__in=person_ids)
    rows = stays.select_related("organisation").order_by("-rank", "pk")
    return {row.person_id: stay_name(row) for row in rows}


def _numbered(number: str) -> Q:
    reference = REFERENCE.fullmatch(number)
    if reference is not None:
        key = int(reference[1])
        return Q(pk=key) | Q(pk__in=Person.objects.filter(pk=key).values("merged_into"))
    return Q(upn=number) | Q(former_upn=number) | Q(uln=number) | Q(nhs_number=number)


def _named(found: PersonQuerySet, name: str, areas: Collection[int]) -> PersonQuerySet:
    """Those who have each of the words, or one that sounds like it; the more are spelt like that, the earlier."""
    exact: list[Combinable] = []
    for keys in typed_keys(name)[:_MOST_WORDS]:
        rows = NameKey.objects.filter(area__in=areas)
        words = Q(kind=WORD, key__in=_of_kind(keys, WORD))
        alike = words | Q(kind=SOUND, key__in=_of_kind(keys, SOUND))
        for word in _of_kind(keys, WORD):
            if len(word) >= _SHORTEST_BEGINNING:
                alike |= Q(kind=WORD, key__startswith=word)
        found = found.filter(pk__in=rows.filter(alike).values("person"))
        same = rows.filter(words).values("person")
        exact.append(Case(When(pk__in=same, then=Value(1)), default=Value(0)))
    if not exact:
        return found.none()
    ranked = found.annotate(exact=reduce(add, exact))
    return ranked.order_by("-exact", "legal_surname", "legal_forenames", "pk")


def _of_kind(keys: Collection[NameKeyPair], kind: str) -> list[str]:
    return sorted(key for found, key in keys if found == kind)
