from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Report,
    SignOff,
    Status,
    apply_report,
    check_report,
)

LEAD = Actor("lead")
AS_AT = date(2025, 8, 15)
FACTS = MilestoneFacts(
    reported=Status.GREEN,
    baseline_due=Month(2025, 9),
    due=Month(2025, 9),
    owners=frozenset({"lead"}),
)
RED = Report(Status.RED, LEAD, new_due=Month(2025, 12), reason="Two posts are vacant.")


def codes(facts: MilestoneFacts, report: Report) -> list[str]:
    return [problem.code for problem in check_report(facts, report, AS_AT)]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (Month(2025, 7), ["forecast_in_past"]),
        (Month(2025, 8), ["forecast_not_late"]),
        (Month(2025, 9), ["forecast_not_late"]),
        (Month(2025, 10), []),
    ],
)
def test_forecast(month: Month, expected: list[str]) -> None:
    assert codes(FACTS, Report(Status.AMBER, LEAD, forecast=month)) == expected


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (Month(2025, 7), ["new_due_in_past"]),
        (Month(2025, 8), ["new_due_not_later"]),
        (Month(2025, 9), ["new_due_not_later"]),
        (Month(2025, 10), []),
    ],
)
def test_new_date(month: Month, expected: list[str]) -> None:
    assert codes(FACTS, replace(RED, new_due=month)) == expected


def test_where_no_date_was_set_this_month_is_early_enough() -> None:
    facts = MilestoneFacts()
    assert codes(facts, replace(RED, new_due=Month(2025, 8))) == []
    assert codes(facts, Report(Status.AMBER, LEAD, forecast=Month(2025, 8))) == []


@pytest.mark.parametrize("month", [Month(2025, 11), Month(2025, 12), Month(2026, 2)])
def test_a_second_red_may_confirm_or_change_the_new_date(month: Month) -> None:
    facts = apply_report(FACTS, RED, AS_AT)
    assert codes(facts, replace(RED, new_due=month)) == []


def test_a_red_without_anything_names_both() -> None:
    problems = check_report(FACTS, Report(Status.RED, LEAD), AS_AT)
    assert [(problem.code, problem.field) for problem in problems] == [
        ("new_due_missing", "new_due"),
        ("reason_missing", "reason"),
    ]
    assert problems[0].message == "Red needs a new completion date."
    assert problems[1].message == "Going from Green to Red needs a reason."


def test_a_reason_of_spaces_is_none() -> None:
    assert codes(FACTS, replace(RED, reason="  \n")) == ["reason_missing"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 8, 14), []),
        (date(2025, 8, 15), []),
        (date(2025, 8, 16), ["completed_on_in_future"]),
    ],
)
def test_day_of_completion(day: date, expected: list[str]) -> None:
    assert codes(FACTS, Report(Status.BLUE, LEAD, completed_on=day)) == expected


def test_only_red_moves_the_date_and_never_the_first_one() -> None:
    after = apply_report(FACTS, RED, AS_AT)
    assert (after.baseline_due, after.due) == (Month(2025, 9), Month(2025, 12))
    later = apply_report(after, Report(Status.AMBER, LEAD, forecast=Month(2026, 1)), AS_AT)
    assert (later.baseline_due, later.due) == (Month(2025, 9), Month(2025, 12))
    assert later.forecast == Month(2026, 1)


def test_a_report_replaces_forecast_and_completion() -> None:
    amber = apply_report(FACTS, Report(Status.AMBER, LEAD, forecast=Month(2026, 1)), AS_AT)
    green = apply_report(amber, Report(Status.GREEN, LEAD), AS_AT)
    assert green.forecast is None
    blue = apply_report(green, Report(Status.BLUE, LEAD, completed_on=AS_AT), AS_AT)
    assert (blue.completed_on, blue.reported_by, blue.reported_on) == (AS_AT, LEAD, AS_AT)
    assert apply_report(blue, Report(Status.GREEN, LEAD), AS_AT).completed_on is None


def test_signed_off_work_is_reopened_first() -> None:
    facts = replace(
        FACTS,
        reported=Status.BLUE,
        completed_on=date(2025, 7, 1),
        signed_off=SignOff(Actor("board"), date(2025, 7, 3)),
    )
    problems = check_report(facts, RED, AS_AT)
    assert [problem.code for problem in problems] == ["reopen_missing"]
    assert problems[0].message == "This was signed off on 3 July 2025."
    assert codes(facts, replace(RED, reopen=True)) == []
    assert apply_report(facts, replace(RED, reopen=True), AS_AT).signed_off is None


def test_nothing_to_reopen() -> None:
    assert codes(FACTS, Report(Status.GREEN, LEAD, reopen=True)) == ["reopen_not_used"]


def test_a_stray_field_says_where_it_belongs() -> None:
    report = Report(Status.GREEN, LEAD, new_due=Month(2026, 1))
    (problem,) = check_report(FACTS, report, AS_AT)
    assert (problem.code, problem.field) == ("field_not_used", "new_due")
    assert problem.message == "A new completion date does not belong to a report of Green."
    assert problem.fix == "Clear it, or report Red."
