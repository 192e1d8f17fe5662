"""Plans in forms that their authors never thought a program would read: nothing lost silently, nothing said wrongly."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from goldenthread.exchange.reading import read_document
from goldenthread.improvement.rules.importing import ParsedPlan, interpret_plan
from tests.improvement.rules.importing.accounting import lost_words
from tests.improvement.rules.importing.reading import codes, dues, priority, sample

Rows = list[list[str | None]]
TITLE = "Tarnside SEND Improvement Plan"
HEADER: list[str | None] = ["Priority", "Action", "Lead", "Milestone", "Due", "RAG"]


def whole(name: str, made: docx.document.Document | openpyxl.Workbook) -> ParsedPlan:
    """The plan that a file gives, when every word of it is somewhere."""
    out = io.BytesIO()
    made.save(out)
    document = read_document(name, out.getvalue())
    plan = interpret_plan(document)
    assert lost_words(document, plan) == []
    return plan


def fill(table: docx.table.Table, rows: Rows) -> docx.table.Table:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text or ""
    return table


def book(*sheets: tuple[str, Rows]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return made


def test_tables_inside_cells_and_tables_that_only_frame_the_page() -> None:
    made = docx.Document()
    made.add_heading(TITLE, 0)
    made.add_heading("Priority 1: Hearing children", 1)
    outer = fill(made.add_table(2, 3), [["Action", "Lead", "Milestones"], ["A. Ask", "Head", ""]])
    dated: Rows = [["By June 2025", "Children asked"], ["By July 2025", "Answers published"]]
    fill(outer.cell(1, 2).add_table(2, 2), dated)
    frame = made.add_table(1, 1).cell(0, 0)
    frame.text = "Priority 2: Waiting less"
    fill(
        frame.add_table(2, 4),
        [["Action", "Lead", "Milestone", "Due"], ["B. Count", "DCO", "Counted", "May 2025"]],
    )
    plan = whole("plan.docx", made)
    assert [m.text for m in priority(plan, "1").milestones] == [
        "Children asked",
        "Answers published",
    ]
    assert dues(plan, "1") == ["2025-06", "2025-07"]
    assert (priority(plan, "2").leads, dues(plan, "2")) == (("DCO",), ["2025-05"])


def test_merged_cells_of_a_sheet() -> None:
    made = book(("Plan", [[TITLE], HEADER, ["1. Hear", "Ask", "Head", "Asked", "Q2 25/26", "Green"],
                          [None, None, None, "Told", "end of Q2 2025/26", "Amber"]]))  # fmt: skip
    for cells in ("A1:F1", "A3:A4", "B3:B4", "C3:C4"):
        made["Plan"].merge_cells(cells)
    plan = whole("plan.xlsx", made)
    assert dues(plan, "1") == ["2025-09", "2025-09"]
    assert [m.status for m in priority(plan, "1").milestones] == ["Green", "Amber"]
    assert priority(plan, "1").leads == ("Head",)


def test_two_plans_in_one_workbook_are_told() -> None:
    row: list[str | None] = ["1a Hear", "Ask", "Head", "Asked", "Jul 2025", None]
    other: list[str | None] = ["2a Teach", "Ask", "Head", "Taught", "Jul 2025", None]
    sheets = book(("One", [[TITLE], HEADER, row]), ("Two", [["AP Plan 2025"], HEADER, other]))
    plan = whole("plan.xlsx", sheets)
    [second] = [one for one in plan.findings if one.code == "second_plan"]
    assert (second.where, second.text) == ("Sheet ‘Two’, row 1", "AP Plan 2025")
    same = whole(
        "plan.xlsx", book(("One", [[TITLE], HEADER, row]), ("Two", [[TITLE], HEADER, other]))
    )
    assert "second_plan" not in codes(same)


def test_months_as_columns() -> None:
    rows: Rows = [
        [TITLE], ["Priority", "Action", "Lead", "Apr 2025", "May 2025"],
        ["1a Hear", "Ask families", "Head", "Survey out", "Survey back"],
        ["1b Wait", "Count waits", "DCO", None, "X"],
    ]  # fmt: skip
    plan = whole("plan.xlsx", book(("Gantt", rows)))
    assert [(m.text, str(m.due)) for m in plan.milestones()] == [
        ("Survey out", "2025-04"), ("Survey back", "2025-05"), ("Count waits", "2025-05"),
    ]  # fmt: skip
    assert not {"missing_column", "duplicate_column"} & set(codes(plan))


@pytest.mark.parametrize(
    ("fill_colour", "told"), [("FF0000", True), ("FFFFFF", False), ("auto", False)]
)
def test_a_colour_without_a_word_is_told_in_word(fill_colour: str, told: bool) -> None:
    made = docx.Document()
    made.add_heading(TITLE, 0)
    table = fill(
        made.add_table(2, 6), [HEADER, ["1a Hear", "Ask", "Head", "Asked", "May 2025", ""]]
    )
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), fill_colour)
    table.cell(1, 5)._tc.get_or_add_tcPr().append(shade)
    found = [
        one.where for one in whole("plan.docx", made).findings if one.code == "colour_without_word"
    ]
    assert found == (["Table 1, row 2"] if told else [])


def test_a_colour_without_a_word_is_told_in_a_workbook() -> None:
    made = book(("Plan", [[TITLE], HEADER, ["1a Hear", "Ask", "Head", "Asked", "May 2025", None]]))
    for cell in ("F3", "B1"):
        made["Plan"][cell].fill = openpyxl.styles.PatternFill("solid", fgColor="00FF00")
    found = [
        one.where for one in whole("plan.xlsx", made).findings if one.code == "colour_without_word"
    ]
    assert found == ["Sheet ‘Plan’, row 3"], "a coloured banner says nothing"


def test_bullets_in_one_cell() -> None:
    made = docx.Document()
    made.add_heading(TITLE, 0)
    made.add_heading("Priority 1: Hearing children", 1)
    table = fill(
        made.add_table(2, 3),
        [["What will we do?", "Who?", "Milestones and timescales"], ["Ask", "Head", ""]],
    )
    for text in ("Asked by June 2025", "Told – 30th Sept ’25", "Reviewed by Autumn 2 2025"):
        table.cell(1, 2).add_paragraph(text, style="List Bullet")
    assert dues(whole("plan.docx", made), "1") == ["2025-06", "2025-09", "2025-12"]


def test_a_page_of_a_wiki() -> None:
    plan = sample("wiki.md")
    assert (plan.head.title, plan.head.version, str(plan.head.date)) == (TITLE, "0.9", "2025-05-04")
    assert dues(plan, "1.1") == ["2025-06", "2025-07"]
    assert priority(plan, "1.2").milestones[0].status == "🟢"
    assert "status_read_as" in codes(plan), "a green circle alone is a status, and is asked about"


def test_a_web_page_with_accordions() -> None:
    plan = sample("accordions.html")
    assert [(p.code, len(p.milestones)) for p in plan.priorities] == [("1", 2), ("2", 2)]
    assert [(one.term, one.meaning) for one in plan.terms] == [
        ("DCO", "Designated Clinical Officer")
    ]


def test_codes_and_accents() -> None:
    assert [a.letter for a in priority(sample("coded_actions.txt"), "1").actions] == [
        "P1.1",
        "P1.2",
    ]
    assert [p.code for p in sample("codes_of_all_kinds.csv").priorities] == [
        "1.a",
        "1.b",
        "P1.2",
        None,
    ]
    welsh = sample("accents.csv")
    assert priority(welsh, "1a").leads == ("Pennaeth Llais — Siân Ŵyn",)
    assert dues(welsh, "1a") == ["2025-06"]


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("by end of Q2 2025/26", "2025-09"), ("Q2 25/26", "2025-09"), ("2025-26 Q3", "2025-12"),
        ("2025/26", "2026-03"), ("FY25/26", "2026-03"), ("AY 2025/26", "2026-08"),
        ("Autumn 2 2025", "2025-12"), ("Summer 26", "2026-07"), ("Easter 2026", "2026-04"),
        ("by Christmas 2025", "2025-12"), ("30th Sept '25", "2025-09"),
        ("Autumn 2", None), ("Q2", None), ("31 March", None),
    ],
)  # fmt: skip
def test_dates_of_all_kinds(printed: str, due: str | None) -> None:
    plan = sample("dates_of_all_kinds.csv")
    [found] = [m for m in plan.milestones() if m.due_text == printed]
    assert (str(found.due) if found.due else None) == due
    if due is None:
        [finding] = [
            one for one in plan.findings if one.about == found.key and one.code == "due_unreadable"
        ]
        assert "the year is missing" in finding.message
