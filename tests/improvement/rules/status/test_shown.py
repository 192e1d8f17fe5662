from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    Flag,
    MilestoneFacts,
    Report,
    SignOff,
    Status,
    apply_report,
    shown_status,
)

LEAD, BOARD = Actor("lead"), Actor("board")
JULY, SEPTEMBER = Month(2025, 7), Month(2025, 9)


def milestone(**changes: object) -> MilestoneFacts:
    facts = MilestoneFacts(baseline_due=JULY, due=JULY, owners=frozenset({"lead"}))
    return replace(facts, **changes)  # type: ignore[arg-type]


def test_nothing_reported_is_grey_and_says_so() -> None:
    shown = shown_status(milestone(), date(2025, 7, 31))
    assert shown.status is Status.GREY
    assert shown.flags == ()
    assert shown.because == ("Grey on record, with no report yet.", "It is due by 31 July 2025.")


def test_past_due_says_since_when() -> None:
    facts = milestone(reported=Status.GREEN, reported_on=date(2025, 6, 1))
    assert shown_status(facts, date(2025, 8, 1)).because == (
        "Reported Green on 1 June 2025.",
        "It was due by 31 July 2025, 1 day ago.",
        "Its date has passed without a sign-off, so it is shown Red.",
    )


def test_a_new_date_holds_until_it_passes_too() -> None:
    red = Report(Status.RED, LEAD, new_due=SEPTEMBER, reason="Two posts are vacant.")
    facts = apply_report(milestone(), red, date(2025, 8, 10))
    held = shown_status(facts, date(2025, 9, 30))
    assert (held.status, held.flags) == (Status.RED, (Flag.NEW_DATE_GIVEN,))
    assert held.because[1] == (
        "It was first due by 31 July 2025. The new completion date is 30 September 2025."
    )
    passed = shown_status(facts, date(2025, 10, 1))
    assert (passed.status, passed.flags) == (Status.RED, (Flag.NEW_DATE_NEEDED,))
    assert passed.because[1] == (
        "It was first due by 31 July 2025. The new completion date was 30 September 2025, 1 day ago."
    )


def test_after_a_new_date_another_report_is_shown_against_that_date() -> None:
    red = Report(Status.RED, LEAD, new_due=SEPTEMBER, reason="Two posts are vacant.")
    facts = apply_report(milestone(), red, date(2025, 8, 10))
    facts = apply_report(facts, Report(Status.GREEN, LEAD), date(2025, 9, 1))
    shown = shown_status(facts, date(2025, 9, 2))
    assert (shown.status, shown.flags) == (Status.GREEN, (Flag.NEW_DATE_GIVEN,))


def test_a_first_date_given_with_red_is_a_new_date() -> None:
    facts = MilestoneFacts(reported=Status.RED, due=SEPTEMBER, reported_on=date(2025, 7, 20))
    assert shown_status(facts, date(2025, 8, 1)).flags == (Flag.NEW_DATE_GIVEN,)


def test_a_red_that_nobody_has_reported_needs_a_new_date() -> None:
    printed = MilestoneFacts(reported=Status.RED, due=SEPTEMBER)
    shown = shown_status(printed, date(2025, 8, 1))
    assert (shown.status, shown.flags) == (Status.RED, (Flag.NEW_DATE_NEEDED,))
    agreed = replace(printed, baseline_due=SEPTEMBER)
    assert shown_status(agreed, date(2025, 8, 1)).flags == (Flag.NEW_DATE_NEEDED,)


def test_a_date_brought_forward_is_no_new_date_for_red() -> None:
    facts = MilestoneFacts(reported=Status.RED, baseline_due=SEPTEMBER, due=JULY)
    assert shown_status(facts, date(2025, 7, 1)).flags == (Flag.NEW_DATE_NEEDED,)


def test_without_a_current_date_the_first_one_counts() -> None:
    facts = MilestoneFacts(reported=Status.GREEN, baseline_due=JULY)
    assert shown_status(facts, date(2025, 8, 1)).status is Status.RED


def test_completed_in_time_but_not_signed_off() -> None:
    facts = milestone(
        reported=Status.BLUE, completed_on=date(2025, 7, 30), reported_on=date(2025, 7, 30)
    )
    shown = shown_status(facts, date(2025, 8, 20))
    assert shown.status is Status.RED
    assert shown.flags == (Flag.NEW_DATE_NEEDED, Flag.AWAITING_SIGN_OFF)
    assert shown.because == (
        "Reported Blue on 30 July 2025, as completed on 30 July 2025.",
        "It was due by 31 July 2025.",
        "That is within the date first agreed.",
        "It is Blue once someone who does not own it has signed it off.",
        "Its date has passed without a sign-off, so it is shown Red.",
    )


def test_blue_says_how_late_the_work_was() -> None:
    facts = milestone(
        reported=Status.BLUE,
        completed_on=date(2025, 8, 5),
        signed_off=SignOff(BOARD, date(2025, 8, 6)),
    )
    shown = shown_status(facts, date(2026, 1, 1))
    assert shown.status is Status.BLUE
    assert shown.because[-1] == "That is 5 days after the date first agreed."


def test_an_amber_forecast_that_has_passed_is_needed_again() -> None:
    facts = MilestoneFacts(reported=Status.AMBER, forecast=JULY)
    assert Flag.FORECAST_NEEDED not in shown_status(facts, date(2025, 7, 31)).flags
    assert Flag.FORECAST_NEEDED in shown_status(facts, date(2025, 8, 1)).flags
    assert Flag.FORECAST_NEEDED in shown_status(replace(facts, forecast=None), JULY.last_day).flags


def test_a_sign_off_without_a_blue_report_does_not_count() -> None:
    facts = milestone(reported=Status.GREEN, signed_off=SignOff(BOARD, date(2025, 6, 1)))
    shown = shown_status(facts, date(2025, 7, 1))
    assert (shown.status, shown.flags) == (Status.GREEN, (Flag.SIGN_OFF_NOT_COUNTED,))


def test_a_sign_off_counts_from_its_day() -> None:
    facts = milestone(
        reported=Status.BLUE,
        completed_on=date(2025, 6, 20),
        signed_off=SignOff(BOARD, date(2025, 7, 1)),
    )
    assert shown_status(facts, date(2025, 6, 30)).status is Status.GREEN
    assert shown_status(facts, date(2025, 7, 1)).status is Status.BLUE


def test_a_later_change_of_leads_does_not_undo_a_sign_off() -> None:
    facts = milestone(
        reported=Status.BLUE,
        completed_on=date(2025, 6, 20),
        signed_off=SignOff(BOARD, date(2025, 7, 1), owners=frozenset({"lead"})),
        owners=frozenset({"board"}),
    )
    assert shown_status(facts, date(2025, 7, 1)).status is Status.BLUE


def test_a_hundred_thousand_milestones_take_seconds_not_minutes() -> None:
    statuses = list(Status)
    many = [
        milestone(
            reported=statuses[i % 5], due=Month(2025, i % 12 + 1), completed_on=JULY.first_day
        )
        for i in range(100_000)
    ]
    started = time.process_time()
    for facts in many:
        shown_status(facts, date(2025, 7, 1))
    # About 0.7 s on an idle core; the ceiling allows for a shared one and still catches a slip.
    assert time.process_time() - started < 8
