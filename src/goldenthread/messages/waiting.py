"""Which duty waits on a letter that has not gone yet. Duties are kept above, which tells what waits by a registry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "rules" / "data" / "waits.yaml"


@dataclass(frozen=True)
class Waits:
    """A duty of a child that is still to be done: its name, its last day if it has one, and where it is explained."""

    words: str
    last_day: date | None
    href: str


# By child and rule, the duties that wait of these children by these rules: one query.
Teller = Callable[[Collection[int], Collection[str]], Mapping[tuple[int, str], Waits]]
_tellers: list[Teller] = []


def register_waits(teller: Teller) -> None:
    """Make known who tells which duties wait; called once by its room when the product starts."""
    _tellers[:] = [teller]


def waiting_on(letters: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Waits]:
    """By child and kind of letter the duty with the earliest last day that waits on such a letter."""
    asked = list(letters)
    rules = {rule for _, kind in asked for rule in rules_of(kind)}
    if not rules or not _tellers:
        return {}
    told = _tellers[0]({person for person, _ in asked}, rules)
    found = {}
    for person, kind in asked:
        duties = [told[person, rule] for rule in rules_of(kind) if (person, rule) in told]
        if duties:
            found[person, kind] = min(duties, key=lambda one: one.last_day or date.max)
    return found


def rules_of(kind: str) -> tuple[str, ...]:
    """The rules whose duty a letter of that kind does."""
    return tuple(_file().get(kind, ()))


@cache
def _file() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = load_rules(DATA)["waits"]
    return found
