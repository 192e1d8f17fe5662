"""Each ground against each set of limits, and every edge to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.statute.exemptions import Period, available, exemptions_file, grounds
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.timeline import Claim
from tests.statute.makers import duty

# One limit of each set, and one without any.
LIMIT = {"EX-A": "PLN-9", "EX-B": "ADV-5", "EX-C": "DP-1c", "EX-D": "TR-2b", None: "AR-9"}
FROM = date(2025, 7, 1)
HOLDS = {
    "EX-A": {"school_closure", "early_years_closure", "exceptional_personal_circumstances", "absence_from_area"},
    "EX-B": {"exceptional_personal_circumstances", "absence_from_area", "missed_appointment"},
    "EX-C": {"school_closure", "early_years_closure", "exceptional_personal_circumstances"},
    "EX-D": {"school_closure", "early_years_closure", "exceptional_personal_circumstances", "absence_from_area"},
    None: set(),
}  # fmt: skip


def claim(ground: str, days: int = 40, asked: date | None = FROM) -> Claim:
    return Claim(ground, ("PLN-9",), FROM, FROM + timedelta(days=days), asked, impractical=True)


@pytest.mark.parametrize("ground", [one for one in grounds() if one != "coronavirus"])
@pytest.mark.parametrize("name", list(LIMIT))
def test_which_grounds_each_set_knows(name: str | None, ground: str) -> None:
    found = available(claim(ground), LIMIT[name], None)
    assert found.available is (ground in HOLDS[name])
    assert found.because
    assert found.citation


def test_the_table_above_speaks_of_every_set() -> None:
    assert set(HOLDS) - {None} == set(exemptions_file()["sets"])
    assert all(rulebook()[limit].exemptions == name for name, limit in LIMIT.items())


@pytest.mark.parametrize(("days", "holds"), [(27, False), (28, True), (29, True)])
def test_a_closure_lasts_four_weeks_or_more(days: int, holds: bool) -> None:
    assert available(claim("school_closure", days), "DEC-1", None).available is holds


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        (date(2025, 6, 23), False),
        (date(2025, 6, 24), True),
        (date(2025, 8, 4), True),
        (date(2025, 8, 5), False),
        (None, False),
    ],
)
def test_advice_is_asked_for_in_the_window_both_edges_inside(
    asked: date | None, holds: bool
) -> None:
    found = available(claim("school_closure", 41, asked), "DEC-1", None)
    assert found.available is holds
    assert found.window == (date(2025, 6, 24), date(2025, 8, 4))


@pytest.mark.parametrize(
    ("limit", "days", "holds"),
    [("PLN-9", 27, False), ("PLN-9", 28, True), ("ADV-5", 27, False), ("ADV-5", 28, True), ("TR-2b", 13, False),
     ("TR-2b", 14, True), ("DP-1c", 60, False)],
)  # fmt: skip
def test_how_long_an_absence_has_to_be(limit: str, days: int, holds: bool) -> None:
    assert available(claim("absence_from_area", days), limit, None).available is holds


def test_an_absence_counts_only_the_days_in_which_the_limit_ran() -> None:
    away = claim("absence_from_area", 28)
    assert available(away, "PLN-9", Period(FROM, date(2025, 12, 1))).available
    assert not available(
        away, "PLN-9", Period(FROM + timedelta(days=1), date(2025, 12, 1))
    ).available
    assert available(away, "PLN-9", Period(date(2025, 5, 1), date(2025, 7, 28))).available
    assert not available(away, "PLN-9", Period(date(2025, 5, 1), date(2025, 7, 27))).available


@pytest.mark.parametrize(
    ("last", "holds"),
    [(date(2020, 4, 30), False), (date(2020, 5, 1), True), (date(2020, 9, 25), True), (date(2020, 9, 26), False)],
)  # fmt: skip
def test_the_relaxation_of_2020_is_for_limits_that_ended_in_it(last: date, holds: bool) -> None:
    period = Period(date(2020, 1, 1), last)
    assert available(Claim("coronavirus", ("PLN-9",)), "PLN-9", period).available is holds
    assert not available(Claim("coronavirus", ("AR-9",)), "AR-9", period).available


@pytest.mark.parametrize(
    ("limit", "ground", "provision"),
    [
        ("REQ-6", "school_closure", "reg 5(4)(a)"),
        ("DEC-1", "early_years_closure", "reg 10(4)(b)"),
        ("PLN-9", "exceptional_personal_circumstances", "reg 10(4)(c)"),
        ("RA-4", "absence_from_area", "reg 27(3)(d)"),
        ("ADV-5", "missed_appointment", "reg 8(2)(c)"),
        ("TR-1c", "absence_from_area", "reg 44(3)(b)"),
    ],
)
def test_the_provision_of_a_ground_is_named(limit: str, ground: str, provision: str) -> None:
    assert available(claim(ground), limit, None).provision == provision


def test_an_exemption_disapplies_one_limit_and_moves_no_day() -> None:
    events = [
        ("request_received", "2025-06-30"),
        ("assessment_decision_sent", "2025-08-22"),
        ("final_plan_sent", "2025-11-24"),
    ]
    claims = [
        {
            "ground": "exceptional_personal_circumstances", "from": "2025-07-20", "to": "2025-08-10",
            "limits": ["REQ-6"], "impractical": True,
        }
    ]  # fmt: skip
    decision = duty("REQ-6", *events, exemptions=claims)
    assert (decision.state, decision.days_late, decision.exempt) == ("exempt_late", 11, True)
    plan = duty("PLN-9", *events, exemptions=claims)
    assert (plan.state, plan.days_late, plan.exempt) == ("met_late", 7, False)
    assert plan.statutory_due == date(2025, 11, 17)


@pytest.mark.parametrize("ground", ["local_pause", "adviser_shortage"])
def test_a_pause_is_refused_with_the_reason(ground: str) -> None:
    claims = [{"ground": ground, "limits": ["PLN-9"], "impractical": True}]
    plan = duty("PLN-9", ("request_received", "2025-06-30"), exemptions=claims, as_at="2025-12-01")
    assert (plan.state, plan.exempt) == ("overdue", False)
    said = " ".join(one.sentence for one in plan.because)
    assert grounds()[ground]["never"] in said


def test_a_ground_that_is_not_shown_to_have_made_it_impractical_leaves_the_limit() -> None:
    claims = [
        {"ground": "exceptional_personal_circumstances", "from": "2025-07-20", "to": "2025-08-10", "limits": ["PLN-9"]}
    ]  # fmt: skip
    plan = duty("PLN-9", ("request_received", "2025-06-30"), exemptions=claims, as_at="2025-12-01")
    assert plan.exempt is False
    assert any("not shown" in one.sentence for one in plan.because)
