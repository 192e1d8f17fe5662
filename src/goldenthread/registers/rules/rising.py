"""Scores that go up where they are expected to go down: with controls, and with a plan to reduce. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.registers.rules.definitions import Position


@dataclass(frozen=True, slots=True)
class Rise:
    """A position that scores higher than one before it."""

    before: Position
    after: Position
    was: int
    becomes: int

    @property
    def words(self) -> str:
        """`Now (16) is higher than before controls (4)`."""
        return (
            f"{self.after.word} ({self.becomes}) is higher than "
            f"{self.before.word[:1].lower()}{self.before.word[1:]} ({self.was})"
        )


def rises(
    positions: Sequence[Position], scores: Mapping[str, int], touched: Collection[str]
) -> list[Rise]:
    """Where a score is higher than that of the nearest scored position before it.

    `positions` stand in the order of the register, `scores` are of one matrix. Only what was `touched` just now is
    asked about: what somebody has confirmed before is not asked again.
    """
    scored = [position for position in positions if position.code in scores]
    return [
        Rise(before, after, scores[before.code], scores[after.code])
        for before, after in pairwise(scored)
        if scores[after.code] > scores[before.code]
        and (before.code in touched or after.code in touched)
    ]
