"""Rows whose action or milestone is blank or could not be read: asked about, never filled from another row."""

from __future__ import annotations

import pytest

from goldenthread.core.errors import UserError
from goldenthread.exchange.findings import Finding
from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from tests.exchange.reading.files import an_xlsx
from tests.improvement.rules.importing.reading import codes, priority, read, table

HEADER = ["Ref", "Priority", "Action", "Owner", "Due", "RAG"]
FIRST = ["PA1", "1a Work", "Forty places", "Head", "Sep 2026", "G"]


def workbook(*rows: list[str]) -> ParsedPlan:
    return read(an_xlsx([["Our Plan"], ["Version", "1"], HEADER, FIRST, *rows]), "plan.xlsx")


def missing(plan: ParsedPlan) -> Finding:
    (finding,) = [f for f in plan.findings if f.code == "text_missing"]
    return finding


def offered(finding: Finding) -> list[str]:
    return [choice.value for choice in finding.choices]


def told(plan: ParsedPlan) -> list[tuple[str, str | None, str]]:
    return [(m.text, m.action, str(m.due)) for m in plan.milestones()]


def test_a_formula_is_never_filled_with_the_words_of_another_row() -> None:
    plan = workbook(["PA2", "", "=A1", "DCO", "Dec 2026", "R"])
    assert told(plan) == [("Forty places", "PA1", "2026-09"), ("", "PA2", "2026-12")]
    assert "duplicate_text" not in codes(plan)
    finding = missing(plan)
    assert (finding.severity, finding.text) == ("error", "PA2 | Dec 2026")
    assert offered(finding) == ["give_words", "leave_row_out"]
    done = decide(plan, {finding.id: Decision("give_words", "Meet employers")})
    assert told(done)[1] == ("Meet employers", "PA2", "2026-12")
    assert [a.text for a in priority(done, "1a").actions] == ["Forty places", "Meet employers"]
    assert done.open_errors == ()


def test_a_row_without_words_is_left_out_with_a_reason() -> None:
    plan = workbook(["PA2", "", "=A1", "DCO", "Dec 2026", "R"])
    finding = missing(plan)
    with pytest.raises(UserError, match="reason is missing"):
        decide(plan, {finding.id: Decision("leave_row_out")})
    done = decide(plan, {finding.id: Decision("leave_row_out", reason="Empty row")})
    assert told(done) == [("Forty places", "PA1", "2026-09")]
    assert [a.letter for a in priority(done, "1a").actions] == ["PA1"]
    assert "Empty row" in next(f.message for f in done.findings if f.code == "left_out_by_decision")


def test_a_blank_action_may_be_a_further_date_of_the_one_above() -> None:
    plan = read(table("Action|Lead|Due", "A. Ask|Head|Jul 2026", "||Sep 2026"))
    finding = missing(plan)
    assert offered(finding) == ["give_words", "as_above", "leave_row_out"]
    assert "“Ask”" in finding.choices[1].label
    done = decide(plan, {finding.id: Decision("as_above")})
    assert told(done) == [("Ask", "A", "2026-07"), ("Ask", "A", "2026-09")]


def test_a_cell_that_reaches_over_two_rows_speaks_for_both() -> None:
    page = (
        "<h1>Our Plan</h1><h2>1a. Work</h2><table><tr><th>Action<th>Lead<th>Due</tr>"
        "<tr><td rowspan=2>Ask<td>Head<td>Jul 2026</tr><tr><td>DCO<td>Sep 2026</tr></table>"
    )
    plan = read(page, "plan.html")
    assert [(m.text, str(m.due)) for m in plan.milestones()] == [
        ("Ask", "2026-07"), ("Ask", "2026-09"),
    ]  # fmt: skip
    assert "text_missing" not in codes(plan)


def test_a_milestone_that_could_not_be_read_keeps_the_action_of_its_row() -> None:
    csv = "Our Plan\nPriority,Action,Milestone,Due\n1a Work,A. Do,=B1,Jul 2026\n,,Asked,Aug 2026\n"
    plan = read(csv, "plan.csv")
    assert told(plan)[0] == ("", "A", "2026-07")
    done = decide(plan, {missing(plan).id: Decision("give_words", "Done")})
    assert [text for text, *_ in told(done)] == ["Done", "Asked"]
    assert [a.text for a in priority(done, "1a").actions] == ["Do"]


def test_an_action_that_could_not_be_read_beside_its_milestone() -> None:
    csv = "Our Plan\nPriority,Action,Milestone,Due\n1a Work,A. Do,1. One,Jul 2026\n,=B1,2. Two,Aug 2026\n"
    plan = read(csv, "plan.csv")
    assert offered(missing(plan)) == ["give_words"]
    done = decide(plan, {missing(plan).id: Decision("give_words", "Write")})
    assert [a.text for a in priority(done, "1a").actions] == ["Do", "Write"]


def test_a_priority_that_could_not_be_read_is_not_the_one_above() -> None:
    plan = workbook(["PA2", "=B4", "Meet", "DCO", "Dec 2026", "R"],
                    ["PA3", "", "Ask", "DCO", "Jan 2027", "G"])  # fmt: skip
    assert [m.text for m in plan.unplaced] == ["Meet", "Ask"]
    assert [m.text for m in priority(plan, "1a").milestones] == ["Forty places"]
