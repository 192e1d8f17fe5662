"""Registers as data: which kinds of entry one has, what it asks, its states, who may do what, its ladder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from goldenthread.core.rulesfile import load_rules
from goldenthread.registers.rules.fields import Field

DATA = Path(__file__).parent / "data" / "registers"

Scoring = Literal["both", "impact", "none"]
StateIs = Literal["start", "kept", "escalated", "closed"]
ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Rights:
    """Names of roles.yaml: who reads a register, adds to it, keeps their own entries, keeps all, takes copies."""

    view: str
    raise_: str
    manage_own: str
    manage: str
    export: str


@dataclass(frozen=True, slots=True)
class Position:
    """A point of time that is scored, such as before controls."""

    code: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. `prefix` begins its references. `scoring` says which axes a person is asked."""

    code: str
    one: str
    several: str
    prefix: str
    meaning: str
    scoring: Scoring
    positions: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def a_one(self) -> str:
        """With its article: `a risk`, `an issue`."""
        return f"{'an' if self.one[:1].lower() in 'aeiou' else 'a'} {self.one}"


@dataclass(frozen=True, slots=True)
class State:
    """A state of entries; `is_` says what the product does with it."""

    code: str
    word: str
    is_: StateIs
    meaning: str


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from some states to another. `by` holds manage_own, manage or both."""

    code: str
    words: str
    sources: tuple[str, ...]
    to: str
    needs_reason: bool
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder above the owner: days to answer, and the right that answers.

    `post`: whoever holds that right is the step; elsewhere they may only record what a body answered.
    """

    level: int
    name: str
    days: int
    answers: str
    post: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """One register as its file defines it."""

    code: str
    version: str
    title: str
    one: str
    several: str
    rights: Rights
    matrix: str | None
    positions: dict[str, Position]
    present: str
    review_days_unscored: int
    kinds: dict[str, Kind]
    states: dict[str, State]
    transitions: dict[str, Transition]
    owner_words: str
    ladder: tuple[Step, ...]

    @property
    def start(self) -> State:
        """Where an entry begins, and where an answer brings it back to."""
        return next(state for state in self.states.values() if state.is_ == "start")

    def step(self, level: int) -> Step | None:
        """The step of the ladder with that number, from 1; None for the owner and above the top."""
        return self.ladder[level - 1] if 1 <= level <= len(self.ladder) else None

    def level_name(self, level: int) -> str:
        """Who owes the next word: the owner, or a step of the ladder."""
        found = self.step(level)
        return found.name if found else self.owner_words

    def moves_from(self, state: str) -> list[Transition]:
        """The transitions that a state allows, in the order of the file."""
        return [move for move in self.transitions.values() if state in move.sources]


@cache
def registers() -> dict[str, Register]:
    """Every register in the folder of definitions, by code: the name of its file."""
    from goldenthread.registers.rules.reading import read_register

    return {
        path.stem: read_register(path.stem, load_rules(path))
        for path in sorted(DATA.glob("*.yaml"))
    }


def register(code: str) -> Register:
    """The register called `code`; KeyError lists those there are."""
    try:
        return registers()[code]
    except KeyError:
        raise KeyError(f"no register {code!r}; there are {', '.join(registers())}") from None


def scoring_of(text: str) -> Scoring:
    """`text` as one of the ways of scoring; ValueError for another."""
    if text not in ("both", "impact", "none"):
        raise ValueError(f"scoring is both, impact or none, not {text!r}")
    return cast("Scoring", text)


def state_is(text: str) -> StateIs:
    """`text` as one of the meanings of a state; ValueError for another."""
    if text not in ("start", "kept", "escalated", "closed"):
        raise ValueError(f"a state is start, kept, escalated or closed, not {text!r}")
    return cast("StateIs", text)
