"""Rows of a family: what a grown-up is to a child, how they are reached, brothers and sisters. Not saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Model

from goldenthread.demo.filling.children.telling import Tie, Told
from goldenthread.demo.filling.children.words import told as words
from goldenthread.demo.filling.days import noon
from goldenthread.people.models import Carer, CarerLink, ContactPoint, Person, Sibling


def columns(told: Any) -> dict[str, Any]:
    """What is told of one thing, by the names of the columns."""
    return {name: getattr(told, name) for name in told.__slots__}


def link(person: Person, tie: Tie, carers: dict[str, Carer]) -> CarerLink:
    """A child and one of its grown-ups, who stand under their key."""
    given = {name: value for name, value in columns(tie).items() if name != "grown"}
    return CarerLink(person=person, carer=carers[tie.grown.key], **given)


def point(
    points: Sequence[tuple[str, str]], number: int, wrote: Told, **whose: Model
) -> ContactPoint:
    """One of somebody's. The first is preferred, and was verified when the case began."""
    kind, value = points[number]
    first = number == 0
    return ContactPoint(
        kind=kind, value=value, preferred=first,
        verified_on=wrote.course.opened_on if first else None,
        verified_how=words()["verified_how"] if first else "",
        verified_by_id=wrote.written_by if first else None,
        **whose,
    )  # fmt: skip


def siblings(persons: Sequence[Person], children: Sequence[Told], today: date) -> Iterator[Sibling]:
    """Each two of one family, in the order of their keys."""
    together: dict[str, list[tuple[Person, Told]]] = {}
    for person, one in zip(persons, children, strict=True):
        together.setdefault(one.family, []).append((person, one))
    for several in together.values():
        for (first, _), (second, told) in combinations(several, 2):
            yield Sibling(
                first=first, second=second, kind=told.sibling_kind, written_at=noon(today)
            )
