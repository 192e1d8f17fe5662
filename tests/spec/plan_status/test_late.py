from __future__ import annotations

from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    Listing,
    MilestoneFacts,
    Status,
    days_overdue,
    listings_of,
    load_scheme,
    shown_status,
)
from tests.spec.definitions import rows
from tests.spec.plan_status.tables import LATE
from tests.spec.plan_status.test_shown import AS_AT, SIGN_OFFS


@pytest.mark.parametrize("row", rows(LATE), ids=lambda row: " / ".join(row.values()))
def test_overdue_or_waiting(row: dict[str, str]) -> None:
    status = Status(row["Last report"].lower())
    facts = MilestoneFacts(
        reported=status,
        baseline_due=None if row["Falls due"] == "-" else Month.parse(row["Falls due"]),
        completed_on=date(2025, 9, 10) if status is Status.BLUE else None,
        signed_off=SIGN_OFFS[row["Sign-off"]],
        owners=frozenset({"lead"}),
        reported_by=Actor("reporter"),
    )
    shown = shown_status(facts, AS_AT)
    lists = listings_of(facts, shown, AS_AT)
    days = days_overdue(facts, AS_AT)
    assert load_scheme().statuses[shown.status].word == row["Shown"]
    assert (Listing.OVERDUE in lists) is (row["Overdue"] == "yes")
    assert days == (None if row["Days overdue"] == "-" else int(row["Days overdue"]))
    assert (Listing.WAITING in lists) is (row["Waits for sign-off"] == "yes")
