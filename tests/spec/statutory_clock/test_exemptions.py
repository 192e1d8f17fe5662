"""Every row of the exemptions, against what the engine finds available and what a claim does."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.statute.deriving import derive
from goldenthread.statute.exemptions import Period, available
from goldenthread.statute.timeline import Claim
from tests.spec.definitions import rows
from tests.spec.statutory_clock.cells import case_of, day, day_or_none
from tests.spec.statutory_clock.worked.exempting import ABSENCE, CLOSURE, EFFECT, OTHERS

_CASE = "request Mon 29 Jun 2026; decision whether to assess Mon 7 Sep 2026"


def _rows(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows(table), ids=lambda row: " / ".join(row.values()))


def _check(row: dict[str, str], claim: Claim) -> None:
    period = Period(day(row["Runs from"]), day(row["To"]))
    found = available(claim, row["Limit"], period)
    assert found.available is (row["Available"] == "yes"), found.because


@_rows(CLOSURE)
def test_closures(row: dict[str, str]) -> None:
    closed, opens = day(row["Closed from"]), day(row["Opens again"])
    claim = Claim(
        "school_closure", (row["Limit"],), closed, opens, day_or_none(row["Advice asked"])
    )
    assert claim.days == int(row["Days"])
    _check(row, claim)


@_rows(ABSENCE)
def test_absences(row: dict[str, str]) -> None:
    claim = Claim("absence_from_area", (row["Limit"],), day(row["Away from"]), day(row["Back"]))
    assert claim.days == int(row["Days"])
    _check(row, claim)


@_rows(OTHERS)
def test_other_grounds(row: dict[str, str]) -> None:
    ground = row["Ground"].replace(" ", "_")
    since, until = day_or_none(row["From"]), day_or_none(row["Until"])
    _check(row, Claim(ground, (row["Limit"],), since, until))


@_rows(EFFECT)
def test_what_a_claim_does(row: dict[str, str]) -> None:
    claims = () if row["Claimed for"] == "-" else (_summer(row),)
    case = case_of({"What happened": _CASE, "As at": row["As at"]}).with_more(claims=claims)
    (found,) = (duty for duty in derive(case) if duty.rule == row["Rule"])
    assert found.statutory_due == day(row["Last lawful day"])
    assert found.state == row["State"].replace(" ", "_")
    assert found.days_late == int(row["Days late"])


def _summer(row: dict[str, str]) -> Claim:
    return Claim(
        "school_closure",
        (row["Claimed for"],),
        date(2026, 7, 22),
        date(2026, 9, 2),
        date(2026, 7, 20),
        impractical=row["Shown to be impractical"] == "yes",
    )
