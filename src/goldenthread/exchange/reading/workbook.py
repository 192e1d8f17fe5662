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
from openpyxl.utils.exceptions import InvalidFileException

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.archives import Archive
from goldenthread.exchange.reading.delimited import formula_finding
from goldenthread.exchange.reading.document import Block, Cell, Heading, Row, Table
from goldenthread.exchange.reading.errors import damaged, too_large
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
    try:
        shapes = sheet_shapes(archive)
        with warnings.catch_warnings():
            # Extensions that the library does not know are of no interest here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(archive.data), read_only=True, data_only=False, keep_links=False
            )
            for sheet in book.worksheets:
                shape = shapes.get(sheet.title, SheetShape())
                sheet.reset_dimensions()
                rows = list(_rows(archive.name, sheet, shape, limits, notes))
                if rows:
                    notes.extend(_hidden(sheet.title, shape, rows))
                    blocks.append(Heading(1, sheet.title, 1))
                    blocks.append(Table(tuple(rows), rows[0].line))
            book.close()
    except _BROKEN as error:
        raise damaged(archive.name, "The workbook cannot be read.") from error
    if any(re.fullmatch(r"xl/comments\d*\.xml", member) for member in archive.names):
        notes.append(
            Finding("comments_not_read", "info", "Comments on cells were not read.", None, "")
        )
    return blocks, notes


def _rows(
    name: str, sheet: Any, shape: SheetShape, limits: Limits, notes: list[Finding]
) -> Iterator[Row]:
    if shape.last_column > limits.columns:
        raise too_large(
            f"Sheet “{sheet.title}” uses {shape.last_column} columns; at most "
            f"{limits.columns} are read.",
            name,
        )
    count = 0
    for number, values in enumerate(sheet.iter_rows(max_col=limits.columns), start=1):
        cells = [
            _cell(cell, sheet.title, shape, (number, column), notes)
            for column, cell in enumerate(values, start=1)
        ]
        if not any(cell.parts for cell in cells):
            continue
        count += 1
        if count > limits.rows:
            raise too_large(f"Sheet “{sheet.title}” has more than {limits.rows} rows.", name)
        while cells and not cells[-1].parts and not cells[-1].merged:
            cells.pop()
        yield Row(tuple(cells), number)


def _cell(
    cell: _SheetCell, sheet: str, shape: SheetShape, place: tuple[int, int], notes: list[Finding]
) -> Cell:
    merged = shape.merged.get(place, "")
    if merged:
        return Cell(merged=merged)
    if cell.value is None:
        return Cell()
    row, column = place
    if cell.data_type == "f":
        formula = str(getattr(cell.value, "text", None) or cell.value)
        where = f"sheet “{sheet}”, row {row}, column {column}"
        notes.append(formula_finding(formula, row, where))
        return Cell()
    return text_cell(_text(cell.value, cell.number_format or ""), row)


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
            f"Sheet “{sheet}” is hidden in the workbook. It was read all the same; take out what "
            "does not belong to the plan.",
            rows[0].line,
            sheet,
        )
    hidden = [row.line for row in rows if row.line in shape.hidden_rows]
    if hidden:
        yield Finding(
            "hidden_rows",
            "warning",
            f"Sheet “{sheet}” has {len(hidden)} hidden rows with text (first: row {hidden[0]}). "
            "They were read all the same.",
            hidden[0],
            sheet,
        )
    if shape.hidden_columns:
        yield Finding(
            "hidden_columns",
            "warning",
            f"Sheet “{sheet}” has hidden columns. They were read all the same.",
            rows[0].line,
            sheet,
        )
