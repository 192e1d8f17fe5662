"""Two records side by side, and what was made one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.people.models import Address, CarerLink, Merge, Person, SettingStay
from goldenthread.people.protection import ADDRESS, SETTING, hidden_from
from goldenthread.people.queries.duplicates import facts_with, identity_of
from goldenthread.people.queries.persons import summary
from goldenthread.people.queries.places import stay_name
from goldenthread.people.queries.together import Wanted, together
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.matching import Match, match
from goldenthread.people.rules.merging import conflicts

PROTECTED = "Protected"
_CARER = ("carer__title", "carer__forename", "carer__surname")


@dataclass(frozen=True)
class Row:
    """One thing that both records may say; empty where one says nothing."""

    label: str
    values: tuple[str | date, str | date]

    @property
    def compared(self) -> str:
        """In a word, whether they say the same."""
        one, other = self.values
        if not one or not other:
            return "Only one says it"
        if PROTECTED in self.values:
            return "Protected, not compared"
        return "Same" if one == other else "Different"


@dataclass(frozen=True)
class Compared:
    """Two records, whether they are of one child, and in which fields somebody has to choose."""

    people: tuple[Person, Person]
    match: Match
    rows: tuple[Row, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class MergeRow:
    """Two records that were made one: when, by whom, and how it was known; `undone_at` where it was undone."""

    id: int
    kept: str
    gone: str
    why: str
    made_at: datetime
    made_by: str
    undone_at: datetime | None
    undone_by: str


def both(scope: Scope, person_id: int, other_id: int) -> tuple[Person, Person]:
    """Two records that the scope may see, in that order. One query. Http404 where there are not two."""
    rows = Person.objects.visible_to(scope).select_related("area")
    found = rows.in_bulk((person_id, other_id))
    if len(found) != 2:
        raise Http404("There are no two such records.")
    return found[person_id], found[other_id]


def compared(scope: Scope, people: tuple[Person, Person], today: date) -> Compared:
    """Two records side by side, without what is protected from the scope. Two queries."""
    keys = [person.pk for person in people]
    hidden = hidden_from(scope, keys)
    found = together(
        Wanted("homes", Address.objects.filter(person__in=keys)),
        Wanted(
            "stays",
            SettingStay.objects.on(today).filter(person__in=keys),
            ("organisation__name",),
        ),
        Wanted("links", CarerLink.objects.on(today).filter(person__in=keys), _CARER),
    )
    addresses = _by_child(found["homes"])
    postcodes = [
        [row.postcode for row in addresses[key] if row.postcode and ADDRESS not in hidden.get(key, ())]
        for key in keys
    ]  # fmt: skip
    verdict = match(*(facts_with(*pair) for pair in zip(people, postcodes, strict=True)))
    told = [summary(person, today) for person in people]
    facts = [(*one.names, *one.facts) for one in told]
    rows = [
        Row(a.label, (a.value or "", b.value or ""))
        for a, b in zip(*facts, strict=True)
        if a.value or b.value
    ]
    homes = {key: [row.lines for row in kept if _holds(row, today)] for key, kept in addresses.items()}  # fmt: skip
    learns = {
        key: [stay_name(row) for row in kept] for key, kept in _by_child(found["stays"]).items()
    }
    carers = {key: [_carer(row) for row in kept] for key, kept in _by_child(found["links"]).items()}
    for label, told_of, what in (
        ("Lives at", homes, ADDRESS), ("Learns at", learns, SETTING), ("Carers", carers, ""),
    ):  # fmt: skip
        values = [
            PROTECTED if what in hidden.get(key, ()) else "; ".join(told_of.get(key, ()))
            for key in keys
        ]
        if any(values):
            rows.append(Row(label, (values[0], values[1])))
    chosen = conflicts(identity_of(people[0]), identity_of(people[1]))
    return Compared(people, verdict, tuple(rows), chosen)


def merges_of(person: Person) -> list[MergeRow]:
    """Every time that this record was made one with another, the newest first. One query."""
    rows = Merge.objects.filter(Q(kept=person) | Q(gone=person))
    return [_merge(row) for row in rows.select_related("made_by", "undone_by")]


def get_merge(person: Person, merge_id: int) -> MergeRow:
    """One of them; Http404 where this record has none of that key."""
    found = next((row for row in merges_of(person) if row.id == merge_id), None)
    if found is None:
        raise Http404("There is no such pair of records.")
    return found


def _merge(row: Merge) -> MergeRow:
    return MergeRow(
        id=row.pk,
        kept=f"P-{row.kept_id}",
        gone=f"P-{row.gone_id}",
        why=row.why,
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
        undone_at=row.undone_at,
        undone_by=row.undone_by.name if row.undone_by else "",
    )


def _by_child(rows: Iterable[Any]) -> dict[int, Sequence[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -row.pk):
        found[row.person_id].append(row)
    return defaultdict(list, found)


def _holds(row: Address, today: date) -> bool:
    return (row.starts_on or today) <= today and (row.ends_on or today) >= today


def _carer(link: CarerLink) -> str:
    told = f"{link.carer.called}, {words_of('relation', link.relation).lower()}"
    if link.restriction == "none":
        return told
    return f"{told} ({words_of('restriction', link.restriction).lower()})"
