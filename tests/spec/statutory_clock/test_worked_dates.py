"""Every row of the worked dates, against the engine."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.rulebook import rulebook
from tests.spec.definitions import rows
from tests.spec.statutory_clock.cells import case_of, day_or_none
from tests.spec.statutory_clock.worked import WORKED

_DAYS = {
    "Last lawful day": "statutory_due",
    "Safe day": "safe_due",
    "Last working day": "last_working_day",
    "First lawful day": "earliest",
    "By guidance": "guidance_due",
}
_TOLD = ("What happened", "Child", "Reading", "As at", "Rule")
_ROWS = [
    pytest.param(row, id=" / ".join(row.values()))
    for tables in WORKED.values()
    for _, table in tables
    for row in rows(table)
]


@pytest.mark.parametrize("row", _ROWS)
def test_worked_date(row: dict[str, str]) -> None:
    duties = derive(case_of(row))
    for heading, cell in row.items():
        if heading in rulebook():
            assert _only(duties, heading).statutory_due == day_or_none(cell)
        elif heading not in _TOLD and row.get("State") != "no duty":
            assert _found(_only(duties, row["Rule"]), heading) == _wanted(heading, cell)
    if row.get("State") == "no duty":
        assert row["Rule"] not in [duty.rule for duty in duties]


def _only(duties: list[Duty], rule: str) -> Duty:
    """The duty of a rule: a row tells a case in which there is one, beside what a council left that the family left."""
    (found,) = (duty for duty in duties if duty.rule == rule and duty.passed_on is None)
    return found


def _found(duty: Duty, heading: str) -> object:
    if heading == "State":
        return duty.state.replace("_", " ") if duty.state else "-"
    if heading == "Kind":
        return duty.kind
    if heading == "Days late":
        return duty.days_late
    return getattr(duty, _DAYS[heading])


def _wanted(heading: str, cell: str) -> str | int | date | None:
    if heading in _DAYS:
        return day_or_none(cell)
    return int(cell) if heading == "Days late" else cell
