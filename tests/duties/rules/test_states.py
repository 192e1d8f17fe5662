"""How a duty stands on a day: a row for every state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.duties.models import Duty
from goldenthread.duties.rules import states
from goldenthread.duties.rules.states import TONES, due_soon_days, state_of

pytestmark = pytest.mark.pure
TODAY = date(2026, 11, 23)
SOON = due_soon_days()


@pytest.mark.parametrize(
    ("outcome", "left", "exempt", "late", "code", "words"),
    [
        ("pending", None, False, None, "undated", "Open, no fixed date"),
        ("pending", -1, False, None, "overdue", "Overdue by 1 day"),
        ("pending", -40, False, None, "overdue", "Overdue by 40 days"),
        ("pending", -1, True, None, "exempt", "Exempt, not done, 1 day past"),
        ("pending", 0, False, None, "due_today", "Due today"),
        ("pending", 0, True, None, "due_today", "Due today"),
        ("pending", 1, False, None, "due_soon", "Due soon, within 1 day"),
        ("pending", SOON, False, None, "due_soon", f"Due soon, within {SOON} days"),
        ("pending", SOON + 1, False, None, "open", f"Open, {SOON + 1} days left"),
        ("pending", SOON + 1, True, None, "open", f"Open, {SOON + 1} days left"),
        ("met", -3, False, None, "met", "Met in time"),
        ("met", None, False, None, "met", "Met in time"),
        ("met_late", -3, False, 2, "met_late", "Met late by 2 days"),
        ("exempt_late", -3, True, 1, "exempt_late", "Met late by 1 day, exempt"),
        ("not_applicable", 4, False, None, "not_applicable", "Does not arise"),
        ("ended", -4, False, None, "ended", "Not done when the case was closed"),
    ],
)
def test_how_a_duty_stands(
    outcome: str, left: int | None, exempt: bool, late: int | None, code: str, words: str
) -> None:
    last_day = None if left is None else TODAY + timedelta(days=left)
    found = state_of(outcome, last_day, exempt=exempt, days_late=late, today=TODAY)
    assert (found.code, found.words, found.tone) == (code, words, TONES[code])


def test_every_outcome_of_the_ledger_has_words_and_no_two_states_the_same() -> None:
    said = [
        state_of(outcome, TODAY, exempt=False, days_late=None, today=TODAY).words
        for outcome in Duty.Outcome.values
    ]
    assert len(set(said)) == len(Duty.Outcome.values)
    assert set(states.WAITING) < set(TONES)


def test_what_waits_is_what_is_pending() -> None:
    for outcome in Duty.Outcome.values:
        found = state_of(outcome, TODAY, exempt=False, days_late=None, today=TODAY)
        assert found.waits == (outcome == "pending")
        assert found.arises == (outcome != "not_applicable")
