"""Records that may be of one child: found in an area, ranked, and set side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from goldenthread.access.scope import Scope
from goldenthread.people.models import Address, NotSame, Person
from goldenthread.people.protection import ADDRESS, protected
from goldenthread.people.rules.identity import STORED, Identity
from goldenthread.people.rules.matching import Facts, Match, match
from goldenthread.people.rules.names import SOUND

MERGE = "person.merge"
LOOKED_AT, SHOWN = 2_000, 50
_FACTS = (
    "legal_forenames", "legal_surname", "used_forename", "used_surname", "born", "sex", "upn", "former_upn",
    "uln", "nhs_number",
)  # fmt: skip


@dataclass(frozen=True)
class Likeness:
    """Two records, the older first, and whether they are of one child."""

    first: Person
    second: Person
    match: Match


@dataclass(frozen=True)
class Duplicates:
    """The pairs of an area, the surest first. `count` of all that look alike; `more`: older ones were not looked at."""

    rows: tuple[Likeness, ...]
    count: int
    more: bool


def areas_merged_in(scope: Scope) -> frozenset[int]:
    """The areas in which the scope may make records one."""
    return scope.areas_with(MERGE)


def duplicates(scope: Scope) -> Duplicates:
    """Pairs that look alike in the areas where the scope may make them one, without those that are kept apart.

    Of an area, pairs with one date of birth and a name that sounds the same, or with one number, are looked at: the
    newest 2,000. Four queries.
    """
    areas = areas_merged_in(scope)
    if not areas:
        return Duplicates((), 0, False)
    pairs = _pairs(scope, areas)
    people = Person.objects.visible_to(scope).in_bulk({key for pair in pairs for key in pair})
    facts = facts_of(people.values())
    found = [
        Likeness(people[a], people[b], match(facts[a], facts[b]))
        for a, b in pairs[:LOOKED_AT]
        if a in people and b in people
    ]
    alike = sorted((one for one in found if one.match.verdict != "no"), key=lambda one: one.match.rank)  # fmt: skip
    return Duplicates(tuple(alike[:SHOWN]), len(alike), len(pairs) > LOOKED_AT)


def facts_of(people: Iterable[Person]) -> dict[int, Facts]:
    """What is known of each, by key. A protected address tells nothing, not even that it is the same. Two queries."""
    known = {person.pk: person for person in people}
    hidden = protected(list(known)) if known else {}
    shown = [key for key in known if ADDRESS not in hidden.get(key, frozenset())]
    rows = Address.objects.filter(person__in=shown).exclude(postcode="") if shown else ()
    codes: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        codes[row.person_id].add(row.postcode)
    return {key: facts_with(person, codes[key]) for key, person in known.items()}


def facts_with(person: Person | Identity, postcodes: Iterable[str] = ()) -> Facts:
    """What is known of a child, with the postcodes that may be told."""
    named = {name: getattr(person, name) for name in _FACTS}
    return Facts(postcodes=frozenset(postcodes), **named)


def ranked(identity: Identity, people: Sequence[Person]) -> list[tuple[Person, Match]]:
    """Records that may be of a child who is being added, the surest first, each with what speaks for and against."""
    known, facts = facts_with(identity), facts_of(people)
    found = [(person, match(known, facts[person.pk])) for person in people]
    return sorted(found, key=lambda pair: pair[1].rank)


def identity_of(person: Person) -> Identity:
    """What identifies a child on record."""
    return Identity(**{name: getattr(person, name) for name in STORED}, older=True)


def kept_apart(first: Person, second: Person) -> NotSame | None:
    """Who said of two records that they are of two children, if anybody did. One query."""
    keys = sorted((first.pk, second.pk))
    return NotSame.objects.filter(first=keys[0], second=keys[1]).select_related("said_by").first()


def _pairs(scope: Scope, areas: frozenset[int]) -> list[tuple[int, int]]:
    """Keys of both, the lower first, the newest pairs first: at most one more than are looked at. One query."""
    mine = Person.objects.visible_to(scope).kept().filter(area__in=areas)
    apart = NotSame.objects.filter(first=OuterRef("other__pk"), second=OuterRef("pk"))
    found = []
    for same, more in _ways():
        # The area joins every two of its records; the database begins with what the two have in common.
        paired = mine.annotate(other=FilteredRelation("area__persons", condition=same))
        rows = paired.filter(more, ~Exists(apart), other__merged_into=None, other__pk__lt=F("pk"))
        keys = rows.order_by().annotate(lower=F("other__pk"), upper=F("pk"))
        found.append(keys.values_list("lower", "upper"))
    first, *others = found
    return list(first.union(*others).order_by("-upper", "-lower")[: LOOKED_AT + 1])


def _ways() -> list[tuple[Q, Q]]:
    """What two records have in common that are looked at, and what else is asked."""
    sounds = {"name_keys__kind": SOUND, "other__name_keys__kind": SOUND}
    by_name = Q(other__name_keys__key=F("name_keys__key"), **sounds)
    numbers = [
        ("upn", "upn"), ("upn", "former_upn"), ("former_upn", "upn"), ("uln", "uln"), ("nhs_number", "nhs_number"),
    ]  # fmt: skip
    return [
        (Q(area__persons__born=F("born")), by_name),
        *(
            (
                Q(**{f"area__persons__{there}": F(here)}),
                ~Q(**{here: ""}) & ~Q(**{f"other__{there}": ""}),
            )
            for here, there in numbers
        ),
    ]
