"""Invented entries for the tests of registers."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from goldenthread.registers.actions.raising import Raised, raise_entry
from goldenthread.registers.actions.scoring import Scored, score_entry
from goldenthread.registers.models import Entry
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.rules.definitions import register
from tests.factories import Person

CODE = "risks-and-issues"
TODAY = date(2025, 9, 10)
WORDS = {
    "risk": {
        "cause": "Two posts are vacant", "event": "Reviews fall behind", "effect": "Plans are out of date",
    },
    "issue": {"event": "The list was lost", "effect": "Families rang twice"},
}  # fmt: skip


def area_of(person: Person) -> int:
    return person.scope.grants[0].area_id


def make_entry(
    person: Person,
    *,
    kind: str = "risk",
    title: str = "Reviews fall behind",
    owner: Person | None = None,
    key: UUID | None = None,
    on: date = TODAY,
) -> Entry:
    """An entry raised by the person's post, as the action makes it."""
    return raise_entry(
        scope=person.scope,
        area_id=area_of(person),
        register_code=CODE,
        post_id=person.post.pk,
        raised=Raised(kind, title, WORDS[kind], key or uuid4(), owner.post.pk if owner else None),
        today=on,
    )


def give_score(
    person: Person,
    entry: Entry,
    likelihood: int,
    impact: int,
    *,
    position: str = "now",
    on: date = TODAY,
    why: str = "",
) -> Entry:
    """Score one position with the matrix in use; the entry as it is then. `why` confirms a score that goes up."""
    current = current_matrix(entry.area_id, register(entry.register))
    assert current is not None
    entry.refresh_from_db()
    score_entry(
        scope=person.scope, entry_id=entry.pk, post_id=person.post.pk, version=entry.version,
        given=Scored(current.number, {position: (likelihood, impact)}, why, sure=bool(why)), today=on,
    )  # fmt: skip
    entry.refresh_from_db()
    return entry
