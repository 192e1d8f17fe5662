"""Layouts of other councils, in invented samples."""

from __future__ import annotations

import io
import json

import docx
import openpyxl
import pytest

from goldenthread.improvement.rules.importing import from_stored, to_stored
from tests.improvement.rules.importing.reading import codes, dues, lines, priority, read, sample
from tests.improvement.rules.importing.word import saved


def test_a_table_of_dated_actions_gives_each_as_its_milestone() -> None:
    plan = sample("dated_actions.md")
    assert plan.head.version == "0.4"
    assert str(plan.head.date) == "2025-05-01"
    assert [(s.number, s.title) for s in plan.sections] == [("1", "Waiting times")]
    first = priority(plan, "1.1")
    assert [a.letter for a in first.actions] == ["1.1.1", "1.1.2", "1.1.3"]
    assert [(m.action, m.status) for m in first.milestones] == [("1.1.1", "G"), ("1.1.3", "R")]
    assert [r.cadence for r in first.recurring] == ["termly"]
    assert first.leads == ("Head of SEND", "DCO", "Data Manager", "Jane Smith, John Brown")
    assert {"missing_column", "due_to_be_confirmed", "lead_perhaps_several"} <= set(codes(plan))
    assert dues(plan, "1.2") == [None, "2026-07"]


def test_a_flat_file_with_blank_cells_below() -> None:
    plan = sample("flat.csv")
    assert [p.code for p in plan.priorities] == ["1a", "1b", "2a"]
    talk = priority(plan, "1a")
    assert [(m.number, m.action, m.status) for m in talk.milestones] == [
        ("1", "A", "On track"), ("2", "A", "Not started"), ("3", "B", None),
    ]  # fmt: skip
    assert talk.milestones[0].update == "Draft seen by board"
    assert dues(plan, "1a") == ["2025-07", "2025-09", "2025-12"]
    assert dues(plan, "1b") == [None]
    assert lines(plan, "formula_cell") == [6]
    unknown = next(f for f in plan.findings if f.code == "unknown_column")
    assert "£5k" in unknown.text
    assert "£2k" in unknown.text
    assert {f.code for f in plan.open_errors} == {"title_missing", "due_unreadable"}


def test_lists_under_headings_without_tables() -> None:
    plan = sample("lists.txt")
    assert [(s.number, s.title) for s in plan.sections] == [
        ("A", "Early help"), ("B", "Good plans"),
    ]  # fmt: skip
    assert plan.sections[0].what_good_looks_like == (
        "Families get help early.", "Schools know whom to ask.",
    )  # fmt: skip
    assert [p.code for p in plan.priorities] == ["A1", "A2", "B1"]
    assert [m.action for m in priority(plan, "A1").milestones] == [None, "b"]
    assert dues(plan, "B1") == ["2026-03", "2026-04"]
    assert [r.cadence for r in priority(plan, "A2").recurring] == ["termly"]


def test_a_page_with_priorities_in_table_rows_and_measures_beside() -> None:
    plan = sample("page.html")
    assert [(s.number, s.title) for s in plan.sections] == [
        ("1", "Health advice"), ("2", "Social care"),
    ]  # fmt: skip
    assert dues(plan, "1") == ["2025-06", "2025-09", "2025-10"]
    assert [(c.kind, c.text) for c in plan.sections[0].success_criteria] == [
        ("qualitative", "Rota in place"), ("qualitative", "Rota reviewed"),
        ("quantitative", "80% trained"),
    ]  # fmt: skip
    assert len(lines(plan, "split_header")) == 2


def test_several_dated_milestones_in_one_cell_without_numbers() -> None:
    plan = sample("two_dates.txt")
    assert dues(plan, "1") == ["2025-06", "2025-12", "2025-07"]
    assert priority(plan, "1").milestones[2].status == "Blue"
    assert len(lines(plan, "status_not_linked")) == 1


def test_roman_numerals() -> None:
    plan = sample("numerals.md")
    assert [(p.code, p.title) for p in plan.priorities] == [
        ("I", "Identification"), ("II", "Provision"),
    ]  # fmt: skip
    assert dues(plan, "II") == ["2026-09"]


