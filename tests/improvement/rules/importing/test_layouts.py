"""Single features of layout: criteria tables, labels in cells, lists, repeated headings."""

from __future__ import annotations

import pytest

from tests.improvement.rules.importing.reading import codes, dues, lines, priority, read, table

HEAD = "Fellmoor Improvement Plan\n\nSECTION 1\n\nVoice\n\n"
TAIL = "\n1a. Hear\n\nAction\tLead\tMilestones\nA. Ask\tHead\t1. Jul 2025: Asked\n"


def test_a_table_of_criteria_in_two_columns() -> None:
    plan = read(f"{HEAD}Quantitative\tQualitative\n80% heard\tStories\n\tPanel\n{TAIL}")
    assert [(c.kind, c.text) for c in plan.sections[0].success_criteria] == [
        ("quantitative", "80% heard"), ("qualitative", "Stories"), ("qualitative", "Panel"),
    ]  # fmt: skip


def test_a_table_of_measures_under_a_label() -> None:
    plan = read(f"{HEAD}Success criteria\n\nMeasure\tTarget\nPeople heard\tat least 80%\n{TAIL}")
    assert [c.text for c in plan.sections[0].success_criteria] == [
        "Measure | Target", "People heard | at least 80%",
    ]  # fmt: skip
    assert "criterion_kind_guessed" in codes(plan)


def test_labels_beside_their_text_in_a_table() -> None:
    plan = read(
        f"{HEAD}Area for improvement\tFamilies are unheard\n"
        f"What good looks like\t<ul><li>All heard</li><li>All helped</li></ul>\n"
        f"Interdependencies\tCharter\n{TAIL}"
    )
    section = plan.sections[0]
    assert section.area_for_improvement == "Families are unheard"
    assert section.what_good_looks_like == ("All heard", "All helped")
    assert [i.text for i in section.interdependencies] == ["Charter"]


def test_labels_with_their_text_on_one_line() -> None:
    plan = read(f"{HEAD}Area for improvement: Families are unheard\n{TAIL}")
    assert plan.sections[0].area_for_improvement == "Families are unheard"


def test_a_label_of_the_section_inside_the_plan_table() -> None:
    plan = read(table("Action|Lead|Milestones", "A. Ask|Head|1. Jul 2025: Asked",
                      "Success criteria||", "80% heard||"))  # fmt: skip
    assert [c.text for c in plan.sections[0].success_criteria] == ["80% heard"]
    assert dues(plan, "1a") == ["2025-07"]


def test_text_that_fits_nowhere_is_kept_in_a_finding() -> None:
    plan = read(f"{HEAD}What we learned\n\nWe learned much.\n{TAIL}\nSome remark\n\nOdd\trow\n")
    texts = [f.text for f in plan.findings if f.code == "row_unplaced"]
    assert texts == ["We learned much.", "Some remark", "Odd | row"]
    assert plan.sections[0].area_for_improvement == "What we learned"


def test_an_unnumbered_heading_is_a_section_where_priorities_are_numbered() -> None:
    rows = "|Action|Lead|Milestones|\n|---|---|---|\n|A. Ask|Head|1. Jul 2025: Asked|\n"
    plan = read(f"# Our Plan\n\n## Voice\n\n### 1a. Hear\n\n{rows}\n## Help\n\n### 2a. Aid\n\n{rows}",
                "plan.md")  # fmt: skip
    assert [(s.number, s.title) for s in plan.sections] == [(None, "Voice"), (None, "Help")]
    assert [p.code for p in plan.priorities] == ["1a", "2a"]


def test_unnumbered_headings_over_tables_are_priorities() -> None:
    rows = "|Action|Lead|Milestones|\n|---|---|---|\n|A. Ask|Head|1. Jul 2025: Asked|\n"
    plan = read(f"# Our Plan\n\n## Voice\n\n{rows}\n## Help\n\n{rows}", "plan.md")
    assert [(p.code, p.title) for p in plan.priorities] == [(None, "Voice"), (None, "Help")]
    assert codes(plan).count("priority_code_missing") == 2


