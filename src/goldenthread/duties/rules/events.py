"""How what happened is asked for and read: kinds by topic, the words of their details, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.reading import read_event, vocabulary
from goldenthread.statute.timeline import Event

FILE = Path(__file__).parent / "data" / "events.yaml"


@dataclass(frozen=True, slots=True)
class Detail:
    """What a kind of event may or must carry. `type`: one, several, date or truth; `values`: code and words."""

    name: str
    label: str
    type: str
    values: tuple[tuple[str, str], ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Kinds of event that belong together: code and words of each."""

    title: str
    kinds: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def events_file() -> dict[str, Any]:
    """`topics`, `may_lie_ahead`, `details`, `values`."""
    return load_rules(FILE)


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All kinds of event, by topic, in the order in which a case runs."""
    return tuple(
        Topic(one["title"], tuple((kind, event_words(kind)) for kind in one["kinds"]))
        for one in events_file()["topics"]
    )


def is_kind(kind: str) -> bool:
    """Whether the vocabulary knows the word."""
    return kind in vocabulary()["events"]


def event_words(kind: str) -> str:
    """What happened, for a sentence that ends with the day."""
    found = vocabulary()["events"].get(kind)
    return str(found["words"]) if found else kind


def details_of(kind: str) -> list[Detail]:
    """What a kind may carry: what it must first, as the vocabulary has it."""
    known = vocabulary()["events"][kind]
    needs, may = known.get("needs", []), known.get("may", [])
    return [_detail(name, name in needs) for name in (*needs, *may)]


def _detail(name: str, needed: bool) -> Detail:
    shape = vocabulary()["details"][name]
    values = tuple((code, value_words(name, code)) for code in shape.get("values", ()))
    return Detail(name, events_file()["details"][name], shape["type"], values, needed)


def value_words(name: str, value: object) -> str:
    """One value of a detail as a page says it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_words(value)
    said = events_file()["values"].get(name, {}).get(value)
    text = str(value).replace("_", " ")
    return str(said) if said else text[:1].upper() + text[1:]


def detail_lines(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and words of each detail, as they are stored: days as text."""
    found = []
    for name, value in details.items():
        shape = vocabulary()["details"].get(name, {"type": "one"})
        label = events_file()["details"].get(name, name)
        several = value if isinstance(value, list | tuple) else [value]
        if shape["type"] == "date":
            several = [date.fromisoformat(str(one)) for one in several]
        found.append((label, ", ".join(value_words(name, one) for one in several)))
    return tuple(found)


def checked_event(
    kind: str, on: date, details: Mapping[str, Any], *, born: date | None, today: date
) -> Event:
    """The event, read as strictly as a case from a file. UserError names the place: `event.on`, `event.details.by`.

    Refused besides: a day before the child's birth, and one after today of what cannot lie ahead.
    """
    event = read_event({"kind": kind, "on": on.isoformat(), "details": dict(details)}, "event")
    if on > today and kind not in events_file()["may_lie_ahead"]:
        raise UserError(
            "not_happened_yet", f"{day_words(on)} is after today.", "event.on",
            "Record it once it has happened.",
        )  # fmt: skip
    if born is not None and on < born:
        raise UserError(
            "before_birth", f"The child was born on {day_words(born)}, after {day_words(on)}.", "event.on",
            "Check the day; if the date of birth is wrong, correct that first.",
        )  # fmt: skip
    return event


def stored(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as JSON keeps them: days as text, several values as a list."""
    return {name: _stored(value) for name, value in details.items()}


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
