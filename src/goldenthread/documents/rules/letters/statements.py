"""Agreed statements: what everybody in the partnership says about a delay, dated and in force from one day to another.

A statement is `drafted` by one person, `agreed` by another and may be `withdrawn`; agreed words are never changed, a
new version takes their place. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How far a statement has come. Only `AGREED` may be said to anybody."""

    DRAFTED = "drafted"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Statement:
    """One version of one statement. Both days count; `valid_to` None has no end. `audience` is the caller's code."""

    key: int
    audience: str
    words: str
    valid_from: date
    valid_to: date | None
    version: int
    state: State

    def said_on(self, day: date) -> bool:
        """Whether it may be said on that day."""
        begun = self.valid_from <= day
        return (
            self.state is State.AGREED and begun and (self.valid_to is None or day <= self.valid_to)
        )


def in_force(statements: Iterable[Statement], audience: str, day: date) -> tuple[Statement, ...]:
    """What may be said to that audience on that day: of each statement its newest version, the newest first.

    A newer version that is only drafted changes nothing; one that is withdrawn takes the older ones with it, since
    nobody wants to go back to words that were replaced.
    """
    settled: dict[int, Statement] = {}
    for one in statements:
        begun = one.state is not State.DRAFTED and one.valid_from <= day
        if one.audience == audience and begun:
            known = settled.get(one.key)
            if known is None or one.version > known.version:
                settled[one.key] = one
    said = [one for one in settled.values() if one.said_on(day)]
    return tuple(sorted(said, key=lambda one: (one.valid_from, one.key), reverse=True))
