"""What a request does to the clock of a case, by when a worry is read, why something is no request: worked rows."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.assessments.rules import inbox
from goldenthread.assessments.rules.rounds import effect_of, event_of
from goldenthread.core.months import day_words
from goldenthread.statute.timeline import Case, Child, Event
from tests.spec.definitions import check_definition, rows

pytestmark = pytest.mark.pure
# Written by hand: what stands in the case, who asks now and when, what it does, and the first day of the clock.
CLOCKS = """
| In the case | Asks now | Received | What it does | First day of the clock |
| --- | --- | --- | --- | --- |
| nothing | parent | 2026-03-03 | begins | 2026-03-03 |
| nothing | social_worker | 2026-03-03 | begins | 2026-03-03 |
| request 2026-03-03 | school | 2026-03-20 | joins | 2026-03-03 |
| attention 2026-03-03 | parent | 2026-03-20 | joins | 2026-03-03 |
| request 2026-03-03 | parent | 2026-02-23 | earlier | 2026-02-23 |
| request 2026-03-03, to assess 2026-04-01 | parent | 2026-05-01 | joins | 2026-03-03 |
| request 2026-03-03, refused 2026-04-01 | parent | 2026-05-01 | begins | 2026-05-01 |
| request 2026-03-03, refused 2026-04-01 | parent | 2026-03-20 | joins | 2026-03-03 |
| request 2026-03-03, plan 2026-07-01 | parent | 2026-09-01 | begins | 2026-09-01 |
"""
KINDS = {
    "request": ("request_received",),
    "attention": ("brought_to_attention",),
    "to assess": ("assessment_decision_sent",),
    "refused": ("assessment_decision_sent", "appealable_decision_sent"),
    "plan": ("final_plan_sent",),
}
WORRIES = """
| Sent on | Read by |
| --- | --- |
| Monday 2 March 2026 | 3 March 2026 |
| Friday 6 March 2026 | 9 March 2026 |
| Saturday 7 March 2026 | 9 March 2026 |
| Thursday 2 April 2026, before Good Friday | 7 April 2026 |
"""
SENT = (date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7), date(2026, 4, 2))
REASONS = """
| Why it is no request | What is asked before |
| --- | --- |
| The person is 25 or over | Nobody may be assessed from the 25th birthday on. Make sure of the date of birth, and tell the person who can help an adult. |
| It asks for something else | A request needs no form and no set words. If it can be read as asking for an assessment, it is one, and its clock runs from the day on which it was received. |
| It is about no child | Make sure that no child is meant. What is put away here stands on nobody’s list. |
| The child is in the area of no council of England | Make sure where the child lives, and tell whoever asked whom they may ask there. |
"""


def events(told: str) -> tuple[Event, ...]:
    """`request 2026-03-03, refused 2026-04-01` as events."""
    found = []
    for one in [] if told == "nothing" else told.split(", "):
        word, _, day = one.rpartition(" ")
        found += [Event(kind, date.fromisoformat(day)) for kind in KINDS[word]]
    return tuple(found)


@pytest.mark.parametrize("row", rows(CLOCKS), ids=lambda row: f"{row['In the case']}: {row['Asks now']}")  # fmt: skip
def test_what_it_does_to_the_clock(row: dict[str, str]) -> None:
    case = Case(child=Child(date(2016, 5, 4)), events=events(row["In the case"]))
    event = event_of(row["Asks now"], "post", date.fromisoformat(row["Received"]))
    effect = effect_of(case, event)
    found = (effect.code, effect.start.on.isoformat())
    assert found == (row["What it does"], row["First day of the clock"])


def test_by_when_a_worry_is_read() -> None:
    assert [day_words(inbox.read_by(day)) for day in SENT] == [row["Read by"] for row in rows(WORRIES)]  # fmt: skip


def test_every_reason_is_in_the_table() -> None:
    told = [(one.words, " ".join(one.asks.split())) for one in inbox.reasons().values()]
    assert told == [tuple(row.values()) for row in rows(REASONS)]


def test_the_definition_is_published() -> None:
    check_definition(
        "requests-taken-in.md",
        (
            "# Requests that are taken in",
            "Written by tests/spec/requests from goldenthread/assessments/rules/data/inbox.yaml and the statutory clock. "
            "Practice, beside CFA 2014 s.36; nobody has checked it yet.",
            "The clock runs from the day of receipt, whoever takes a request in and when. It **begins** a clock, it "
            "**joins** one that runs, or it was received **earlier** than what began the one that runs and takes it back.",
            CLOCKS,
            "While there is a plan, whoever takes a request in is asked whether it is one to reassess (CFA 2014 s.44).",
            "## A worry about safety",
            "Whatever was written as a worry, or whose words may tell of one, stands first until a person has read it and "
            f"said what they did: within {inbox.inbox_rules()['worry_read_within']} working day of being sent.",
            WORRIES,
            "## What is no request",
            "It is put away with a reason and a name, after a question.",
            REASONS,
            f"A request that was taken in more than {inbox.inbox_rules()['taken_in_late_after']} days after the day of "
            "receipt is shown as taken in late.",
        ),
    )