def test_doubled_codes_gaps_and_broken_headers() -> None:
    plan = sample("doubles.txt")
    assert [p.code for p in plan.priorities] == ["1a", "1a", "1d"]
    assert [f.code for f in plan.open_errors] == ["duplicate_priority_code"]
    assert {"number_gap", "split_header", "priority_missing"} <= set(codes(plan))
    missing = next(f for f in plan.findings if f.code == "priority_missing")
    assert missing.text == "1b, 1c"


@pytest.mark.parametrize(
    ("section", "first", "second", "expected"),
    [
        ("Section 1: Voice", "1a. Hear", "1b. Ask", ["1a", "1b"]),
        ("SECTION 1 – Voice", "1.1 Hear", "1.2 Ask", ["1.1", "1.2"]),
        ("Priority Area 1: Voice", "P1 Hear", "P2 Ask", ["P1", "P2"]),
        ("Area for Improvement 1 - Voice", "Priority 1: Hear", "Priority 2: Ask", ["1", "2"]),
        ("Theme A: Voice", "Objective 2.3 Hear", "Objective 2.4 Ask", ["2.3", "2.4"]),
        ("Priority 1: Voice", "1.1 Hear", "1.2 Ask", ["1.1", "1.2"]),
        ("Priority 1: Voice", "Objective 1a: Hear", "Objective 1b: Ask", ["1a", "1b"]),
        ("Workstream 2: Voice", "Outcome 1 – Hear", "Outcome 2 – Ask", ["1", "2"]),
        ("Theme One: Voice", "1A) Hear", "1B) Ask", ["1A", "1B"]),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "row"])
def test_ways_to_number_sections_and_priorities(
    section: str, first: str, second: str, expected: list[str], form: str
) -> None:
    header, row = "Action\tLead\tMilestones", "A. Do it\tHead of Voice\t1. Jul 2025: Done"
    if form == "markdown":
        header, row = "|" + header.replace("\t", "|") + "|\n|---|---|---|", f"|{row}|"
        row = row.replace("\t", "|")
        section, first, second = f"# {section}", f"## {first}", f"## {second}"
    if form == "row":
        first, second = f"{first}\t\t", f"{second}\t\t"
    gap = "\n\n" if form != "row" else "\n"
    text = (
        f"Fellmoor SEND Improvement Plan\n\n{section}\n\n"
        f"{first}{gap}{header}\n{row}\n\n{second}{gap}{header}\n{row}\n"
    )
    plan = read(text, "plan.md" if form == "markdown" else "plan.txt")
    assert [s.title for s in plan.sections] == ["Voice"]
    assert [(p.code, p.title) for p in plan.priorities] == list(
        zip(expected, ["Hear", "Ask"], strict=True)
    )
    assert all(len(p.milestones) == len(p.actions) == 1 for p in plan.priorities)


def word_tables(*tables: list[list[str]]) -> bytes:
    """A Word document of tables; a row of one text reaches over all columns."""
    document = docx.Document()
    document.add_paragraph("Fellmoor SEND Improvement Plan", style="Title")
    for rows in tables:
        width = max(len(row) for row in rows)
        table = document.add_table(rows=len(rows), cols=width)
        for place, row in enumerate(rows):
            if len(row) == 1:
                table.cell(place, 0).merge(table.cell(place, width - 1))
            for column, text in enumerate(row):
                if text == "^":
                    table.cell(place - 1, column).merge(table.cell(place, column))
                else:
                    table.cell(place, column).text = text
        document.add_paragraph("")
    return saved(document)


def test_a_word_table_with_one_row_for_each_milestone_and_merged_actions() -> None:
    plan = read(
        word_tables([
            ["Priority 1a – Hear families"],
            ["Action", "Milestone", "Lead", "RAG"],
            ["A. Ask", "1. Jul 2025: Asked", "Head of Voice", "G"],
            ["^", "2. Aug 2025: Asked again", "Head of Voice", "A"],
            ["B. Tell", "3. Sep 2025: Told", "Head of Voice", "R"],
            ["Progress: begun well"],
        ]),
        "plan.docx",
    )  # fmt: skip
    (found,) = plan.priorities
    assert [a.letter for a in found.actions] == ["A", "B"]
    # The cell of action A reaches over two milestones and names neither.
    assert [(m.action, m.status) for m in found.milestones] == [
        (None, "G"),
        (None, "A"),
        ("B", "R"),
    ]
    assert [f.text for f in plan.findings if f.code == "row_unplaced"] == ["begun well"]


