"""Where a case stands and how a duty stands: worked rows, and the definition that is published."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.duties.models import Duty
from goldenthread.duties.rules import states
from goldenthread.duties.rules.events import event_words, value_words
from goldenthread.duties.rules.stages import CLOSED, MOVED_AWAY, stages_file
from goldenthread.duties.rules.states import TONES, due_soon_days, state_of
from tests.spec.definitions import check_definition, rows, table

pytestmark = pytest.mark.pure
TODAY = date(2026, 11, 23)
# Written by hand and not from the rules' own data. The day is 23 November 2026 in every row.
CASES = """
| Outcome in the ledger | Last day | Exempt | Days late | Shown as |
| --- | --- | --- | --- | --- |
| pending | - | no | - | Open, no fixed date |
| pending | 2026-11-22 | no | - | Overdue by 1 day |
| pending | 2026-10-14 | no | - | Overdue by 40 days |
| pending | 2026-11-22 | yes | - | Exempt, not done, 1 day past |
| pending | 2026-11-23 | no | - | Due today |
| pending | 2026-11-23 | yes | - | Due today |
| pending | 2026-11-24 | no | - | Due soon, within 1 day |
| pending | 2026-12-07 | no | - | Due soon, within 14 days |
| pending | 2026-12-08 | no | - | Open, 15 days left |
| pending | 2026-12-08 | yes | - | Open, 15 days left |
| met | 2026-11-20 | no | - | Met in time |
| met | - | no | - | Met in time |
| met_late | 2026-11-20 | no | 2 | Met late by 2 days |
| exempt_late | 2026-11-20 | yes | 1 | Met late by 1 day, exempt |
| not_applicable | 2026-11-27 | no | - | Does not arise |
| ended | 2026-11-19 | no | - | Not done when the case was closed |
"""


@pytest.mark.parametrize("row", rows(CASES), ids=lambda row: " / ".join(row.values()))
def test_how_a_duty_stands(row: dict[str, str]) -> None:
    last_day = None if row["Last day"] == "-" else date.fromisoformat(row["Last day"])
    late = None if row["Days late"] == "-" else int(row["Days late"])
    exempt = row["Exempt"] == "yes"
    outcome = row["Outcome in the ledger"]
    found = state_of(outcome, last_day, exempt=exempt, days_late=late, today=TODAY)
    assert found.words == row["Shown as"]
    assert found.tone == TONES[found.code]
    assert found.waits == (outcome == "pending")
    assert found.arises == (outcome != "not_applicable")


def test_every_outcome_of_the_ledger_and_every_state_is_worked() -> None:
    worked = rows(CASES)
    assert {row["Outcome in the ledger"] for row in worked} == set(Duty.Outcome.values)
    shown = {
        state_of(
            row["Outcome in the ledger"],
            None if row["Last day"] == "-" else date.fromisoformat(row["Last day"]),
            exempt=row["Exempt"] == "yes", days_late=None, today=TODAY,
        ).code
        for row in worked
    }  # fmt: skip
    assert shown == set(TONES) > set(states.WAITING)
    assert timedelta(days=due_soon_days()) == date(2026, 12, 7) - TODAY


def led_to_by(move: dict[str, Any]) -> str:
    """One way into a stage, in words."""
    stages = stages_file()["stages"]
    said = "; or ".join(event_words(kind) for kind in move["by"])
    for name, values in move.get("when", {}).items():
        said += f" ({' or '.join(value_words(name, one).lower() for one in values)})"
    if "with" in move:
        said += f", on the same day as: {event_words(move['with'])}"
    if "from" in move:
        said += f". Only from: {'; '.join(stages[one]['words'] for one in move['from'])}"
    return said


def test_the_definition_that_is_published() -> None:
    file = stages_file()
    ways: dict[str, list[str]] = defaultdict(list)
    for move in file["moves"]:
        ways[move["to"]].append(led_to_by(move))
    told = {
        "nothing_yet": ["Where a case begins"],
        MOVED_AWAY: ["Another council is responsible for the child now"],
        CLOSED: ["The case was closed, with a reason"],
    }
    check_definition(
        "case-stages.md",
        [
            "# Stages of a case, and how a duty stands",
            "Generated from `duties/rules/data/stages.yaml` and the worked rows of `tests/spec/case_stages`. "
            f"Version {file['version']}, in force from {file['in_force_from']}. Kind: {file['kind']}. "
            f"Checked by: {file['reviewer'] or 'nobody yet'}.",
            f"Source: {file['source'].strip()}",
            "A stage is a name for people to find their way by. No date of law hangs on it: every date comes from the "
            "events themselves, as [the statutory clock](statutory-clock.md) says.",
            "## Stages",
            "A case is in the stage to which the last of its events has led, up to today. What is only planned for later "
            "leads nowhere yet.",
            table(
                ("Stage", "What leads there"),
                (
                    (stage["words"], "<br>".join(ways.get(code) or told[code]))
                    for code, stage in file["stages"].items()
                ),
            ),
            "## How a duty stands",
            "The ledger keeps what does not move with the day; the words are worked out when somebody looks. The last day "
            "is lawful itself. A duty is *due soon* "
            f"{file['due_soon_days']} days before its last day: PRACTICE, no law says so. Each row is tested; the day is "
            "23 November 2026.",
            CASES,
        ],
    )
