"""A table on its way out: CSV, XLSX and JSON, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Value = str | int | date | None
# A cell that starts like this is taken for a formula by at least one spreadsheet program.
_LIVE = ("=", "+", "-", "@", "\t", "\r")
# Characters that XML, and so XLSX, cannot hold.
_NOT_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


@dataclass(frozen=True)
class Table:
    """Rows under named columns. `about` says what the rows are, and as at when."""

    title: str
    about: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[tuple[Value, ...]]


@dataclass(frozen=True)
class Export:
    """A finished file."""

    content: bytes
    content_type: str
    extension: str


def write(table: Table, form: str) -> Export:
    """The table as `csv`, `xlsx` or `json`; KeyError for any other form."""
    return WRITERS[form](table)


def to_csv(table: Table) -> Export:
    """UTF-8 with a byte-order mark, so that Excel reads accents; text that looks live is quoted with '."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([label for _, label in table.columns])
    for row in table.rows:
        writer.writerow([_plain(value) for value in row])
    return Export(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")


def to_xlsx(table: Table) -> Export:
    """A workbook whose text cells are text, whatever they start with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(table.title))
    sheet.freeze_panes = "A2"
    heading = []
    for _, label in table.columns:
        cell = WriteOnlyCell(sheet, value=label)
        cell.font = Font(bold=True)
        heading.append(cell)
    sheet.append(heading)
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    about = book.create_sheet("About")
    about.append([_cell(about, table.about)])
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Export(out.getvalue(), kind, "xlsx")


def to_json(table: Table) -> Export:
    """One object: `title`, `about`, and `rows` keyed by column name; dates as ISO text."""
    names = [name for name, _ in table.columns]
    rows = [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in zip(names, row, strict=True)
        }
        for row in table.rows
    ]
    document = {"title": table.title, "about": table.about, "rows": rows}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return Export(text.encode(), "application/json", "json")


WRITERS = {"csv": to_csv, "xlsx": to_xlsx, "json": to_json}


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_LIVE):
        return "'" + value
    return value


def _cell(sheet: Any, value: Value) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=value.translate(_NOT_XML))
    cell.data_type = "s"
    return cell


def _sheet_title(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\")[:31] or "Table"
