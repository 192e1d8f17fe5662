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
from goldenthread.duties.rules.states import (
    TONES,
    State,
    due_soon_days,
    state_of,
)
from goldenthread.duties.rules.telling import is_listed, unwitnessed
from goldenthread.statute.rulebook import rulebook
from tests.spec.definitions import check_definition, rows, table

pytestmark = pytest.mark.pure
TODAY = date(2026, 11, 23)
# Written by hand and not from the rules' own data. The day is 23 November 2026 in every row.
CASES = """
| Outcome in the ledger | Last day | Exempt | Days late | Rule | Owed by | Shown as |
| --- | --- | --- | --- | --- | --- | --- |
| pending | - | no | - | REQ-6 | local_authority | Open, no fixed date |
| pending | 2026-11-22 | no | - | REQ-6 | local_authority | Overdue by 1 day |
| pending | 2026-10-14 | no | - | REQ-6 | local_authority | Overdue by 40 days |
| pending | 2026-11-22 | yes | - | REQ-6 | local_authority | Exempt, not done, 1 day past |
| pending | 2026-11-23 | no | - | REQ-6 | local_authority | Due today |
| pending | 2026-11-23 | yes | - | REQ-6 | local_authority | Due today, exempt |
| pending | 2026-11-24 | no | - | REQ-6 | local_authority | Due soon, within 1 day |
| pending | 2026-12-07 | no | - | REQ-6 | local_authority | Due soon, within 14 days |
| pending | 2026-12-08 | no | - | REQ-6 | local_authority | Open, 15 days left |
| pending | 2026-12-07 | yes | - | REQ-6 | local_authority | Due soon, within 14 days, exempt |
| pending | 2026-12-08 | yes | - | REQ-6 | local_authority | Open, 15 days left, exempt |
| met | 2026-11-20 | no | - | REQ-6 | local_authority | Met in time |
| met | - | no | - | REQ-6 | local_authority | Met in time |
| met_late | 2026-11-20 | no | 2 | REQ-6 | local_authority | Met late by 2 days |
| exempt_late | 2026-11-20 | yes | 1 | REQ-6 | local_authority | Met late by 1 day, exempt |
| not_applicable | 2026-11-27 | no | - | REQ-6 | local_authority | Does not arise |
| ended | 2026-11-19 | no | - | REQ-6 | local_authority | Not done when the case was closed |
| passed_on | 2026-11-02 | no | 8 | REQ-6 | local_authority | Not done when the family moved, 8 days late |
| passed_on | 2026-11-02 | no | - | DEC-3 | local_authority | Not done when the family moved |
| pending | 2026-11-22 | no | - | AP-2 | family | Not used, ended 1 day ago |
| pending | 2026-11-24 | no | - | AP-2 | family | Open to the family, 1 day left |
| met | 2026-11-22 | no | - | AP-2 | family | Met in time |
| pending | 2026-11-21 | no | - | AR-6 | setting | Not recorded whether done, 2 days past |
| pending | 2026-11-23 | no | - | AR-6 | setting | Due today |
| pending | 2026-11-24 | no | - | PLN-5 | setting | Due soon, within 1 day |
| pending | 2026-11-23 | no | - | PLN-2 | local_authority | Family’s time runs until 23 November 2026 |
| pending | - | no | - | CE-4 | local_authority | Goes on |
| pending | 2026-11-22 | no | - | AR-11 | local_authority | Period given |
| met | 2026-11-20 | no | - | DP-2 | local_authority | Period given |
| pending | 2026-11-20 | no | - | ADV-6 | adviser | Past guidance by 3 days |
| met_late | 2026-11-20 | no | 0 | PLN-2 | local_authority | Not given in full |
"""


