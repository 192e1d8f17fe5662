"""Which lists a milestone is counted in, and why its figures are what they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    Listing,
    Measure,
    MilestoneFacts,
    SignOff,
    Status,
    explain_direction,
    explain_lateness,
    explain_slippage,
    listings_of,
    load_scheme,
    shown_status,
)

TODAY = date(2026, 6, 10)
LATE = MilestoneFacts(
    reported=Status.GREEN, baseline_due=Month(2026, 4), reported_on=date(2026, 3, 1)
)
CLAIMED = replace(LATE, reported=Status.BLUE, completed_on=date(2026, 4, 12))
SIGNED = replace(CLAIMED, signed_off=SignOff(Actor("board"), date(2026, 5, 1)))
MOVED = replace(LATE, due=Month(2026, 8))


@pytest.mark.parametrize(
    ("facts", "lists"),
    [
        (LATE, {"overdue", "new_date_needed"}),
        (CLAIMED, {"awaiting", "awaiting-late", "new_date_needed"}),
        (replace(CLAIMED, baseline_due=Month(2026, 7)), {"awaiting", "due-soon", "green"}),
        (SIGNED, {"done"}),
        (MOVED, {"green", "moved"}),
        (replace(LATE, baseline_due=Month(2026, 6)), {"green", "due-soon"}),
        (MilestoneFacts(reported=Status.AMBER), {"amber", "no-date"}),
        (replace(MOVED, reported=Status.RED), {"red", "moved"}),
    ],
)
def test_the_lists_of_a_milestone(facts: MilestoneFacts, lists: set[str]) -> None:
    found = listings_of(facts, shown_status(facts, TODAY), TODAY)
    assert found == {Listing.ALL, *map(Listing, lists)}


def test_overdue_and_waiting_are_told_apart() -> None:
    late = explain_lateness(LATE, shown_status(LATE, TODAY), TODAY)
    waits = explain_lateness(CLAIMED, shown_status(CLAIMED, TODAY), TODAY)
    assert late
    assert waits
    assert (late.measure, late.value) == (Measure.OVERDUE, "41 days")
    assert late.because[-1] == "From that day to 10 June 2026 makes 41 days."
    assert (waits.measure, waits.value) == (Measure.WAITING, "Not overdue")
    assert explain_lateness(MOVED, shown_status(MOVED, TODAY), TODAY) is None
    assert explain_lateness(SIGNED, shown_status(SIGNED, TODAY), TODAY) is None


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        (LATE, "Not known"),
        (MOVED, "123 days later"),
        (replace(MOVED, due=Month(2026, 7), baseline_due=Month(2026, 8)), "31 days earlier"),
        (replace(LATE, baseline_due=Month(2026, 9)), "None"),
        (MilestoneFacts(), None),
    ],
)
def test_slippage_in_words(facts: MilestoneFacts, value: str | None) -> None:
    found = explain_slippage(facts, shown_status(facts, TODAY))
    assert (found.value if found else None) == value


def test_direction_in_words() -> None:
    worse = explain_direction(Status.GREEN, Status.AMBER)
    assert worse.value == "Worsened"
    assert worse.because[1:3] == (
        "What stood before it said Green.",
        "By concern, least first: Blue, Green, Grey, Amber, Red.",
    )
    assert explain_direction(None, Status.GREY).value == "First report"


def test_every_rule_that_can_decide_has_a_name() -> None:
    scheme = load_scheme()
    assert shown_status(LATE, TODAY).rule == "green-passed"
    assert scheme.rule_name("green-passed") == "The last report says Green; due date passed"
    keys = [f"{record}-{due}" for record, due in scheme.shown]
    keys += [f"whole-{rule.when}" for rule in scheme.rollup]
    named = [scheme.rule_name(key) for key in keys]
    assert all(named)
    assert len(set(named)) == len(keys)
