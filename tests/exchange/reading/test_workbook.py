"""Workbooks: sheets, dates, formulas, merged and hidden cells."""

from __future__ import annotations

import copy
import io
import re
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from goldenthread.exchange.reading import (
    DEFAULT_LIMITS,
    Document,
    Heading,
    Table,
    UnreadableFile,
    read_document,
)
from tests.exchange.reading.files import an_xlsx, changed


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(document: Document) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for block in document.blocks if isinstance(block, Table)
        for row in block.rows
    ]  # fmt: skip


def test_sheets_become_headings_and_tables_and_blank_rows_keep_their_count() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Section 1"
    book.active["B2"] = "Action"
    book.active["B5"] = "Ask\nTell"
    book.create_sheet("Empty")
    book.create_sheet("Section 2")["A1"] = "x"
    document = read_document("plan.docx", saved(book))
    assert document.format == "xlsx"
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == ["Section 1", "Section 2"]
    assert rows(document) == [["", "Action"], ["", "Ask\nTell"], ["x"]]
    assert [r.line for b in document.blocks if isinstance(b, Table) for r in b.rows] == [2, 5, 1]


def test_values_as_they_are_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    moment = datetime(2025, 7, 31)  # noqa: DTZ001
    for column, (value, number_format) in enumerate(
        [(moment, "dd/mm/yyyy"), (moment, "mmm-yy"), (1, "0"), (1.10, "0.00"), (0.6, "0%"),
         (True, "General"), (45869, "General")], start=1,
    ):  # fmt: skip
        cell = sheet.cell(1, column, value)
        cell.number_format = number_format
    document = read_document("plan.xlsx", saved(book))
    assert rows(document) == [["2025-07-31", "Jul 2025", "1", "1.1", "60%", "TRUE", "45869"]]


def test_formulas_are_never_worked_out() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ask", "=DATE(2025,7,1)", '=HYPERLINK("http://x","y")'])
    document = read_document("plan.xlsx", saved(book))
    assert rows(document) == [["Ask", "", ""]]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [cell.unread for cell in table.rows[0].cells] == [False, True, True]
    assert [(n.code, n.source_line) for n in document.notes] == [("formula_cell", 1)] * 2
    assert document.notes[0].text == "=DATE(2025,7,1)"


def test_merged_cells_say_where_they_belong() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Action", "Milestone", "Due"], ["A", "1", "x"], ["", "2", "y"], ["Wide", "", ""]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:C4")
    document = read_document("plan.xlsx", saved(book))
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [cell.merged for cell in table.rows[2].cells] == ["above", "", ""]
    assert [cell.merged for cell in table.rows[3].cells] == ["", "left", "left"]


def test_hidden_sheets_rows_and_columns_are_read_and_noted() -> None:
    book = openpyxl.Workbook()
    book.active.append(["seen"])
    book.active.append(["hidden"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    secret = book.create_sheet("Old")
    secret.append(["older"])
    secret.sheet_state = "veryHidden"
    document = read_document("plan.xlsx", saved(book))
    assert rows(document) == [["seen"], ["hidden"], ["older"]]
    assert {n.code for n in document.notes} == {"hidden_rows", "hidden_columns", "hidden_sheet"}


def test_lines_know_their_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Key"
    book.active.append(["x"])
    waits = book.create_sheet("Waits")
    waits["A4"] = "Ask"
    table = read_document("plan.xlsx", saved(book)).blocks[3]
    assert isinstance(table, Table)
    line = table.rows[0].cells[0].parts[0].line
    assert line == 4
    assert f"line {line}" == "line 4 of sheet ‘Waits’"
    assert copy.deepcopy(line).sheet == "Waits"  # type: ignore[attr-defined]


def test_rows_and_cells_that_leave_out_their_place_follow_one_another() -> None:
    def without_places(xml: bytes) -> bytes:
        return re.sub(rb' r="[A-Z]*\d+"', b"", xml)

    data = an_xlsx([["Action", "Lead"], ["Ask", "Head"]])
    read = read_document("p.xlsx", changed(data, {"xl/worksheets/sheet1.xml": without_places}))
    assert rows(read) == [["Action", "Lead"], ["Ask", "Head"]]


def test_a_sheet_with_too_many_rows_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the whole workbook was opened")

    monkeypatch.setattr(openpyxl, "load_workbook", never)
    data = an_xlsx([["A. Do", "Jul 2025"]] * 30)
    with pytest.raises(UnreadableFile, match="more than 20 rows"):
        read_document("plan.xlsx", data, limits=replace(DEFAULT_LIMITS, rows=20))
