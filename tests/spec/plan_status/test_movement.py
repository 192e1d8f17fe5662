from __future__ import annotations

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import Status, direction, slippage_days
from tests.spec.definitions import rows
from tests.spec.plan_status.tables import DIRECTIONS, SLIPPAGE


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
