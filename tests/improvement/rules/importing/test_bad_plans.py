"""Plans with something wrong, generated field by field; and the message that each gives."""

from __future__ import annotations

import itertools

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from tests.improvement.rules.importing.reading import codes, lines, read, table

COLUMNS = {
    "Section": "1. Voice",
    "Priority": "1a Hear families",
    "Action": "A. Ask them",
    "Lead": "Head of Voice",
    "Milestone": "1. Asked",
    "Due": "Jul 2025",
    "Status": "On track",
    "Update": "Begun",
}


def flat(columns: list[str], cells: dict[str, str] | None = None) -> ParsedPlan:
    """A flat CSV of one row with the given columns."""
    row = COLUMNS | (cells or {})
    text = ",".join(columns) + "\n" + ",".join(row.get(c, "") for c in columns)
    head = "Fellmoor Improvement Plan\nVersion,1\nDate,2 May 2025\n"
    return read(head + text, "plan.csv")


def test_the_whole_row() -> None:
    plan = flat(list(COLUMNS))
    (priority,) = plan.priorities
    (milestone,) = priority.milestones
    assert (priority.code, priority.title, priority.leads) == (
        "1a", "Hear families", ("Head of Voice",),
    )  # fmt: skip
    assert (milestone.number, str(milestone.due), milestone.action) == ("1", "2025-07", "A")
    assert (milestone.status, milestone.update) == ("On track", "Begun")
    assert codes(plan) == []


@pytest.mark.parametrize("order", list(itertools.permutations(COLUMNS))[::977])
def test_columns_in_any_order(order: tuple[str, ...]) -> None:
    assert flat(list(order)).priorities == flat(list(COLUMNS)).priorities


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("Section", set()),
        ("Priority", {"priority_missing", "priority_code_missing"}),
        ("Action", {"missing_column"}),
        ("Lead", {"missing_column", "lead_missing"}),
        ("Milestone", {"missing_column"}),
        ("Due", {"due_missing"}),
        ("Status", set()),
        ("Update", set()),
    ],
)
def test_each_column_missing(column: str, expected: set[str]) -> None:
    plan = flat([name for name in COLUMNS if name != column])
    assert set(codes(plan)) == expected
    assert plan.counts["milestones"] == 1


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("Section",)])
def test_each_column_twice(column: str) -> None:
    plan = flat([*COLUMNS, column])
    assert set(codes(plan)) == {"duplicate_column"}
    assert plan.priorities == flat(list(COLUMNS)).priorities


@pytest.mark.parametrize("column", list(COLUMNS))
def test_each_cell_empty(column: str) -> None:
    plan = flat(list(COLUMNS), {column: ""})
    assert plan.counts["milestones"] == (0 if column == "Milestone" else 1)
    if column == "Milestone":
        assert {"empty_priority", "row_unplaced"} <= set(codes(plan))
    if column == "Priority":
        assert "milestone_unplaced" in codes(plan)


@pytest.mark.parametrize("column", list(COLUMNS))
def test_each_cell_very_long(column: str) -> None:
    text = "purple " * 900
    plan = flat(list(COLUMNS), {column: text})
    everything = repr(plan)
    assert everything.count("purple") >= 900


@pytest.mark.parametrize("column", list(COLUMNS))
def test_each_cell_a_formula(column: str) -> None:
    plan = flat(list(COLUMNS), {column: "=HYPERLINK(1)"})
    assert "formula_cell" in codes(plan)
    assert "HYPERLINK" not in repr(plan.sections)


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("Febtember 2026", "due_unreadable"),
        ("31/02/2026", "due_unreadable"),
        ("2026-13", "due_unreadable"),
        ("July", "due_unreadable"),
        ("soon", "due_unreadable"),
        ("Summer term 2026", "due_vague"),
        ("Ongoing", "due_ongoing"),
        ("TBC", "due_to_be_confirmed"),
        ("Sept 2026", "month_spelling"),
        ("Apr 2025", "due_before_plan_date"),
        ("May 1926", "due_year_doubtful"),
        ("May 2126", "due_year_doubtful"),
        ("31/07/2025", "due_day_dropped"),
        ("45869", "due_serial"),
    ],
)
def test_odd_dates(due: str, code: str) -> None:
    plan = flat(list(COLUMNS), {"Due": due})
    assert code in codes(plan)
    assert [m.due_text for m in plan.milestones()] == [due]
    finding = next(f for f in plan.findings if f.code == code)
    assert (finding.severity == "error") == (code in ("due_unreadable", "due_year_doubtful"))
    if code == "due_unreadable":
        assert [choice.value for choice in finding.choices] == ["give_month", "no_date"]


def test_two_priorities_with_one_code() -> None:
    text = "Section,Priority,Action,Milestone,Due\n1,1a Hear,A. Do,1. Done,Jul 2025\n"
    plan = read(text + "1,1a Ask,A. Do,1. Done,Jul 2025\n", "plan.csv")
    (finding,) = [f for f in plan.findings if f.code == "duplicate_priority_code"]
    assert finding.severity == "error"
    assert "“Hear”" in finding.message
    assert "“Ask”" in finding.message


def test_a_column_that_ranks_is_no_priority() -> None:
    text = "Action,Priority,Lead,Due\nWrite,High,Head of Voice,Jul 2025\nAsk,Low,DCO,Aug 2025\n"
    plan = read(text, "plan.csv")
    assert [p.code for p in plan.priorities] == [None]
    unknown = next(f for f in plan.findings if f.code == "unknown_column")
    assert "High" in unknown.text


