from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Status,
    apply_send_back,
    apply_sign_off,
    check_send_back,
    check_sign_off,
    shown_status,
)
from tests.spec.definitions import rows
from tests.spec.plan_status.tables import SENT_BACK, SIGN_OFFS
from tests.spec.plan_status.test_shown import AS_AT

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


@pytest.mark.parametrize("row", rows(SENT_BACK), ids=lambda row: " / ".join(row.values()))
def test_sent_back(row: dict[str, str]) -> None:
    status = Status(row["Last report"].lower())
    facts = MilestoneFacts(
        reported=status, completed_on=date(2025, 9, 10) if status is Status.BLUE else None,
        owners=frozenset({"lead"}), reported_by=REPORTER,
    )  # fmt: skip
    reason = "It is not used yet" if row["Reason"] == "given" else " "
    problems = check_send_back(facts, SIGNERS[row["Sent back by"]], reason, AS_AT)
    assert [one.code for one in problems] == (
        [] if row["Result"] == "accepted" else [row["Result"]]
    )
    if problems:
        return
    after = apply_send_back(facts, AS_AT)
    assert (after.reported.value.title(), after.completed_on) == (row["Then on record"], None)
    for month, cell in ((Month(2025, 11), "ahead"), (Month(2025, 9), "passed")):
        shown = shown_status(replace(after, baseline_due=month), AS_AT)
        said = [shown.status.title(), *(flag.replace("_", " ") for flag in shown.flags)]
        assert ", ".join(said) == row[f"Shown: date {cell}"]
