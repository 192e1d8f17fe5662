from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from goldenthread.exchange.exports import Table, write

LIVE = ["=1+1", "+44 1229", "-5", "@SUM(A1)", "\t=cmd", "\r=cmd", '=HYPERLINK("http://x")']


def table(*rows: tuple[object, ...]) -> Table:
    columns = (("text", "Text"), ("number", "Number"), ("day", "Day"))
    return Table("Milestones: 1/2", "Two rows as at 1 May 2026.", columns, rows)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_of_a_csv_starts_like_a_formula(text: str) -> None:
    made = write(table((text, 1, date(2026, 5, 1))), "csv")
    rows = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert rows[1] == ["'" + text, "1", "2026-05-01"]


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    made = write(table((text, 1, None)), "xlsx")
    sheet = load_workbook(io.BytesIO(made.content))["Milestones 12"]
    cell = sheet["A2"]
    assert cell.data_type != "f"
    assert str(cell.value).strip() == text.strip()
    assert sheet["B2"].value == 1


# Half a surrogate pair is no text, and no form could hold it.
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@given(TEXT, st.integers(-10_000, 10_000))
def test_any_text_can_be_written_in_every_form(text: str, number: int) -> None:
    rows = table((text, number, date(2026, 2, 28)))
    written = {form: write(rows, form).content for form in ("csv", "xlsx", "json")}
    assert json.loads(written["json"])["rows"][0]["text"] == text
    sheet = load_workbook(io.BytesIO(written["xlsx"]))["Milestones 12"]
    assert sheet["A2"].data_type != "f"
    assert sheet["B2"].value == number


def test_json_keeps_types_and_says_what_it_is() -> None:
    made = write(table(("Ünïcode", 3, date(2026, 5, 1)), ("", None, None)), "json")
    document = json.loads(made.content)
    assert document["about"] == "Two rows as at 1 May 2026."
    assert document["rows"] == [
        {"text": "Ünïcode", "number": 3, "day": "2026-05-01"},
        {"text": "", "number": None, "day": None},
    ]