def test_rows_longer_and_shorter_than_their_header() -> None:
    plan = read(
        table("Action|Lead|Milestones", "A. Do|Head of Voice|1. Jul 2025: Done|and more", "B. Ask")
    )
    assert [a.letter for a in plan.priorities[0].actions] == ["A", "B"]
    assert any("and more" in f.text for f in plan.findings if f.code == "unknown_column")


def test_numbers_and_links() -> None:
    plan = read(
        table(
            "Action|Lead|Milestones",
            "A. Do|Head of Voice|1. Jul 2025: Done (Action A) 3. Aug 2025: Told (Action C)",
            "B. Ask|Head of Voice|3. Sep 2025: Asked [draft]",
        )
    )
    assert [m.action for m in plan.milestones()] == ["A", None, None]
    assert {"number_gap", "duplicate_number", "link_unknown_action", "bracketed_note"} <= set(
        codes(plan)
    )


@pytest.mark.parametrize(
    ("number", "action"), [("A1", "A"), ("1a.A.1", "A"), ("B.2", "B"), ("M1", None), ("7", None)]
)
def test_numbers_that_name_an_action(number: str, action: str | None) -> None:
    plan = read(
        table("Action|Lead|Milestone no|Milestones", f"A. Do|Head|{number}|Jul 2025: Done",
              "B. Ask|||")
    )  # fmt: skip
    assert [(m.number, m.action) for m in plan.milestones()] == [(number, action)] or action is None


def test_a_cell_beside_several_milestones_links_none_and_one_of_its_own_links() -> None:
    rows = ["A. Do|Head|1. Jul 2025: Done", "B. Ask||2. Aug 2025: Asked"]
    assert [m.action for m in read(table("Action|Lead|Milestones", *rows)).milestones()] == [
        "A", "B",
    ]  # fmt: skip
    both = table("Action|Lead|Milestones", "A. Do|Head|1. Jul 2025: Done 2. Aug 2025: Asked")
    assert [m.action for m in read(both).milestones()] == [None, None]


def test_rows_cut_off_from_their_table() -> None:
    text = table("Action|Lead|Milestones", "A. Do|Head|1. Jul 2025: Done", "", "||2. Aug 2025: Told",
                 "", "||9. Sep 2025: Lost")  # fmt: skip
    plan = read(text)
    assert [m.number for m in plan.priorities[0].milestones] == ["1", "2"]
    assert [m.number for m in plan.unplaced] == ["9"]
    assert lines(plan, "priority_missing") == lines(plan, "milestone_unplaced")
    assert [c.value for c in plan.open_errors[0].choices] == ["place", "new_priority", "leave_out"]


@pytest.mark.parametrize(
    "text",
    [
        "Invoice,Date,Amount,Description,Status\n1,2025-05-01,20,Paper,Paid\n2,2025-05-02,3,Ink,Due\n",
        "We met families on Monday. Section 1 of the Act was explained. Nothing was planned.",
        "Name\tAge\nAnn\t7\nBen\t8\n",
        "SECTION 1\n\nVoice\n\nWhat good looks like\n\n- All is well\n",
    ],
)
def test_documents_without_a_plan(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read(text, "other.csv" if "," in text[:8] else "other.txt")
    assert caught.value.code == "no_plan_found"
    assert "Action, Lead and Milestone" in str(caught.value)


def dated(words: str, due: str = "Jul 2025") -> ParsedPlan:
    columns = list(COLUMNS)
    text = ",".join(columns) + "\n" + ",".join((COLUMNS | {"Due": due})[c] for c in columns)
    return read(f"Fellmoor Improvement Plan\nVersion,1\n{words}\n{text}", "plan.csv")


@pytest.mark.parametrize(
    ("words", "due", "expected"),
    [
        ("Date,2 May 1925", "Jul 2025", {"plan_year_doubtful"}),
        ("Date,2 May 2075", "Jul 2025", {"plan_year_doubtful"}),
        ("Date,2 May 2025", "Jul 2020", {"due_before_plan_date"}),
        ("Date,2 May 2025", "Dec 2040", set()),
        ("Date,2 May 2025", "Jan 2041", {"due_year_doubtful"}),
        ("Remark,none", "Jul 1926", {"plan_date_missing", "due_year_doubtful"}),
    ],
)
def test_years_that_are_most_likely_slips_are_to_be_decided(
    words: str, due: str, expected: set[str]
) -> None:
    plan = dated(words, due)
    assert expected <= set(codes(plan))
    assert {code for code in codes(plan) if "doubtful" in code} <= expected
    for finding in plan.findings:
        if "doubtful" not in finding.code:
            continue
        assert finding.severity == "error"
        assert "accept" in {choice.value for choice in finding.choices}
        kept = decide(plan, {finding.id: Decision("accept")})
        assert finding.code not in codes(kept)
        assert str(kept.priorities[0].milestones[0].due) == str(
            plan.priorities[0].milestones[0].due
        )


def test_the_plans_own_date_is_told_in_words() -> None:
    found = [one for one in dated("Date,2 May 2025", "Jul 2020").findings if "before" in one.code]
    assert "plan's own date, 2 May 2025." in found[0].message
