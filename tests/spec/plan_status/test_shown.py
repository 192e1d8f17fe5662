from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    Flag,
    MilestoneFacts,
    SignOff,
    Status,
    load_scheme,
    shown_status,
)
from tests.spec.definitions import names, rows
from tests.spec.plan_status.tables import SHOWN

AS_AT = date(2025, 10, 15)
# First date and current date for each heading of the table, seen from AS_AT.
DATES = {
    "not set": (None, None),
    "ahead": (Month(2025, 11), Month(2025, 11)),
    "new date ahead": (Month(2025, 7), Month(2025, 11)),
    "passed": (Month(2025, 9), Month(2025, 9)),
}
SIGN_OFFS = {
    "-": None,
    "none": None,
    "by the owner": SignOff(Actor("lead"), date(2025, 9, 12)),
    "by the reporter": SignOff(Actor("reporter"), date(2025, 9, 12)),
    "by another": SignOff(Actor("board"), date(2025, 9, 12)),
}


def facts_of(row: dict[str, str]) -> MilestoneFacts:
    baseline, due = DATES[row["Due date"]]
    reported = Status(row["Last report"].lower())
    return MilestoneFacts(
        reported=reported,
        baseline_due=baseline,
        due=due,
        forecast=Month(2026, 1) if reported is Status.AMBER else None,
        completed_on=date(2025, 9, 10) if reported is Status.BLUE else None,
        signed_off=SIGN_OFFS[row["Sign-off"]],
        owners=frozenset({"lead"}),
        reported_by=Actor("reporter"),
        reported_on=date(2025, 9, 11),
    )


@pytest.mark.parametrize("row", rows(SHOWN), ids=lambda row: " / ".join(row.values()))
def test_shown(row: dict[str, str]) -> None:
    shown = shown_status(facts_of(row), AS_AT)
    words = load_scheme()
    assert words.statuses[shown.status].word == row["Shown"]
    assert [words.flags[flag].word.lower() for flag in shown.flags] == names(row["Flags"])
    assert shown.because
    assert all(sentence.endswith(".") for sentence in shown.because)


@pytest.mark.parametrize("month", [Month(2025, 7), Month(2024, 2), Month(2025, 2), Month(2025, 12)])
@pytest.mark.parametrize("reported", [Status.GREY, Status.GREEN, Status.AMBER])
def test_a_month_is_past_from_the_day_after_its_last_day(month: Month, reported: Status) -> None:
    facts = MilestoneFacts(reported=reported, baseline_due=month, due=month)
    assert shown_status(facts, month.first_day).status is reported
    assert shown_status(facts, month.last_day).status is reported
    after = shown_status(facts, month.last_day + timedelta(days=1))
    assert after.status is Status.RED
    assert Flag.NEW_DATE_NEEDED in after.flags
