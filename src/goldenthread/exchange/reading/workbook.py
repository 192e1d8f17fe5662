"""Workbooks (.xlsx) to blocks: a heading with each sheet's name, then the sheet as one table."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

import openpyxl
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.archives import Archive
from goldenthread.exchange.reading.colours import colour_note, coloured_blanks, is_colour
from goldenthread.exchange.reading.delimited import formula_finding
from goldenthread.exchange.reading.document import (
    Block,
    Cell,
    Heading,
    Row,
    SheetLine,
    Table,
    place_words,
)
from goldenthread.exchange.reading.errors import damaged
from goldenthread.exchange.reading.limits import Limits
from goldenthread.exchange.reading.plain import text_cell
from goldenthread.exchange.reading.sheets import SheetShape, sheet_shapes

_BROKEN = (
    InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, SyntaxError, etree.LxmlError, zipfile.BadZipFile,
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _SheetCell(Protocol):
    value: Any
    data_type: str
    number_format: str
    row: int
    column: int


def read_workbook(archive: Archive, limits: Limits) -> tuple[list[Block], list[Finding]]:
    """All sheets, hidden ones too (each said in a note). Formulas are never worked out."""
    archive.check_all_xml()
    blocks: list[Block] = []
    notes: list[Finding] = []
    coloured: list[int] = []
    try:
        shapes = sheet_shapes(archive, limits)
        with warnings.catch_warnings():
            # Extensions that the library does not know are of no interest here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(archive.data), read_only=True, data_only=False, keep_links=False
            )
            for sheet in book.worksheets:
                shape = shapes.get(sheet.title, SheetShape())
                sheet.reset_dimensions()
                rows = list(_rows(sheet, shape, notes, coloured))
                if rows:
                    notes.extend(_hidden(sheet.title, shape, rows))
                    blocks.append(Heading(1, sheet.title, SheetLine(1, sheet.title)))
                    blocks.append(Table(tuple(rows), rows[0].line))
            book.close()
    except _BROKEN as error:
        raise damaged(archive.name) from error
    if any(re.fullmatch(r"xl/comments\d*\.xml", member) for member in archive.names):
        notes.append(
            Finding("comments_not_read", "info", "Comments on cells were not read.", None, "")
        )
    return blocks, [*notes, *colour_note(coloured)]


def _rows(
    sheet: Any, shape: SheetShape, notes: list[Finding], coloured: list[int]
) -> Iterator[Row]:
    """The rows of a sheet that hold something, within the rows and columns that it uses."""
    if not shape.last_row:
        return
    used = sheet.iter_rows(max_col=shape.last_column, max_row=shape.last_row)
    for number, values in enumerate(used, start=1):
        if all(cell.value is None for cell in values):
            continue
        line = SheetLine(number, sheet.title)
        cells = [
            _cell(cell, shape, (line, column), notes) for column, cell in enumerate(values, start=1)
        ]
        if not any(cell.parts for cell in cells):
            continue
        coloured += [line] * coloured_blanks(cells, [_is_filled(cell) for cell in values])
        while cells and cells[-1] == Cell():
            cells.pop()
        yield Row(tuple(cells), line)


def _cell(
    cell: _SheetCell, shape: SheetShape, place: tuple[SheetLine, int], notes: list[Finding]
) -> Cell:
    merged = shape.merged.get(place, "")
    if merged:
        return Cell(merged=merged)
    if cell.value is None:
        return Cell()
    row, column = place
    if cell.data_type == "f":
        formula = str(getattr(cell.value, "text", None) or cell.value)
        where = f"{get_column_letter(column)}{int(row)}"
        notes.append(formula_finding(formula, row, where))
        return Cell(unread=True)
    return text_cell(_text(cell.value, cell.number_format or ""), row)


def _is_filled(cell: Any) -> bool:
    """Whether a cell without a value has a colour; one that was never touched has no fill at all."""
    if cell.value is not None or getattr(cell, "fill", None) is None:
        return False
    colour = cell.fill.fgColor
    if cell.fill.fill_type != "solid":
        return False
    # Colours of a theme count from white, which is nought.
    return bool(colour.theme) if colour.type == "theme" else is_colour(str(colour.rgb))


def _text(value: object, number_format: str) -> str:
    if isinstance(value, datetime | date):
        # A cell formatted as month and year promises a month, whatever day it stores.
        if "d" not in re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", number_format.lower()):
            return f"{_MONTHS[value.month - 1]} {value.year}"
        return value.strftime("%Y-%m-%d")
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        scaled, sign = (value * 100, "%") if number_format.rstrip().endswith("%") else (value, "")
        return f"{round(scaled, 6):.15g}{sign}"
    return str(value).replace("_x000D_", "")


def _hidden(sheet: str, shape: SheetShape, rows: list[Row]) -> Iterator[Finding]:
    if shape.hidden:
        yield Finding(
            "hidden_sheet",
            "warning",
            f"Sheet ‘{sheet}’ is hidden in the workbook. It was read all the same; take out what "
            "does not belong to the plan.",
            int(rows[0].line),
            sheet,
            place=f"Sheet ‘{sheet}’",
        )
    hidden = [row.line for row in rows if row.line in shape.hidden_rows]
    if hidden:
        yield Finding(
            "hidden_rows",
            "warning",
            f"Sheet ‘{sheet}’ has {len(hidden)} hidden rows with text (first: row {int(hidden[0])}). "
            "They were read all the same.",
            int(hidden[0]),
            sheet,
            place=place_words(hidden[0]),
        )
    if shape.hidden_columns:
        yield Finding(
            "hidden_columns",
            "warning",
            f"Sheet ‘{sheet}’ has hidden columns. They were read all the same.",
            int(rows[0].line),
            sheet,
            place=f"Sheet ‘{sheet}’",
        )
