"""Where a finding sends a person: the sheet and its row, the table and its row, or the lines of a text."""

from __future__ import annotations

import copy
import io
import json

import docx
import pytest

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading import PlacedLine, SheetLine, Table, place_words, read_document
from goldenthread.improvement.rules.importing import from_stored, interpret_plan, to_json, to_stored
from tests.exchange.reading.files import an_xlsx

ROWS: list[list[object]] = [
    ["Fellmoor Improvement Plan"],
    ["Priority", "Action", "Lead", "Milestone", "Due"],
    ["1a Hear families", "A. Ask them", "Head of Voice", "1. Asked", "Febtember 2027"],
]


def a_table() -> bytes:
    document = docx.Document()
    document.add_paragraph("Fellmoor Improvement Plan")
    document.add_paragraph("A word before.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Contents"
    table = document.add_table(rows=2, cols=5)
    for row, texts in zip(table.rows, ROWS[1:], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = str(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("plan.xlsx", an_xlsx(ROWS), "Sheet ‘Sheet’, row 3"),
        ("plan.docx", a_table(), "Table 2, row 2"),
        ("plan.csv", "\n".join(",".join(map(str, row)) for row in ROWS).encode(), "Line 3"),
    ],
)
def test_a_finding_says_where(name: str, data: bytes, where: str) -> None:
    plan = interpret_plan(read_document(name, data))
    [finding] = [one for one in plan.findings if one.code == "due_unreadable"]
    assert finding.where == where
    assert from_stored(json.loads(json.dumps(to_stored(plan)))) == plan
    [told] = [one for one in to_json(plan)["findings"] if one["code"] == "due_unreadable"]
    assert told["source_line"] == finding.source_line
    assert told["message"].startswith(f"{where}: ") is (name != "plan.csv")


def test_a_paragraph_of_word_is_counted_without_its_tables() -> None:
    blocks = read_document("plan.docx", a_table()).blocks
    first = next(block for block in blocks if not isinstance(block, Table))
    assert place_words(first.line) == "Paragraph 1"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, "Table 2, row 4"),
        (PlacedLine(9, "Table 2", "row", 6), "Table 2, rows 4 to 6"),
        (PlacedLine(20, "Table 3", "row", 1), "Table 2, row 4 and what follows"),
    ],
)
def test_up_to_where(last: int | None, words: str) -> None:
    assert PlacedLine(7, "Table 2", "row", 4).words(last) == words


def test_lines_of_a_text() -> None:
    assert Finding("x", "info", "X.", 3, "", last_line=5).where == "Lines 3 to 5"
    assert Finding("x", "info", "X.", None, "").where == ""


@pytest.mark.parametrize("line", [SheetLine(4, "Waits"), PlacedLine(7, "Table 2", "row", 4)])
def test_a_copy_knows_its_place(line: PlacedLine) -> None:
    twin = copy.deepcopy(line)
    assert (twin, twin.words()) == (line, line.words())
