"""Leads that stand beside single milestones: merged into the priority's, and said."""

from __future__ import annotations

from goldenthread.improvement.rules.importing import ParsedPlan
from tests.improvement.rules.importing.reading import codes, lines, priority, read, table

FLAT = "Our Improvement Plan\nPriority,Milestone,Due,Lead\n"


def texts(plan: ParsedPlan, code: str) -> list[str]:
    return [f.text for f in plan.findings if f.code == code]


def test_different_leads_of_the_rows_are_said_once_for_each_priority() -> None:
    plan = read(
        FLAT + "1a Hear,1. Asked,Jul 2025,Head of Voice\n1b Tell,1. Told,Jul 2025,DCO\n"
        "1a Hear,2. Written,Aug 2025,Head of Data\n1b Tell,2. Sent,Aug 2025,DCO\n", "plan.csv",
    )  # fmt: skip
    assert priority(plan, "1a").leads == ("Head of Voice", "Head of Data")
    assert texts(plan, "leads_merged") == ["1: Head of Voice; 2: Head of Data"]
    assert "priority 1a" in next(f.message for f in plan.findings if f.code == "leads_merged")


def test_a_row_without_a_lead_among_rows_that_have_one() -> None:
    plan = read(
        FLAT + "1a Hear,1. Asked,Jul 2025,Head of Voice\n1a Hear,2. Written,Aug 2025,\n",
        "plan.csv",
    )  # fmt: skip
    assert texts(plan, "milestone_lead_missing") == ["2"]
    assert lines(plan, "milestone_lead_missing") == [4]
    assert "leads_merged" not in codes(plan)


def test_one_lead_above_blank_cells_is_the_lead_of_all() -> None:
    plan = read(
        FLAT + "1a Hear,1. Asked,Jul 2025,Head of Voice\n,2. Written,Aug 2025,\n", "plan.csv"
    )
    assert not {"leads_merged", "milestone_lead_missing"} & set(codes(plan))
    rows = ["A. Do|Head of Voice|1. Jul 2025: Done", "B. Ask||2. Aug 2025: Asked"]
    plan = read(table("Action|Lead|Milestones", *rows))
    assert not {"leads_merged", "milestone_lead_missing"} & set(codes(plan))


def test_several_leads_and_a_blank_among_them() -> None:
    rows = ["A. Do|Head of Voice|1. Jul 2025: Done", "B. Ask|DCO|2. Aug 2025: Asked",
            "C. Tell||3. Sep 2025: Told"]  # fmt: skip
    plan = read(table("Action|Lead|Milestones", *rows))
    assert texts(plan, "leads_merged") == ["1: Head of Voice; 2: DCO"]
    assert texts(plan, "milestone_lead_missing") == ["3"]


def test_no_lead_at_all_is_said_for_the_priority_only() -> None:
    plan = read(FLAT + "1a Hear,1. Asked,Jul 2025,\n1a Hear,2. Written,Aug 2025,\n", "plan.csv")
    assert "lead_missing" in codes(plan)
    assert not {"leads_merged", "milestone_lead_missing"} & set(codes(plan))