@pytest.mark.parametrize("row", rows(CASES), ids=lambda row: " / ".join(row.values()))
def test_how_a_duty_stands(row: dict[str, str]) -> None:
    found, outcome = shown(row), row["Outcome in the ledger"]
    assert found.words == row["Shown as"]
    late = found.code == "passed_on" and found.days
    assert found.tone == ("red" if late else TONES[found.code])
    elsewhere = ("lapsed", "unknown", "met", "running")
    assert found.waits == (outcome == "pending" and found.code not in elsewhere)
    assert found.arises == (outcome != "not_applicable")
    nothing_to_do = found.code in ("unknown", "running")
    assert [found.waits, found.over, not found.arises, nothing_to_do].count(True) == 1


def shown(row: dict[str, str]) -> State:
    """The state of a worked row."""
    last_day = None if row["Last day"] == "-" else date.fromisoformat(row["Last day"])
    return state_of(
        row["Outcome in the ledger"], last_day, exempt=row["Exempt"] == "yes", today=TODAY,
        days_late=None if row["Days late"] == "-" else int(row["Days late"]),
        rule=row["Rule"], owner=row["Owed by"], kind=rulebook()[row["Rule"]].kind,
    )  # fmt: skip


def test_every_outcome_of_the_ledger_and_every_state_is_worked() -> None:
    worked = rows(CASES)
    assert {row["Outcome in the ledger"] for row in worked} == set(Duty.Outcome.values)
    assert {shown(row).code for row in worked} == set(TONES) > set(states.WAITING)
    assert timedelta(days=due_soon_days()) == date(2026, 12, 7) - TODAY


# Rules that no event is named for, and that the derivation meets all the same; the last have no day.
MET_OTHERWISE = {"PLN-2", "DP-2", "AR-11", "MV-4a", "MV-4b", "AP-2a", "AP-2b", "ME-9", "TR-7"}
WITHOUT_A_DAY = {"AR-18", "CE-4", "CE-5", "CE-6"}
# Met by an agreement, but kept without one as well: that nothing came of a mediation is no event.
MET_WITHOUT_A_TRACE = {"ME-5"}


def test_what_no_event_can_show_is_named() -> None:
    unnamed = {one.id for one in rulebook().values() if one.clock and not one.clock.met_by}
    assert unwitnessed() == (unnamed - MET_OTHERWISE - WITHOUT_A_DAY) | MET_WITHOUT_A_TRACE


@pytest.mark.parametrize(
    ("rule", "owner", "day", "listed"),
    [
        ("REQ-6", "local_authority", None, False),
        ("REQ-6", "local_authority", "2020-01-01", True),
        ("REQ-6", "local_authority", "2027-01-01", True),
        ("AP-2", "family", "2027-01-01", False),
        ("MV-4a", "new_authority", "2027-01-01", False),
        ("PLN-2", "local_authority", "2027-01-01", False),
        ("AP-3", "local_authority", "2027-01-01", True),
        ("AP-3", "local_authority", "2026-10-26", True),
        ("AP-3", "local_authority", "2020-01-01", True),
        ("AR-6", "setting", "2026-10-26", True),
        ("AR-6", "setting", "2026-10-25", False),
        ("AR-3", "local_authority", "2026-10-25", False),
        ("RA-2", "local_authority", "2026-10-25", False),
    ],
)
def test_what_stands_on_worklists(rule: str, owner: str, day: str | None, listed: bool) -> None:
    assert is_listed(rule, owner, date.fromisoformat(day) if day else None, TODAY) == listed


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
            "What a family may do until a day is a right: nobody is late, and it stands on no worklist of the council.",
            "Time that the family is given to answer runs, was given or was cut short. By these rules something only goes "
            f"on, and nothing has to be done: {', '.join(file['going_on'])}. Neither stands on a worklist, or among what "
            "matters now.",
            "An exempt duty is still to be done as soon as practicable: it waits like any other, and is never called overdue.",
            "Nothing that is recorded of a case can show whether these were kept. Once their day has passed they are called "
            f"neither met nor overdue; for {file['unwitnessed_days']} days more they stand on worklists, so that somebody "
            "looks: PRACTICE. What the council itself owes by law stays there until the case goes on or closes.",
            table(
                ("Rule", "What it is"),
                ((rule, rulebook()[rule].name) for rule in file["unwitnessed"]),
            ),
        ],
    )
