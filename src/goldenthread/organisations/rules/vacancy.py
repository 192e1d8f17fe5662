"""Whether a post is held, vacant or ended on a day. Pure; the words are in data/vacancy.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "vacancy.yaml"
DAY = timedelta(days=1)


class State(StrEnum):
    """How a post stands on a day."""

    ENDED = "ended"
    HELD = "held"
    VACANT = "vacant"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Spell:
    """Somebody holding a post from `first` to `last`; both days count, and None is open-ended."""

    first: date
    last: date | None = None

    def runs(self, on: date) -> bool:
        return self.first <= on and (self.last is None or self.last >= on)


@dataclass(frozen=True)
class PostFacts:
    """What is recorded of a post: since when it is vacant, its own last day, who held it from when to when,
    and whether it carries a statutory role.
    """

    vacant_since: date | None = None
    ended_on: date | None = None
    spells: tuple[Spell, ...] = ()
    statutory: bool = False


@dataclass(frozen=True)
class Holding:
    """How a post stands. `since`: the first day of VACANT or after the post ENDED. `vacant_from`: the day from
    which a post that is held now will soon be vacant. `filled_from`: the day on which the next holder begins.
    `statutory`: it carries a statutory role, so a holder who is not recorded is missed.
    """

    state: State
    since: date | None = None
    vacant_from: date | None = None
    filled_from: date | None = None
    statutory: bool = False

    @property
    def unrecorded(self) -> bool:
        """Whether nobody is recorded in a post where somebody has to be."""
        return self.state is State.UNKNOWN and self.statutory

    @property
    def marks(self) -> bool:
        """Whether what depends on the post is marked."""
        return self.state is State.VACANT or self.vacant_from is not None or self.unrecorded


@cache
def vacancy_rules() -> dict[str, Any]:
    """The rule file in force."""
    return load_rules(DATA)


def holding(facts: PostFacts, on: date) -> Holding:
    """How the post stands on that day."""
    if facts.ended_on is not None and facts.ended_on < on:
        return Holding(State.ENDED, facts.ended_on + DAY, statutory=facts.statutory)
    later = min((spell.first for spell in facts.spells if spell.first > on), default=None)
    if any(spell.runs(on) for spell in facts.spells):
        return Holding(State.HELD, None, _soon(facts, on), later, facts.statutory)
    since = _vacant_since(facts, on)
    state = State.UNKNOWN if since is None else State.VACANT
    return Holding(state, since, filled_from=later, statutory=facts.statutory)


def _vacant_since(facts: PostFacts, on: date) -> date | None:
    """The later of the day after the last holder left and the day recorded; None where there is neither."""
    known = [spell.last + DAY for spell in facts.spells if spell.last and spell.last < on]
    if facts.vacant_since is not None and facts.vacant_since <= on:
        known.append(facts.vacant_since)
    return max(known, default=None)


def _soon(facts: PostFacts, on: date) -> date | None:
    """The first day without a holder, where it comes soon and the post goes on."""
    reach = on
    for spell in sorted(facts.spells, key=lambda one: one.first):
        if spell.first > reach + DAY:
            break
        if spell.last is None:
            return None
        reach = max(reach, spell.last)
    if (reach - on).days > vacancy_rules()["soon_days"]:
        return None
    if facts.ended_on is not None and facts.ended_on <= reach:
        return None
    return reach + DAY
