"""The shape of the sheets of a workbook: merged cells, and what is hidden.

openpyxl's streaming mode does not give these, and its other mode builds the whole sheet in memory.
"""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from goldenthread.exchange.reading.archives import Archive
from goldenthread.exchange.reading.document import Merged
from goldenthread.exchange.reading.errors import too_large
from goldenthread.exchange.reading.limits import Limits
from goldenthread.exchange.reading.wordxml import attribute, children, first, local

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 200_000


@dataclass
class SheetShape:
    """Merged cells by (row, column), each counted from 1; hidden rows; the last row and column used."""

    hidden: bool = False
    merged: dict[tuple[int, int], Merged] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bool = False
    last_column: int = 0
    last_row: int = 0


def sheet_shapes(archive: Archive, limits: Limits) -> dict[str, SheetShape]:
    """The shape of each sheet by its name. A sheet with too many rows or columns is refused.

    That is found here because the library takes a hundred times as long to come to the same rows.
    """
    targets = {
        attribute(relation, "Id"): attribute(relation, "Target")
        for relation in archive.xml("xl/_rels/workbook.xml.rels")
    }
    shapes = {}
    sheets = first(archive.xml("xl/workbook.xml"), "sheets")
    for sheet in children(sheets, "sheet") if sheets is not None else ():
        target = targets.get(attribute(sheet, "id"), "")
        member = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        name = attribute(sheet, "name")
        shape = SheetShape()
        if member in archive.names:
            shape = _shape(archive.read(member), f"Sheet “{name}”", archive.name, limits)
        shape.hidden = attribute(sheet, "state") in ("hidden", "veryHidden")
        shapes[name] = shape
    return shapes


def _shape(data: bytes, sheet: str, file: str, limits: Limits) -> SheetShape:
    shape = SheetShape()
    row, column, filled, used = 0, 0, 0, False
    events = etree.iterparse(
        io.BytesIO(data), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in events:
        match local(element):
            case "mergeCell":
                _merge(shape, attribute(element, "ref"))
            case "col":
                shape.hidden_columns |= attribute(element, "hidden") in ("1", "true")
            case "row":
                row = int(attribute(element, "r") or row + 1)
                if attribute(element, "hidden") in ("1", "true"):
                    shape.hidden_rows.add(row)
                shape.last_row = max(shape.last_row, row * used)
                filled += used
                _need_few(filled, limits.rows, f"{sheet} has more than {limits.rows} rows.", file)
                column, used = 0, False
                element.clear()
            case "c":
                # Cells and rows may leave out their place: then they follow one another.
                letters = re.match(r"[A-Z]{1,3}", attribute(element, "r"))
                column = column_number(letters[0]) if letters else column + 1
                if len(element):
                    used = True
                    shape.last_column = max(shape.last_column, column)
            case _:
                pass
    columns = shape.last_column
    many = f"{sheet} uses {columns} columns; at most {limits.columns} are read."
    _need_few(columns, limits.columns, many, file)
    return shape


def _need_few(count: int, most: int, message: str, file: str) -> None:
    if count > most:
        raise too_large(message, file)


def _merge(shape: SheetShape, reference: str) -> None:
    found = _RANGE.fullmatch(reference)
    if not found:
        return
    left, top = column_number(found[1]), int(found[2])
    right, bottom = column_number(found[3]), int(found[4])
    if (right - left + 1) * (bottom - top + 1) + len(shape.merged) > _MOST_MERGED:
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                shape.merged[row, column] = "left" if row == top else "above"


def column_number(letters: str) -> int:
    """`A` as 1, `Z` as 26, `AA` as 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
