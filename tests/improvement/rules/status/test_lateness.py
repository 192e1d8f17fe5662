"""Work that is reported complete is not late by any number of days: it waits for somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    MilestoneFacts,
    Status,
    days_overdue,
    only_waiting,
    only_waiting_words,
    reported_words,
    rollup,
    shown_status,
    slippage_of,
    waiting_words,
)

TODAY = date(2026, 6, 10)
LATE = MilestoneFacts(
    reported=Status.GREEN, baseline_due=Month(2026, 4), reported_on=date(2026, 3, 1)
)
DONE = replace(LATE, reported=Status.BLUE, completed_on=date(2026, 4, 12))
AMBER = replace(LATE, reported=Status.AMBER, forecast=Month(2027, 2))
MOVED = replace(LATE, reported=Status.RED, due=Month(2026, 9))


@pytest.mark.parametrize(
    ("facts", "overdue", "slippage"),
    [(LATE, 41, None), (AMBER, 41, None), (DONE, None, 0), (MOVED, None, 153)],
)
def test_lateness_and_slippage_are_told_apart(
    facts: MilestoneFacts, overdue: int | None, slippage: int | None
) -> None:
    shown = shown_status(facts, TODAY)
    assert days_overdue(facts, TODAY) == overdue
    found = slippage_of(facts, shown)
    assert (found.days if found else None) == slippage


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (
            date(2026, 4, 30),
            "Reported complete on 30 April 2026, within its date; waits for sign-off",
        ),
        (
            date(2026, 5, 1),
            "Reported complete on 1 May 2026, 1 day after its date; waits for sign-off",
        ),
        (None, "Reported complete, without the day; waits for sign-off"),
    ],
)
def test_what_is_said_of_work_that_waits_for_sign_off(done: date | None, words: str) -> None:
    assert waiting_words(replace(DONE, completed_on=done)) == words


def test_the_report_stands_beside_what_the_calendar_shows() -> None:
    said = [reported_words(one, shown_status(one, TODAY)) for one in (LATE, AMBER, MOVED, DONE)]
    assert said == [
        "Last reported Green", "Last reported Amber, forecast February 2027", "", waiting_words(DONE),
    ]  # fmt: skip
    ahead = replace(AMBER, baseline_due=Month(2026, 9))
    assert reported_words(ahead, shown_status(ahead, TODAY)) == ""


def test_a_count_says_how_many_only_wait() -> None:
    shown = [shown_status(one, TODAY) for one in (LATE, DONE, MOVED)]
    assert only_waiting(shown) == 1
    assert rollup(shown).because[0] == (
        "Of 3: 3 Red (2 need a new date; 1 of them only waits for sign-off)."
    )
    assert [only_waiting_words(count) for count in (0, 2)] == [
        "",
        "2 of them only wait for sign-off",
    ]
