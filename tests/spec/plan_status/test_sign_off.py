from __future__ import annotations

from datetime import date

import pytest

from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Status,
    apply_sign_off,
    check_sign_off,
    shown_status,
)
from tests.spec.definitions import rows
from tests.spec.plan_status.tables import SIGN_OFFS

REPORTER = Actor("reporter", person="R")
SIGNERS = {
    "board": Actor("board", person="B"),
    "lead": Actor("lead", person="L"),
    "second lead": Actor("second lead", person="M"),
    "reporter": REPORTER,
    "board, by a person who also holds lead": Actor("board", "L", frozenset({"lead"})),
    "board, by the person who reported it": Actor("board", person="R"),
}


@pytest.mark.parametrize("row", rows(SIGN_OFFS), ids=lambda row: " / ".join(row.values()))
def test_sign_off(row: dict[str, str]) -> None:
    completed, on = row["Day of completion"], date.fromisoformat(row["On"])
    facts = MilestoneFacts(
        reported=Status(row["Last report"].lower()),
        completed_on=None if completed == "-" else date.fromisoformat(completed),
        owners=frozenset({"lead", "second lead"}),
        reported_by=REPORTER,
    )
    signer = SIGNERS[row["Signed by"]]
    codes = [problem.code for problem in check_sign_off(facts, signer, on)]
    assert codes == ([] if row["Result"] == "accepted" else [row["Result"]])
    # The check before the sign-off and the reading of the record after it must agree.
    shown = shown_status(apply_sign_off(facts, signer, on), on)
    assert (shown.status is Status.BLUE) is (row["Result"] == "accepted")
