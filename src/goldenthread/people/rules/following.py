"""Facts that hold one after another, such as homes: what gives way to a new one, and what it clashes with. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Held:
    """Something that held from one day to another, both counted; a day that nobody knows is no limit."""

    key: int
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Placed:
    """What a new one does to those that are there: `gives_way` ends on `last_day`; a `clash` cannot stand beside it."""

    gives_way: int | None = None
    last_day: date | None = None
    clash: Held | None = None


def place(held: Iterable[Held], starts_on: date | None, ends_on: date | None) -> Placed:
    """Put a new one among those that are there, of which no two may hold on one day.

    One that has no end yet gives way to a new one that began later and has no end either: it ends on the day before.
    """
    placed = Placed()
    for one in held:
        if not overlap(one.starts_on, one.ends_on, starts_on, ends_on):
            continue
        lasts = one.ends_on is None and ends_on is None and starts_on is not None
        if lasts and starts_on and (one.starts_on is None or one.starts_on < starts_on):
            placed = Placed(one.key, starts_on - timedelta(days=1))
        else:
            return Placed(clash=one)
    return placed


def overlap(
    starts_on: date | None, ends_on: date | None, other_starts: date | None, other_ends: date | None
) -> bool:
    """Whether two hold on one and the same day."""
    begins_late = starts_on is not None and other_ends is not None and starts_on > other_ends
    ends_early = ends_on is not None and other_starts is not None and ends_on < other_starts
    return not begins_late and not ends_early
