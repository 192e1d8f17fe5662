"""Every row of the ages, against the engine."""

from __future__ import annotations

import pytest

from goldenthread.statute.ages import birthday, compulsory_school_age_ends, school_year, year_group
from goldenthread.statute.deriving import derive
from tests.spec.definitions import rows
from tests.spec.statutory_clock.cells import case_of, day
from tests.spec.statutory_clock.worked.ages import ASKING, LEAVING, YEARS


def _rows(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows(table), ids=lambda row: " / ".join(row.values()))


@_rows(LEAVING)
def test_compulsory_school_age(row: dict[str, str]) -> None:
    born = day(row["Born"])
    assert birthday(born, 16) == day(row["16 on"])
    assert compulsory_school_age_ends(born) == day(row["Compulsory school age ends"])


@_rows(YEARS)
def test_year_group(row: dict[str, str]) -> None:
    born, on = day(row["Born"]), day(row["On"])
    assert school_year(on) == int(row["School year"][:4])
    assert year_group(born, on) == int(row["Year"])


@_rows(ASKING)
def test_whose_request_is_too_late(row: dict[str, str]) -> None:
    (found,) = (duty for duty in derive(case_of(row)) if duty.rule == "REQ-6")
    if row["REQ-6"] == "not applicable":
        assert (found.state, found.statutory_due) == ("not_applicable", None)
    else:
        assert found.statutory_due == day(row["REQ-6"])
