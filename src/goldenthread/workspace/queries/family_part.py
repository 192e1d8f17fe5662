"""What the record says of the family page: who has a link, and what the family sent that waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.access.scope import Scope
from goldenthread.messages.models import FamilyMessage
from goldenthread.messages.models.families import ANSWER
from goldenthread.messages.rules.families import topic_words
from goldenthread.people.models import FamilyLink, Person
from goldenthread.people.queries.together import Wanted

_LINKS, _MESSAGES = "family_links", "family_messages"
_NAME = ("title", "forename", "surname")


@dataclass(frozen=True)
class SentToUs:
    """A message that waits: worries stand first."""

    id: int
    reference: str
    topic: str
    whose: str
    worry: bool
    read_by: date | None


@dataclass(frozen=True)
class FamilyPart:
    """`holders`: who has a link that opens the page; `waiting`: what nobody has answered or filed."""

    holders: tuple[str, ...]
    waiting: tuple[SentToUs, ...]


def wanted_of_family(scope: Scope, person: Person) -> tuple[Wanted, ...]:
    """Rows to be read with the record; what was sent only for those who may answer it."""
    tie = tuple(f"carer_link__carer__{name}" for name in _NAME)
    links = Wanted(
        _LINKS, FamilyLink.objects.living().filter(person=person), ("carer_link__carer_id", *tie)
    )
    if not scope.has(ANSWER, person.area_id):
        return (links,)
    sent = FamilyMessage.objects.filter(person=person, state=FamilyMessage.State.WAITING)
    return links, Wanted(_MESSAGES, sent, tuple(f"carer__{name}" for name in _NAME))


def family_part(person: Person, also: Mapping[str, list[Any]]) -> FamilyPart:
    """The same as values."""
    rows = sorted(also.get(_MESSAGES, ()), key=lambda row: (not row.worry, row.pk))
    return FamilyPart(
        holders=tuple(
            one.carer_link.carer.called if one.carer_link else f"{person.called}, in person"
            for one in also[_LINKS]
        ),
        waiting=tuple(
            SentToUs(
                row.pk, row.reference, topic_words(row.topic),
                row.carer.called if row.carer else f"{person.called}, in person", row.worry,
                row.read_by,
            )
            for row in rows
        ),
    )  # fmt: skip