def test_a_contents_list_is_not_read_twice() -> None:
    plan = read(
        "Fellmoor Improvement Plan\n\nContents\nSection 1: Voice\n1a. Hear\nSection 2: Help\n\n"
        "Section 1: Voice\n" + TAIL + "\nSection 2: Help\n" + TAIL.replace("1a", "2a")
    )
    assert [s.number for s in plan.sections] == ["1", "2"]
    assert [p.code for p in plan.priorities] == ["1a", "2a"]


def test_a_priority_with_nothing_below_it_stays() -> None:
    plan = read(HEAD + TAIL + "\n1b. Later\n" + TAIL.replace("1a", "1c"))
    assert [p.code for p in plan.priorities] == ["1a", "1b", "1c"]
    assert lines(plan, "empty_priority") == lines(plan, "lead_missing")


@pytest.mark.parametrize(
    ("cell", "recurring", "dated"),
    [
        ("1. Weekly: Count", [("1", "weekly")], []),
        ("<p>1. Monthly:</p><ul> ○ Count ○ Tell", [("1", "monthly"), ("1", "monthly")], []),
        ("1. Jul 2025: Begin <p>2. Termly:</p><ul><li>Tell</li></ul>", [("2", "termly")], ["1"]),
        ("1. Half-termly: Tell 2. Jul 2025: End", [("1", "half-termly")], ["2"]),
        ("Every six weeks: Tell", [(None, "six-weekly")], []),
        ("1. Annual:", [("1", "yearly")], []),
    ],
)
def test_recurring_commitments(
    cell: str, recurring: list[tuple[str | None, str]], dated: list[str]
) -> None:
    found = priority(read(table("Action|Lead|Milestones", f"A. Ask|Head|{cell}")), "1a")
    assert [(r.number, r.cadence) for r in found.recurring] == recurring
    assert [m.number for m in found.milestones] == dated


def test_updates_go_to_their_milestones_by_number_or_order() -> None:
    rows = "A. Ask|Head|1. Jul 2025: Asked 2. Aug 2025: Told|"
    by_number = read(table("Action|Lead|Milestones|Update", rows + "1. Went well 2. Begun"))
    assert [m.update for m in by_number.milestones()] == ["Went well", "Begun"]
    by_order = read(table("Action|Lead|Milestones|RAG", rows + "<p>Green</p><p>Red</p>"))
    assert [m.status for m in by_order.milestones()] == ["Green", "Red"]


def test_an_undated_item_between_dated_ones() -> None:
    cell = "1. Jul 2025: Asked 2. Told everybody 3. Sep 2025: Done"
    plan = read(table("Action|Lead|Milestones", f"A. Ask|Head|{cell}"))
    assert [(m.number, m.text) for m in plan.milestones()] == [
        ("1", "Asked"), ("2", "Told everybody"), ("3", "Done"),
    ]  # fmt: skip
    assert "due_missing" in codes(plan)


def test_dates_in_a_column_for_several_milestones() -> None:
    cells = "A. Ask|Head|<p>1. Asked</p><p>2. Told</p>|<p>Jul 2025</p><p>Aug 2025</p>"
    assert dues(read(table("Action|Lead|Milestones|Due", cells)), "1a") == ["2025-07", "2025-08"]
    one = "A. Ask|Head|<p>1. Asked</p><p>2. Told</p>|Jul 2025"
    assert dues(read(table("Action|Lead|Milestones|Due", one)), "1a") == ["2025-07", "2025-07"]
    odd = "A. Ask|Head|<p>1. Asked</p><p>2. Told</p><p>3. Done</p>|<p>Jul 2025</p><p>Aug 2025</p>"
    plan = read(table("Action|Lead|Milestones|Due", odd))
    assert dues(plan, "1a") == [None, None, None]
    assert "row_unplaced" in codes(plan)
