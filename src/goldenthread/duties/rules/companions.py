"""What one act records besides itself, such as a refusal and its right of appeal (data/companions.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules
from goldenthread.duties.rules.events import event_words

FILE = Path(__file__).parent / "data" / "companions.yaml"
PLACE = "event.answers"


@dataclass(frozen=True, slots=True)
class Companion:
    """An event that is recorded with one of `kind`: `brings`, with `details`.

    Either a `question` of its own decides (`answers`: code and words; none where it asks for a day), or a `detail` of
    the event itself. `when`: the code at which it comes.
    """

    kind: str
    brings: str
    when: str = ""
    detail: str = ""
    question: str = ""
    label: str = ""
    needed: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    details: Mapping[str, Any] | None = None

    @property
    def hint(self) -> str:
        """What the person is told before, beside the answer that brings it."""
        what = f"This also records “{event_words(self.brings)}”"
        if self.question and not self.answers:
            return f"{what} on that day. Leave it empty if the day is not known."
        return f"{what} on the same day."


@dataclass(frozen=True, slots=True)
class Brought:
    """Another event to record: as it was asked, `place` names the question for what is wrong with its day."""

    kind: str
    on: date
    details: Mapping[str, Any]
    place: str


@cache
def companions_of(kind: str) -> tuple[Companion, ...]:
    """What may come with a kind of event; nothing for most."""
    return tuple(one for one in _all() if one.kind == kind)


@cache
def _all() -> tuple[Companion, ...]:
    return tuple(
        Companion(**{**said, "answers": tuple(said.get("answers", {}).items())})
        for said in load_rules(FILE)["companions"]
    )


def brought(
    kind: str, on: date, details: Mapping[str, Any], answers: Mapping[str, str]
) -> list[Brought]:
    """The events that come with one, by its `details` and the `answers` to its questions (code, or a day as text).

    UserError for an answer to nothing that is asked of the kind, and for one that it does not know.
    """
    found = []
    asked = {one.question for one in companions_of(kind) if one.question}
    for name in answers:
        if name not in asked:
            raise UserError("unknown_field", "Nothing of this name is asked.", f"{PLACE}.{name}")
    for one in companions_of(kind):
        place = f"{PLACE}.{one.question}" if one.question else "event.on"
        told = answers.get(one.question) if one.question else details.get(one.detail)
        if not told:
            continue
        day = on
        if one.question and not one.answers:
            day = _day(told, place)
        elif one.question and told not in dict(one.answers):
            raise UserError("unknown_word", "This is no answer to the question.", place)
        elif told != one.when:
            continue
        found.append(Brought(one.brings, day, one.details or {}, place))
    return found


def _day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError("no_such_day", "There is no such day.", place) from None


def key_of(sent_key: UUID, kind: str) -> UUID:
    """The key of the event that came with another: from it either is found by the other."""
    return uuid5(sent_key, kind)


def kinds_beside(kind: str) -> frozenset[str]:
    """Every kind that may have been recorded in one act with this one."""
    return frozenset(
        other
        for one in _all()
        for kind_, other in ((one.kind, one.brings), (one.brings, one.kind))
        if kind_ == kind
    )
