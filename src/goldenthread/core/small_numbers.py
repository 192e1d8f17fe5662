"""The one gate for counts of people in public: small ones are held back, and nothing beside them gives them away.

The threshold and the words are data (core/data/small_numbers.yaml).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "small_numbers.yaml"

Cell = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True)
class Gate:
    """The threshold in force, and what is said in the place of a number."""

    version: str
    below: int
    words: Mapping[str, str]

    def holds_back(self, count: int, base: int) -> bool:
        """Whether `count` of `base` may not be told in public: it, the rest or the base is small."""
        return (0, 0) in self.hidden([[count, base - count]])

    def in_words(self, count: int, base: int) -> str:
        """What to say in the place of a count that is held back."""
        key = "other"
        if base < self.below:
            key = "base"
        elif count < self.below:
            key = "count"
        elif base - count < self.below:
            key = "rest"
        return self.words[key].format(below=self.below)

    def hidden(
        self,
        rows: Sequence[Sequence[int]],
        *,
        row_totals: bool = True,
        column_totals: bool = False,
    ) -> frozenset[Cell]:
        """The cells (row, column) of a table of counts that may not be shown, from nought.

        Totals are cells too: the row after the last holds those of the columns, the column after the last those
        of the rows; `row_totals` and `column_totals` say which of them the table shows. Small cells are hidden
        first; then as many others as it takes that no small one can be worked out, the smallest first.
        ValueError where the rows differ in length or a count is negative.
        """
        return _Table(rows, row_totals, column_totals, self.below).hidden()


class _Table:
    """A table with its totals. A hidden cell joins its row and its column, as an edge of a graph.

    The totals make an equation of each row and each column. A hidden cell follows from the equations exactly
    where it is the only way between its row and its column: a bridge.
    """

    def __init__(
        self, rows: Sequence[Sequence[int]], row_totals: bool, column_totals: bool, below: int
    ) -> None:
        if len({len(row) for row in rows}) > 1 or any(count < 0 for row in rows for count in row):
            raise ValueError("a table of counts has rows of one length and no negative counts")
        self.below = below
        self.height, self.width = len(rows), len(rows[0]) if rows else 0
        whole = [[*row, sum(row)] for row in rows]
        whole.append([sum(row[place] for row in whole) for place in range(self.width + 1)])
        self.counts = {(y, x): n for y, row in enumerate(whole) for x, n in enumerate(row)}
        self.not_there = frozenset(
            cell for cell in self.counts if not self._shown(cell, row_totals, column_totals)
        )
        self.small = frozenset(
            cell for cell, n in self.counts.items() if n < below and cell not in self.not_there
        )

    def _shown(self, cell: Cell, row_totals: bool, column_totals: bool) -> bool:
        in_last_row, in_last_column = cell[0] == self.height, cell[1] == self.width
        return (row_totals or not in_last_column) and (column_totals or not in_last_row)

    def hidden(self) -> frozenset[Cell]:
        found = set(self.small | self.not_there)
        while (more := next(self._needed(found), None)) is not None:
            found.add(more)
        return frozenset(found - self.not_there)

    def _needed(self, found: set[Cell]) -> Iterator[Cell]:
        """One more cell to hide for a small cell that could still be worked out."""
        for cell in sorted(self.small):
            others = found - {cell}
            start, end = _reached(("row", cell[0]), others), _reached(("column", cell[1]), others)
            left = self.counts.keys() - found
            if start == end:
                if self._told_by_sum(cell, found):
                    yield from self._least(one for one in left if _beside(one, cell))
                continue
            joining = [one for one in left if _joins(one, start, end)]
            yield from self._least(joining or (one for one in left if _touches(one, start | end)))

    def _least(self, cells: Iterable[Cell]) -> list[Cell]:
        """The one with the smallest count, if any; totals last, because a reader misses them most."""
        return sorted(cells, key=lambda one: (self._is_total(one), self.counts[one], one))[:1]

    def _told_by_sum(self, cell: Cell, found: set[Cell]) -> bool:
        """Whether all that is hidden of its row or column adds up to a small number, with the total beside it."""
        row = [one for one in found if one[0] == cell[0]]
        column = [one for one in found if one[1] == cell[1]]
        return any(
            sum(self.counts[one] for one in line) < self.below
            for line in (row, column)
            if not any(self._is_total(one) for one in line)
        )

    def _is_total(self, cell: Cell) -> bool:
        return cell[0] == self.height or cell[1] == self.width


def _reached(start: Node, hidden: Iterable[Cell]) -> frozenset[Node]:
    """Every row and column that hidden cells join to `start`, with itself."""
    edges = [(("row", y), ("column", x)) for y, x in hidden]
    reached, grown = {start}, True
    while grown:
        more = {node for edge in edges if set(edge) & reached for node in edge} - reached
        reached |= more
        grown = bool(more)
    return frozenset(reached)


def _beside(one: Cell, cell: Cell) -> bool:
    return (one[0] == cell[0]) != (one[1] == cell[1])


def _touches(one: Cell, nodes: frozenset[Node]) -> bool:
    return ("row", one[0]) in nodes or ("column", one[1]) in nodes


def _joins(one: Cell, start: frozenset[Node], end: frozenset[Node]) -> bool:
    row, column = ("row", one[0]), ("column", one[1])
    return (row in start and column in end) or (row in end and column in start)


@cache
def gate() -> Gate:
    """The gate in force."""
    data = load_rules(DATA)
    return Gate(str(data["version"]), int(data["below"]), data["words"])
