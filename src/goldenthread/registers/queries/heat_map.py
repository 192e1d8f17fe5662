"""How many open entries stand in each cell of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from goldenthread.access.scope import Scope
from goldenthread.registers.models import Entry, EntryScore
from goldenthread.registers.queries.matrices import CurrentMatrix
from goldenthread.registers.queries.places import Place
from goldenthread.registers.rules.definitions import Kind
from goldenthread.registers.rules.matrix import Band, Cell


@dataclass(frozen=True)
class HeatCell:
    """A cell and the number of open entries in it; `key` is what the list's filter takes."""

    cell: Cell
    count: int
    key: str


@dataclass(frozen=True)
class HeatRow:
    """The cells of one likelihood, lowest impact first."""

    label: str
    cells: list[HeatCell]


@dataclass(frozen=True)
class HeatMap:
    """The map of one position. What is not on it is counted beside it, by why."""

    rows: list[HeatRow]
    kinds: list[Kind]
    total: int
    earlier: int
    unscored: int
    others: int
    by_band: list[tuple[Band, int]]

    @property
    def placed(self) -> int:
        return sum(count for _, count in self.by_band)

    def words(self, count: int) -> str:
        """What is counted: `risk` for one, `risks` for any other number."""
        return " and ".join(kind.one if count == 1 else kind.several for kind in self.kinds)


def mapped_kinds(place: Place) -> list[Kind]:
    """The kinds that are scored on both axes."""
    return [kind for kind in place.register.kinds.values() if kind.scoring == "both"]


def mapped_positions(place: Place) -> list[str]:
    """The positions that any of them has, in the order of the definition."""
    wanted = {name for kind in mapped_kinds(place) for name in kind.positions}
    return [name for name in place.register.positions if name in wanted]


def heat_map(scope: Scope, place: Place, current: CurrentMatrix, position: str) -> HeatMap:
    """Open entries by cell of the matrix in use: three queries.

    Scores given with an earlier matrix are counted apart and never put into a cell.
    """
    kinds = mapped_kinds(place)
    codes = [kind.code for kind in kinds]
    entries = Entry.objects.visible_to(scope).filter(
        area=place.area, register=place.register.code, closed_on=None
    )
    by_kind = dict(entries.order_by().values_list("kind").annotate(found=Count("pk")))
    total = sum(by_kind.get(code, 0) for code in codes)
    scores = EntryScore.objects.filter(entry__in=entries.filter(kind__in=codes), position=position)
    scored = scores.count()
    placed = scores.filter(matrix=current.id).order_by().values_list("likelihood", "impact")
    counts = {
        (likelihood, impact): found
        for likelihood, impact, found in placed.annotate(found=Count("pk"))
    }
    matrix = current.matrix
    rows = [
        HeatRow(
            matrix.likelihood[cells[0].likelihood - 1].label,
            [
                HeatCell(
                    cell,
                    counts.get((cell.likelihood, cell.impact), 0),
                    f"{position}.{cell.likelihood}.{cell.impact}",
                )
                for cell in cells
            ],
        )
        for cells in matrix.rows()
    ]
    every = [cell for row in rows for cell in row.cells]
    return HeatMap(
        rows=rows,
        kinds=kinds,
        total=total,
        earlier=scored - sum(counts.values()),
        unscored=total - scored,
        others=sum(by_kind.values()) - total,
        by_band=[
            (band, sum(cell.count for cell in every if cell.cell.band is band))
            for band in reversed(matrix.bands)
        ],
    )
