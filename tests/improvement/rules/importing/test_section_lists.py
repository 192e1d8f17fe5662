"""Lists of a section under headings in many words: success criteria, or a question where they go."""

from __future__ import annotations

import pytest

from goldenthread.exchange.findings import Finding
from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from tests.improvement.rules.importing.reading import codes, read


def plan_with(heading: str) -> ParsedPlan:
    return read(
        "# Our Improvement Plan\n\n## Section 1: Voice\n\nFamilies wait.\n\n"
        f"### {heading}\n\n- 90% within 20 weeks\n- Families feel heard\n\n"
        "### 1a. Hear families\n\n| Action | Lead | Due |\n|---|---|---|\n| A. Ask | DCO | Jul 2026 |\n",
        "plan.md",
    )


def unplaced(plan: ParsedPlan) -> Finding:
    (finding,) = [f for f in plan.findings if f.code == "row_unplaced"]
    return finding


@pytest.mark.parametrize(
    "heading",
    ["What success will look like", "Success measures", "KPIs", "How will we know?",
     "How will we know we have made a difference?", "What will success look like"],
)  # fmt: skip
def test_the_words_of_success_open_its_criteria(heading: str) -> None:
    plan = plan_with(heading)
    criteria = [(c.kind, c.text) for c in plan.sections[0].success_criteria]
    assert criteria == [
        ("quantitative", "90% within 20 weeks"), ("qualitative", "Families feel heard"),
    ]  # fmt: skip
    assert plan.sections[0].area_for_improvement == "Families wait."
    assert "row_unplaced" not in codes(plan)


def test_an_unknown_heading_is_asked_about_once_with_its_list() -> None:
    finding = unplaced(plan_with("The difference for children"))
    assert "“The difference for children”" in finding.message
    assert (
        finding.text == "The difference for children\n- 90% within 20 weeks\n- Families feel heard"
    )
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("choice", "criteria", "good", "others"),
    [
        ("as_criteria", 2, 0, 0),
        ("as_good", 0, 2, 0),
        ("as_interdependencies", 0, 0, 2),
        ("keep_out", 0, 0, 0),
    ],
)
def test_a_person_says_which_part_it_is(choice: str, criteria: int, good: int, others: int) -> None:
    plan = plan_with("The difference for children")
    (section,) = decide(plan, {unplaced(plan).id: Decision(choice)}).sections
    found = (section.success_criteria, section.what_good_looks_like, section.interdependencies)
    assert tuple(map(len, found)) == (criteria, good, others)


def test_a_heading_of_a_list_is_no_area_for_improvement() -> None:
    plan = read(
        "Our Improvement Plan\n\nSECTION 1\nVoice\n\nThe difference for children\n- Heard\n- Seen\n\n"
        "1a. Hear families\n\nAction\tLead\tDue\nA. Ask\tDCO\tJul 2026\n"
    )
    assert plan.sections[0].area_for_improvement is None
    assert unplaced(plan).text == "The difference for children\n- Heard\n- Seen"


@pytest.mark.parametrize(
    ("due", "cadence"),
    [
        ("Ongoing (weekly)", "weekly"),
        ("Ongoing - reviewed every term", "termly"),
        ("Weekly, ongoing", "weekly"),
    ],
)
def test_what_goes_on_at_intervals_is_recurring(due: str, cadence: str) -> None:
    plan = read(
        f"Our Plan\n\n1a. Hear\n\nAction\tLead\tDue\nA. Ask\tDCO\t{due}\nB. Do\tDCO\tJul 2026\n"
    )
    (recurring,) = plan.priorities[0].recurring
    assert (recurring.cadence, recurring.cadence_text, recurring.text) == (cadence, due, "Ask")
    assert len(plan.priorities[0].milestones) == 1


def test_ongoing_alone_is_a_milestone_without_a_date() -> None:
    plan = read("Our Plan\n\n1a. Hear\n\nAction\tLead\tDue\nA. Ask\tDCO\tOngoing\n")
    assert not plan.priorities[0].recurring


def test_a_table_of_measures_keeps_its_rows_together() -> None:
    plan = read(
        "Our Plan\n\nSECTION 1\nVoice\n\nSuccess measures\n\nKPI\tTarget\nHeard\t80%\n\n1a. Hear\n\n"
        "Action\tLead\tDue\nA. Ask\tDCO\tJul 2026\n"
    )
    assert [c.text for c in plan.sections[0].success_criteria] == ["KPI | Target", "Heard | 80%"]


def test_the_status_beside_a_recurring_commitment_is_said_to_have_no_place() -> None:
    plan = read(
        "Our Plan\n\n1a. Hear\n\nAction\tLead\tDue\tRAG\nA. Ask\tDCO\tOngoing (weekly)\tG\n"
    )
    (finding,) = [f for f in plan.findings if f.code == "status_not_linked"]
    assert "beside a recurring commitment" in finding.message
