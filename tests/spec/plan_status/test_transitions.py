from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    Flag,
    MilestoneFacts,
    Need,
    Report,
    SignOff,
    Status,
    apply_report,
    check_report,
    load_scheme,
    needs_of,
    offers_of,
    shown_status,
    slippage_days,
)
from tests.spec.definitions import names, rows
from tests.spec.plan_status.tables import TRANSITIONS

AS_AT = date(2025, 10, 15)
LEAD = Actor("lead")
DATES = {
    "no date": None,
    "date ahead": Month(2025, 11),
    "date passed": Month(2025, 9),
}
# What each need is in a complete report, and the problem of a report without it.
FIELDS: dict[str, tuple[str, Any]] = {
    "forecast": ("forecast", Month(2025, 12)),
    "new completion date": ("new_due", Month(2026, 2)),
    "reason": ("reason", "Two posts are vacant."),
    "day of completion": ("completed_on", date(2025, 10, 1)),
    "reopening": ("reopen", True),
}
ROWS = rows(TRANSITIONS)


def name(row: dict[str, str]) -> str:
    return f"{row['From']} to {row['To']}"


def before(row: dict[str, str], due: Month | None) -> MilestoneFacts:
    status = Status(row["From"].split(",")[0].lower())
    facts = MilestoneFacts(
        reported=status, baseline_due=due, due=due, owners=frozenset({"lead"}), reported_by=LEAD
    )
    if status is Status.BLUE:
        facts = replace(facts, completed_on=date(2025, 9, 1))
    if row["From"] == "Blue, signed off":
        facts = replace(facts, signed_off=SignOff(Actor("board"), date(2025, 9, 3)))
    return facts


def complete(row: dict[str, str], without: str | None = None) -> Report:
    brought = dict(FIELDS[need] for need in names(row["The report must bring"]) if need != without)
    return Report(Status(row["To"].lower()), LEAD, **brought)


def in_words(facts: MilestoneFacts) -> str:
    scheme, shown = load_scheme(), shown_status(facts, AS_AT)
    apart = [flag for flag in shown.flags if flag in {Flag.NEW_DATE_NEEDED, Flag.AWAITING_SIGN_OFF}]
    words = [scheme.statuses[shown.status].word] + [scheme.flags[f].word.lower() for f in apart]
    return ", ".join(words)


def test_every_transition_is_in_the_table() -> None:
    records = ["Grey", "Green", "Amber", "Red", "Blue, claimed", "Blue, signed off"]
    pairs = {(record, to) for record in records for to in ("Grey", "Blue", "Green", "Amber", "Red")}
    assert {(row["From"], row["To"]) for row in ROWS} == pairs
    assert len(ROWS) == len(pairs)


@pytest.mark.parametrize("due", DATES)
@pytest.mark.parametrize("row", ROWS, ids=name)
def test_complete_report_is_accepted_and_shown(row: dict[str, str], due: str) -> None:
    facts, report = before(row, DATES[due]), complete(row)
    assert check_report(facts, report, AS_AT) == []
    after = apply_report(facts, report, AS_AT)
    assert in_words(after) == row[f"Then shown: {due}"]
    assert after.baseline_due == facts.baseline_due
    assert after.signed_off is None


@pytest.mark.parametrize("due", DATES)
@pytest.mark.parametrize(
    ("row", "need"),
    [(row, need) for row in ROWS for need in names(row["The report must bring"])],
    ids=lambda value: value if isinstance(value, str) else name(value),
)
def test_report_without_one_need_is_refused(row: dict[str, str], need: str, due: str) -> None:
    problems = check_report(before(row, DATES[due]), complete(row, without=need), AS_AT)
    field = FIELDS[need][0]
    assert [(problem.code, problem.field) for problem in problems] == [(f"{field}_missing", field)]


LATER = FIELDS["new completion date"][1]


def with_new_date(row: dict[str, str]) -> Report:
    """The complete report, with a new completion date, its reason, and any forecast not earlier."""
    report = replace(complete(row), new_due=LATER, reason="Two posts are vacant.")
    return replace(report, forecast=LATER) if report.forecast else report


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_new_date_past_the_old_one(row: dict[str, str]) -> None:
    facts, report = before(row, DATES["date passed"]), with_new_date(row)
    expected = row["Then shown: date passed, new one given"]
    problems = check_report(facts, report, AS_AT)
    if expected == "refused":
        assert [(one.code, one.field) for one in problems] == [("field_not_used", "new_due")]
        return
    assert problems == []
    after = apply_report(facts, report, AS_AT)
    assert in_words(after) == expected
    assert (after.baseline_due, after.due) == (DATES["date passed"], LATER)
    # September's last day to February's.
    assert slippage_days(after.baseline_due, after.due) == 151
    (unexplained,) = check_report(facts, replace(report, reason=" "), AS_AT)
    assert unexplained.field == "reason"


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_the_form_is_offered_the_same_new_date(row: dict[str, str]) -> None:
    to = Status(row["To"].lower())
    for due, month in DATES.items():
        offered = Need.NEW_DUE in offers_of(before(row, month), to, AS_AT)
        assert offered is (due == "date passed" and to in {Status.GREEN, Status.AMBER})


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_the_form_is_told_the_same_needs(row: dict[str, str]) -> None:
    needs = needs_of(before(row, DATES["date ahead"]), Status(row["To"].lower()), AS_AT)
    assert {need.value for need in needs} == {
        FIELDS[need][0] for need in names(row["The report must bring"])
    }


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_what_a_status_does_not_take_is_refused_not_dropped(row: dict[str, str]) -> None:
    facts, report = before(row, DATES["date ahead"]), complete(row)
    for need in ("forecast", "new completion date", "day of completion"):
        if need in names(row["The report must bring"]):
            continue
        field, value = FIELDS[need]
        problems = check_report(facts, replace(report, **{field: value}), AS_AT)
        assert [(problem.code, problem.field) for problem in problems] == [
            ("field_not_used", field)
        ]
