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
from goldenthread.exchange.reading.wordxml import attribute, children, first, local

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 200_000


@dataclass
class SheetShape:
    """Merged cells by (row, column), each counted from 1; hidden rows; the last column used."""

    hidden: bool = False
    merged: dict[tuple[int, int], Merged] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bool = False
    last_column: int = 0


def sheet_shapes(archive: Archive) -> dict[str, SheetShape]:
    """The shape of each sheet by its name."""
    targets = {
        attribute(relation, "Id"): attribute(relation, "Target")
        for relation in archive.xml("xl/_rels/workbook.xml.rels")
    }
    shapes = {}
    sheets = first(archive.xml("xl/workbook.xml"), "sheets")
    for sheet in children(sheets, "sheet") if sheets is not None else ():
        target = targets.get(attribute(sheet, "id"), "")
        member = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        shape = _shape(archive.read(member)) if member in archive.names else SheetShape()
        shape.hidden = attribute(sheet, "state") in ("hidden", "veryHidden")
        shapes[attribute(sheet, "name")] = shape
    return shapes


def _shape(data: bytes) -> SheetShape:
    shape = SheetShape()
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
                if attribute(element, "hidden") in ("1", "true"):
                    shape.hidden_rows.add(int(attribute(element, "r") or 0))
                element.clear()
            case "c":
                if len(element):
                    letters = re.match(r"[A-Z]{1,3}", attribute(element, "r"))
                    column = column_number(letters[0]) if letters else 0
                    shape.last_column = max(shape.last_column, column)
            case _:
                pass
    return shape


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
