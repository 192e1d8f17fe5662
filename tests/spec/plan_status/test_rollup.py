from __future__ import annotations

import pytest

from goldenthread.improvement.rules.status import Shown, Status, load_scheme, rollup
from tests.spec.definitions import names, rows
from tests.spec.plan_status.tables import ROLLUP


@pytest.mark.parametrize("row", rows(ROLLUP), ids=lambda row: " / ".join(row.values()))
def test_rollup(row: dict[str, str]) -> None:
    children = [Shown(Status(child.lower())) for child in names(row["Below it"])]
    shown = rollup(children, signed_off=row["Own sign-off"] == "yes")
    words = load_scheme()
    assert words.statuses[shown.status].word == row["Shown"]
    assert [words.flags[flag].word.lower() for flag in shown.flags] == names(row["Flags"])
    assert shown.because
    assert shown.derived is None
