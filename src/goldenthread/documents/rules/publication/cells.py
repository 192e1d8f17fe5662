"""The cells of a table of children or families that the gate for small numbers would hide."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication.counting import is_people
from goldenthread.documents.rules.publication.findings import Counts


def small_cells(table: Counts) -> Iterator[tuple[int, int, str]]:
    """The cells (row and column of `rows`) of a table of children or families that the gate would hide.

    A column counts people where its heading does, every column where the caption or the corner does. A last
    row or column called total or all holds totals.
    """
    everywhere = is_people(f"{table.caption} {table.headings[0] if table.headings else ''}")
    columns = [
        place for place, heading in enumerate(table.headings)
        if place and (everywhere or is_people(heading)) and _whole(table, place)
    ]  # fmt: skip
    if not columns or not table.rows:
        return
    row_totals = len(columns) > 1 and _is_total(table.headings[columns[-1]])
    column_totals = _is_total(table.rows[-1][0])
    rows = table.rows[:-1] if column_totals else table.rows
    body = columns[:-1] if row_totals else columns
    counts = [[int(row[place].replace(",", "")) for place in body] for row in rows]
    hidden = gate().hidden(counts, row_totals=row_totals, column_totals=column_totals)
    for y, x in sorted(hidden):
        place = columns[x]
        small = int(table.rows[y][place].replace(",", "")) < gate().below
        told = "a small count" if small else "a count from which a small one follows"
        yield y, place, told


def _whole(table: Counts, place: int) -> bool:
    cells = [row[place].replace(",", "") for row in table.rows if place < len(row)]
    return len(cells) == len(table.rows) and all(cell.isdecimal() for cell in cells)


def _is_total(heading: str) -> bool:
    return heading.strip().casefold() in {"total", "all", "totals", "in all"}
