"""The action that a milestone belongs to, where a letter stands at several actions."""

from __future__ import annotations

from goldenthread.improvement.rules.importing import (
    Decision,
    ParsedPlan,
    decide,
    from_stored,
    to_stored,
)
from tests.improvement.rules.importing.reading import codes, lines, read, sample, table


def linked(plan: ParsedPlan) -> list[str | None]:
    """The text of each milestone's action."""
    return [
        action.text if (action := priority.linked(milestone)) else None
        for priority in plan.priorities
        for milestone in priority.milestones
    ]


def test_a_row_links_its_own_action_though_the_letter_repeats() -> None:
    rows = ["A. Do|Head|1. Jul 2025: Done", "A. Ask||2. Aug 2025: Asked"]
    plan = read(table("Action|Lead|Milestones", *rows))
    assert linked(plan) == ["Do", "Ask"]
    assert "link_ambiguous" not in codes(plan)
    assert linked(from_stored(to_stored(plan))) == ["Do", "Ask"]


def test_a_printed_letter_that_stands_twice_links_nothing_and_is_said() -> None:
    cell = "1. Jul 2025: Done (Action A) 2. Aug 2025: Told (Action B)"
    rows = [f"A. Do|Head|{cell}", "A. Ask||", "B. Tell||"]
    plan = read(table("Action|Lead|Milestones", *rows))
    assert linked(plan) == [None, "Tell"]
    assert [m.action for m in plan.milestones()] == [None, "B"]
    assert lines(plan, "link_ambiguous") == [11]


def test_a_printed_letter_wins_over_the_row() -> None:
    rows = ["A. Do|Head|1. Jul 2025: Done (Action B)", "B. Ask||2. Aug 2025: Asked"]
    assert linked(read(table("Action|Lead|Milestones", *rows))) == ["Ask", "Ask"]


def test_an_action_without_a_letter_is_linked_by_its_row() -> None:
    rows = ["Do|Head|1. Jul 2025: Done", "Ask||2. Aug 2025: Asked"]
    plan = read(table("Action|Lead|Milestones", *rows))
    assert linked(plan) == ["Do", "Ask"]
    assert [m.action for m in plan.milestones()] == [None, None], "no letter is printed"


def test_links_hold_when_two_priorities_are_put_together() -> None:
    doubles = sample("doubles.txt")
    before = [text for text in linked(doubles) if text]
    found = next(f.id for f in doubles.findings if f.code == "duplicate_priority_code")
    assert [text for text in linked(decide(doubles, {found: Decision("merge")})) if text] == before
