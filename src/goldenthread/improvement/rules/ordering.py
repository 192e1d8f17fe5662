"""The order of things in a list, some of which stand below others. Pure functions on ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing of a list: `under` is the thing that heads it, and `group` the things it is moved among."""

    id: int
    under: int | None = None
    group: str = ""


def settled(rows: Sequence[Placed]) -> list[int]:
    """The ids in order, each thing followed by what stands below it."""
    known = {row.id for row in rows}
    return [pk for row in rows if row.under not in known for pk in _whole(rows, row)]


def moved(rows: Sequence[Placed], wanted: int, step: int) -> list[int]:
    """The ids after `wanted` changed places with its neighbour, one up (-1) or one down (1).

    It takes along what stands below it. At the end of its list it stays.
    """
    row = next(row for row in rows if row.id == wanted)
    beside = _beside(rows, row)
    target = beside.index(row) + step
    if not 0 <= target < len(beside):
        return settled(rows)
    other = beside[target]
    swap = {row.id: other, other.id: row}
    return settled([swap.get(one.id, one) for one in rows])


def ways(rows: Sequence[Placed], wanted: int) -> tuple[bool, bool]:
    """Whether a thing can go up, and whether it can go down."""
    row = next(row for row in rows if row.id == wanted)
    beside = _beside(rows, row)
    return beside[0] != row, beside[-1] != row


def _beside(rows: Sequence[Placed], row: Placed) -> list[Placed]:
    return [one for one in rows if (one.under, one.group) == (row.under, row.group)]


def _whole(rows: Sequence[Placed], head: Placed) -> Iterator[int]:
    yield head.id
    for row in rows:
        if row.under == head.id:
            yield from _whole(rows, row)
