"""What can be claimed from which limit, tested with the worked summer of a case: for one limit, not for another."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.duties.rules.claiming import (
    BLANKET,
    can_be_claimed,
    checked_claim,
    doubt_of_asking,
    finding_of,
    grounds_of,
    limit_of,
    need_ground,
    need_own_cause,
    never,
    one_limit,
    refused_of,
)
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.exemptions import exemption_set
from tests.statute.makers import case

pytestmark = pytest.mark.pure
CLOSED, OPENS = date(2025, 7, 23), date(2025, 9, 2)
ASKED = date(2025, 7, 18)


def asked_in(received: str) -> list[Duty]:
    """The duties of a request that was received then, and of a body that was asked in the summer."""
    return derive(
        case(
            ("request_received", received),
            ("body_request_received", "2025-07-14", {"body": "nhs_trust"}),
            as_at="2025-12-01",
        )
    )


@pytest.mark.parametrize(
    ("limit", "received", "asked", "holds", "says"),
    [
        ("REQ-6", "2025-06-30", ASKED, True, "lasted 41 days"),
        ("DEC-1", "2025-06-30", date(2025, 7, 16), True, "16 July 2025 to 26 August 2025"),
        ("DEC-1", "2025-06-30", date(2025, 7, 15), False, "16 July 2025 to 26 August 2025"),
        ("REQ-6", "2025-05-01", ASKED, False, "outside the days in which the limit ran"),
        ("ADV-5", "2025-06-30", ASKED, False, "cannot rely on this ground"),
    ],
)
def test_a_summer_closure_is_tested_against_each_limit_to_the_day(
    limit: str, received: str, asked: date, holds: bool, says: str
) -> None:
    claim = checked_claim(limit, "school_closure", CLOSED, OPENS, asked)
    found = finding_of(claim, limit_of(claim, asked_in(received)))
    assert (found.available, says in found.because) == (holds, True), found.because
    if holds:
        need_ground(found, limit)
        return
    with pytest.raises(UserError) as refused:
        need_ground(found, limit)
    assert found.because in refused.value.message
    assert "reg" in refused.value.message


@pytest.mark.parametrize("ground", ["adviser_shortage", "local_pause"])
def test_what_never_counts_is_refused_with_its_source(ground: str) -> None:
    claim = checked_claim("REQ-6", ground, CLOSED, OPENS, None)
    with pytest.raises(UserError) as refused:
        need_ground(finding_of(claim, limit_of(claim, asked_in("2025-06-30"))), "REQ-6")
    assert any(one.citation in refused.value.message for one in never())


def test_one_claim_for_several_limits_is_a_pause_and_refused() -> None:
    assert one_limit(["REQ-6", "REQ-6"]) == "REQ-6"
    with pytest.raises(UserError) as refused:
        one_limit(["REQ-6", "DEC-1", "PLN-9"])
    assert refused.value.code == BLANKET
    assert "reg" in refused.value.message
    with pytest.raises(UserError):
        one_limit([])


def test_each_limit_is_offered_its_own_grounds_and_told_of_the_others() -> None:
    assert [one.code for one in grounds_of("ADV-5")] == [
        "exceptional_personal_circumstances", "absence_from_area", "missed_appointment",
    ]  # fmt: skip
    assert any("28 days" in one.asks for one in grounds_of("PLN-9"))
    assert any("14 days" in one.asks for one in grounds_of("TR-2b"))
    assert grounds_of("AR-9") == []
    assert any("school" in one.words and "ground" in one.why for one in refused_of("ADV-5"))
    assert len(refused_of("PLN-9")) == 3
    assert all(one.why and one.citation for one in (*refused_of("PLN-9"), *never()))


@pytest.mark.parametrize(
    ("ground", "until", "asked", "code", "where"),
    [
        ("holidays", OPENS, None, "unknown_ground", "ground"),
        ("absence_from_area", None, None, "end_missing", "until"),
        ("school_closure", None, ASKED, "end_missing", "until"),
        ("school_closure", OPENS, None, "asking_missing", "advice_requested_on"),
        ("absence_from_area", CLOSED, None, "dates_the_wrong_way_round", "until"),
    ],
)
def test_days_that_cannot_be_tested_are_asked_for(
    ground: str, until: date | None, asked: date | None, code: str, where: str
) -> None:
    with pytest.raises(UserError) as refused:
        checked_claim("REQ-6", ground, CLOSED, until, asked)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_only_a_limit_that_was_not_kept_in_time_can_be_claimed() -> None:
    assert exemption_set("REQ-6") is not None
    assert can_be_claimed("REQ-6", "overdue", OPENS)
    assert can_be_claimed("REQ-6", "met_late", OPENS)
    assert not can_be_claimed("REQ-6", "met", OPENS)
    assert not can_be_claimed("REQ-6", "not_applicable", OPENS)
    assert not can_be_claimed("REQ-6", "open", None)
    assert not can_be_claimed("AR-9", "overdue", OPENS)
    claim = checked_claim("TR-4", "school_closure", CLOSED, OPENS, ASKED)
    with pytest.raises(UserError) as refused:
        limit_of(claim, asked_in("2025-06-30"))
    assert refused.value.code == "nothing_to_claim"


def test_of_two_rounds_the_ground_belongs_to_the_one_in_whose_days_it_lies() -> None:
    duties = derive(
        case(
            ("request_received", "2024-01-08"),
            ("no_plan_notice_sent", "2024-06-03"),
            ("request_received", "2025-06-30"),
            as_at="2025-12-01",
        )
    )
    claim = checked_claim("REQ-6", "school_closure", CLOSED, OPENS, ASKED)
    assert limit_of(claim, duties).since == date(2025, 6, 30)


def test_the_same_words_excuse_no_second_limit() -> None:
    need_own_cause("The school was shut and had asked for more time.", ["Another cause"])
    with pytest.raises(UserError) as refused:
        need_own_cause("the  SCHOOL was shut", ["The school was shut"])
    assert refused.value.code == "same_cause"


def test_a_day_of_asking_that_is_not_recorded_is_doubted() -> None:
    claim = checked_claim("REQ-6", "school_closure", CLOSED, OPENS, ASKED)
    assert doubt_of_asking(claim, [ASKED]) == ""
    assert "No request for advice" in doubt_of_asking(claim, [])
