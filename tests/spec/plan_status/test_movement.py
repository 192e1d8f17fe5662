from __future__ import annotations

from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Basis,
    MilestoneFacts,
    Status,
    direction,
    shown_status,
    slippage_days,
    slippage_of,
)
from tests.spec.definitions import rows
from tests.spec.plan_status.tables import DIRECTIONS, ENDS, SLIPPAGE
from tests.spec.plan_status.test_shown import AS_AT


@pytest.mark.parametrize("now", list(Status))
@pytest.mark.parametrize("row", rows(DIRECTIONS), ids=lambda row: row["Before"])
def test_direction(row: dict[str, str], now: Status) -> None:
    before = None if row["Before"] == "none" else Status(row["Before"].lower())
    assert direction(before, now) == row[f"{now.title()} now"]


def month(cell: str) -> Month | None:
    return None if cell == "-" else Month.parse(cell)


@pytest.mark.parametrize("row", rows(SLIPPAGE), ids=lambda row: " / ".join(row.values()))
def test_slippage(row: dict[str, str]) -> None:
    days = slippage_days(month(row["First date"]), month(row["Current date"]))
    assert days == (None if row["Slippage in days"] == "-" else int(row["Slippage in days"]))


COUNTS_TO = {
    Basis.AIMED: "the date now aimed at",
    Basis.FORECAST: "the forecast",
    Basis.DONE: "the day of completion",
}


@pytest.mark.parametrize("row", rows(ENDS), ids=lambda row: " / ".join(row.values()))
def test_where_the_slippage_ends(row: dict[str, str]) -> None:
    done = row["Completed on"]
    facts = MilestoneFacts(
        reported=Status(row["Last report"].lower()), baseline_due=Month(2025, 7),
        due=month(row["Now aimed at"]), forecast=month(row["Forecast"]),
        completed_on=None if done == "-" else date.fromisoformat(done),
    )  # fmt: skip
    found = slippage_of(facts, shown_status(facts, AS_AT))
    said = (COUNTS_TO[found.basis], str(found.days)) if found else ("-", "-")
    assert said == (row["Counts to"], row["Slippage in days"])
