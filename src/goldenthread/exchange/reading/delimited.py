"""CSV: comma, semicolon, tab or bar; quoted cells may hold line breaks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.document import Block, Cell, Row, Table, place_words
from goldenthread.exchange.reading.errors import too_large
from goldenthread.exchange.reading.limits import Limits
from goldenthread.exchange.reading.plain import text_cell

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 200_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Records of a delimited text; each with the physical line on which it begins."""

    delimiter: str
    records: tuple[tuple[int, tuple[str, ...]], ...]
    share: float  # of the records that have the most frequent number of cells
    width: int


def guess_grid(text: str) -> Grid | None:
    """The delimiter that gives the most even table, if there is one."""
    grids = [grid for d in _DELIMITERS if d in text and (grid := _grid(text, d))]
    best = max(grids, key=lambda g: (round(g.share, 1), g.width), default=None)
    return best if best and best.width > 1 else None


def looks_delimited(name: str, grid: Grid | None) -> bool:
    """Prose has commas too: an even table is asked for, or the name and a fair table."""
    if grid is None:
        return False
    if name.lower().endswith((".csv", ".tsv")):
        return grid.share >= 0.3
    even = grid.share >= 0.9 if grid.delimiter == "\t" else grid.share >= 0.95
    return even and grid.width >= 3 and len(grid.records) >= 2


def read_delimited(name: str, grid: Grid, limits: Limits) -> tuple[list[Block], list[Finding]]:
    """One table of all records. A cell that begins with `=` is a formula and is not read."""
    if len(grid.records) > limits.rows:
        raise too_large(
            f"The table has {len(grid.records)} rows; at most {limits.rows} are read.", name
        )
    widest = max(len(cells) for _, cells in grid.records)
    if widest > limits.columns:
        raise too_large(f"The table has {widest} columns; at most {limits.columns}.", name)
    notes: list[Finding] = []
    rows = []
    for line, cells in grid.records:
        made = []
        for column, text in enumerate(cells, start=1):
            if text.lstrip().startswith("="):
                notes.append(formula_finding(text, line, f"line {line}, column {column}"))
                made.append(Cell(unread=True))
            else:
                made.append(text_cell(text, line))
        rows.append(Row(tuple(made), line))
    return [Table(tuple(rows), rows[0].line)], notes


def formula_finding(text: str, line: int, where: str) -> Finding:
    return Finding(
        "formula_cell",
        "warning",
        f"The cell ({where}) holds a formula. Formulas are never worked out here, so the cell "
        "was not read, and nothing was put in its place. Put its value in its place (copy it, then "
        "paste it as a value) and import the file again.",
        int(line),
        text.strip(),
        place=place_words(line),
    )


def _grid(text: str, delimiter: str) -> Grid | None:
    records: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((begins, tuple(record)))
            begins = reader.line_num + 1
    except csv.Error:
        return None
    if not records or any(len(c) > _LONGEST_CELL for _, cells in records for c in cells):
        return None
    # Lines without any delimiter are titles above the table, not evidence against it.
    widths = Counter(len(cells) for _, cells in records)
    width, count = max(
        ((w, n) for w, n in widths.items() if w > 1),
        default=(1, 0),
        key=lambda pair: (pair[1], pair[0]),
    )
    return Grid(delimiter, tuple(records), count / len(records), width)
