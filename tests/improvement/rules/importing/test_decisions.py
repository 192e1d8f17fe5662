"""What people decide about findings, applied to the plan."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules.importing import (
    Decision,
    ParsedPlan,
    decide,
    from_stored,
    to_stored,
)
from tests.improvement.rules.importing.reading import codes, dues, priority, read, sample, table

STRAY = "milestone_unplaced-76-1"
BAD_DATE = "due_unreadable-108-1"


@pytest.fixture(scope="module")
def twin() -> ParsedPlan:
    return sample("twin.txt")


def test_places_a_stray_milestone_under_a_priority(twin: ParsedPlan) -> None:
    plan = decide(twin, {STRAY: Decision("place", "1b")})
    assert plan.unplaced == ()
    assert [m.number for m in priority(plan, "1b").milestones] == [None, None, "9"]
    assert STRAY not in {finding.id for finding in plan.findings}
    assert plan.counts["milestones"] == twin.counts["milestones"]
    assert twin.unplaced, "the plan that was given is not changed"


def test_places_a_stray_milestone_under_a_new_priority(twin: ParsedPlan) -> None:
    value = {"code": "1c", "title": "Publish stories", "section": "1"}
    plan = decide(twin, {STRAY: Decision("new_priority", value)})
    made = priority(plan, "1c")
    assert (made.title, dues(plan, "1c")) == ("Publish stories", ["2026-10"])
    assert made in plan.sections[0].priorities


def test_leaves_a_milestone_out_with_its_reason(twin: ParsedPlan) -> None:
    plan = decide(twin, {STRAY: Decision("leave_out", reason="Stands in another plan")})
    assert plan.unplaced == ()
    note = next(f for f in plan.findings if f.code == "left_out_by_decision")
    assert "Stands in another plan" in note.message
    assert "first year's story" in note.text
    assert note.id


def test_gives_a_month_or_none(twin: ParsedPlan) -> None:
    assert dues(decide(twin, {BAD_DATE: Decision("give_month", "2026-02")}), "2a") == [
        "2025-12", "2026-02",
    ]  # fmt: skip
    plan = decide(twin, {BAD_DATE: Decision("no_date")})
    assert dues(plan, "2a") == ["2025-12", None]
    assert [f.code for f in plan.open_errors] == ["milestone_unplaced"]


def test_codes_titles_leads_and_dates() -> None:
    doubles = sample("doubles.txt")
    found = {f.code: f.id for f in doubles.findings}
    plan = decide(doubles, {found["duplicate_priority_code"]: Decision("new_code", "1b")})
    assert [p.code for p in plan.priorities] == ["1a", "1b", "1d"]
    merged = decide(doubles, {found["duplicate_priority_code"]: Decision("merge")})
    assert [len(p.milestones) for p in merged.priorities] == [2, 2]
    plan = decide(
        doubles,
        {
            found["version_missing"]: Decision("give_version", "2"),
            found["plan_date_missing"]: Decision("give_date", "2025-05-28"),
            found["number_gap"]: Decision("noted"),
        },
    )
    assert (plan.head.version, str(plan.head.date)) == ("2", "2025-05-28")
    assert "number_gap" not in codes(plan)
    flat = sample("flat.csv")
    title = next(f.id for f in flat.findings if f.code == "title_missing")
    assert decide(flat, {title: Decision("give_title", "Our plan")}).head.title == "Our plan"
    leaderless = read(table("Action|Lead|Milestones", "A. Do||1. Jul 2025: Done"))
    lead = next(f.id for f in leaderless.findings if f.code == "lead_missing")
    plan = decide(leaderless, {lead: Decision("give_lead", "Head of Voice")})
    assert priority(plan, "1a").leads == ("Head of Voice",)


@pytest.mark.parametrize("given", ["28 May 2025", "28/05/2025", "2025-05-28", "28th May 2025"])
def test_a_plan_date_may_be_given_as_people_write_it(given: str) -> None:
    doubles = sample("doubles.txt")
    found = next(f for f in doubles.findings if f.code == "plan_date_missing")
    assert found.choices[0].label == "Give the plan's date, for example 28 May 2025"
    plan = decide(doubles, {found.id: Decision("give_date", given)})
    assert str(plan.head.date) == "2025-05-28"


@pytest.mark.parametrize(
    "given", ["28 May", "May 2025", "31/02/2025", "summer 2025", "45805 or so"]
)
def test_a_plan_date_must_be_a_date(given: str) -> None:
    doubles = sample("doubles.txt")
    found = next(f.id for f in doubles.findings if f.code == "plan_date_missing")
    with pytest.raises(UserError, match="28 May 2025, 28/05/2025 or 2025-05-28"):
        decide(doubles, {found: Decision("give_date", given)})


def test_vague_dates_are_accepted_or_changed() -> None:
    plan = read(table("Action|Lead|Milestones", "A. Do|Head|1. Summer term 2026: Done"))
    found = next(f.id for f in plan.findings if f.code == "due_vague")
    assert dues(decide(plan, {found: Decision("accept")}), "1a") == ["2026-07"]
    changed = decide(plan, {found: Decision("give_month", "2026-06")})
    assert dues(changed, "1a") == ["2026-06"]
    assert "due_vague" not in codes(changed)


@pytest.mark.parametrize(
    ("decisions", "code", "says"),
    [
        ({"nothing-1-1": Decision("noted")}, "unknown_finding", "nothing-1-1"),
        ({STRAY: Decision("noted")}, "unknown_choice", "place, new_priority, leave_out"),
        ({STRAY: Decision("throw_away")}, "unknown_choice", "throw_away"),
        ({STRAY: Decision("place")}, "decision_incomplete", "priority"),
        ({STRAY: Decision("place", "9z")}, "decision_wrong", "1a, 1b, 2a, 2c"),
        ({STRAY: Decision("leave_out")}, "decision_incomplete", "reason"),
        ({STRAY: Decision("leave_out", reason=" ")}, "decision_incomplete", "reason"),
        ({STRAY: Decision("new_priority", "1c")}, "decision_incomplete", "code"),
        (
            {STRAY: Decision("new_priority", {"code": "1A", "title": "x", "section": "1"})},
            "decision_wrong", "taken",
        ),
        (
            {STRAY: Decision("new_priority", {"code": "1c", "title": "x", "section": "7"})},
            "decision_wrong", "section 7",
        ),
        ({BAD_DATE: Decision("give_month", "Febtember")}, "decision_wrong", "2026-09"),
        ({BAD_DATE: Decision("give_month", "2026-13")}, "decision_wrong", "YYYY-MM"),
        ({BAD_DATE: Decision("give_month")}, "decision_incomplete", "month"),
        ({STRAY: Decision("leave_out", reason="x" * 501)}, "decision_wrong", "500"),
    ],
)  # fmt: skip
def test_wrong_decisions_say_what_to_do(
    twin: ParsedPlan, decisions: Mapping[str, Decision], code: str, says: str
) -> None:
    with pytest.raises(UserError) as caught:
        decide(twin, decisions)
    assert caught.value.code == code
    assert says in str(caught.value)
    assert next(iter(decisions)) in str(caught.value)


def test_decisions_work_on_a_plan_that_was_stored(twin: ParsedPlan) -> None:
    loaded = from_stored(to_stored(twin))
    choice = {STRAY: Decision("place", "2c"), BAD_DATE: Decision("no_date")}
    assert decide(loaded, choice) == decide(twin, choice)
    assert decide(loaded, choice).open_errors == ()