def test_a_word_form_for_each_priority() -> None:
    form = [
        ["Lead", "Head of Voice"], ["What we will do", "A. Ask\nB. Tell"],
        ["Milestones", "1. Sep 2025: Asked\n2. Dec 2025: Told"], ["Success measures", "90% heard"],
        ["Status", "Green"],
    ]  # fmt: skip
    tables = [
        [[f"Priority {code}", title], *form]
        for code, title in (("1.1", "Hear families"), ("1.2", "Hear schools"))
    ]
    plan = read(word_tables(*tables), "plan.docx")
    assert [(p.code, p.title, p.leads) for p in plan.priorities] == [
        ("1.1", "Hear families", ("Head of Voice",)), ("1.2", "Hear schools", ("Head of Voice",)),
    ]  # fmt: skip
    assert dues(plan, "1.2") == ["2025-09", "2025-12"]
    assert [c.text for c in plan.sections[0].success_criteria] == ["90% heard", "90% heard"]
    assert [f.text for f in plan.findings if f.code == "row_unplaced"] == ["Green", "Green"]


def test_a_workbook_with_a_sheet_for_each_section_and_nothing_numbered() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Communication"
    for row in (["SEND Improvement Plan 2025"], [], ["Action", "Lead", "Deadline", "RAG"],
                ["Write", "Head of Voice", "Sept 2025", "G"]):  # fmt: skip
        book.active.append(row)
    waits = book.create_sheet("Waits")
    for row in (["Ref", "Action", "Lead", "Deadline"], [1, "Count", "Head of Data", "2025-09-30"]):
        waits.append(row)
    book.create_sheet("Key").append(["RAG", "Meaning"])
    out = io.BytesIO()
    book.save(out)
    plan = read(out.getvalue(), "plan.xlsx")
    assert plan.head.title == "SEND Improvement Plan 2025"
    assert [s.title for s in plan.sections] == ["Communication", "Waits"]
    assert [[str(m.due) for m in p.milestones] for p in plan.priorities] == [
        ["2025-09"], ["2025-09"],
    ]  # fmt: skip
    assert codes(plan).count("priority_missing") == 2


def test_dates_without_marks_are_taken_with_doubt() -> None:
    plan = read(
        "Fellmoor Improvement Plan\nMay 2025\n\nArea for improvement 1: Plans\n\n"
        "Priority 1 - Faster plans\nLead officer: Head of SEND\nKey actions\n"
        "1. Recruit by September 2025\n\nPriority 2 - Better plans\nMilestones\n"
        "1. July 2025 Tool agreed\n2. Report to Board, December 2025\n3. Told by May 2026\n"
    )
    assert str(plan.head.date) == "2025-05-01"
    assert dues(plan, "2") == ["2025-07", "2025-12", "2026-05"]
    assert len(lines(plan, "due_vague")) == 2
    assert lines(plan, "date_in_action") == [9]


def test_findings_on_a_workbook_name_the_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Priority 1"
    row = ["1. Asked again in every school", "Head of Voice", "Febtember 2026"]
    for sheet in (book.active, book.create_sheet("Priority 2")):
        for cells in (["Milestone", "Lead", "Due"], row):
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    plan = read(out.getvalue(), "plan.xlsx")
    dates = [f for f in plan.findings if f.code == "due_unreadable"]
    assert [f.where for f in dates] == [
        "Sheet ‘Priority 1’, row 2", "Sheet ‘Priority 2’, row 2",
    ]  # fmt: skip
    assert [f.id for f in dates] == ["due_unreadable-2-1", "due_unreadable-2-2"]
    double = next(f for f in plan.findings if f.code == "duplicate_text")
    assert double.where == "Sheet ‘Priority 2’, row 2"
    assert "(line 2 of sheet ‘Priority 1’)" in double.message
    assert from_stored(json.loads(json.dumps(to_stored(plan)))) == plan
