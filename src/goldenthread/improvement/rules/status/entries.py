"""What the tables of the status scheme are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.improvement.rules.status.names import Flag, Need, Status, When


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A status in words. `concern`: 1 (least) to 5 (most); `order`: place in the key, from 1."""

    status: Status
    order: int
    word: str
    symbol: str
    concern: int
    meaning: str
    takes: frozenset[Need]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in words, what it means, and (for directions) the sign shown beside the word."""

    word: str
    meaning: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status to show, with its flags in the order of the scheme."""

    status: Status
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class RollupRule:
    """One rule for a parent. The first whose condition holds decides."""

    when: When
    name: str
    outcome: Outcome
    says: str


@dataclass(frozen=True, slots=True)
class ProblemText:
    """The words of a problem; `message` and `fix` may hold named places such as {due}."""

    field: str
    message: str
    fix: str
