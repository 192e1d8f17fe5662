"""Numbers as people type them, targets in words, and what may be set and recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules.criteria import (
    Comparator,
    Course,
    CriterionFacts,
    Figure,
    Kind,
    MeasurementGiven,
    Target,
    TargetGiven,
    check_measurement,
    check_target,
    course,
    course_words,
    derived_words,
    figure_words,
    measured_value,
    reaches_target,
    read_figure,
    settle,
    target_words,
    wanted,
)

TODAY = date(2026, 6, 1)
DAY = date(2025, 3, 31)
FULL = TargetGiven(
    measure="Longest wait",
    unit="weeks",
    comparator=Comparator.DECREASE_BY_PERCENT,
    target=read_figure("20%"),
    target_by=date(2027, 3, 31),
    baseline=read_figure("41"),
    baseline_on=DAY,
    source="Provider list",
)


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("20%", "20", "%"),
        ("60 per cent", "60", "%"),
        (" 60  PERCENT ", "60", "%"),
        ("1,200", "1200", ""),
        ("12,345,678.5", "12345678.5", ""),
        ("41 weeks", "41", "weeks"),
        ("188 calls a month", "188", "calls a month"),
        ("£1,200.50", "1200.5", "£"),
        ("-3", "-3", ""),
        ("−3.25%", "-3.25", "%"),
        (".5", "0.5", ""),
        ("007", "7", ""),
        ("1.50000", "1.5", ""),
        ("0", "0", ""),
    ],
)
def test_numbers_as_people_type_them(typed: str, value: str, unit: str) -> None:
    assert read_figure(typed) == Figure(Decimal(value), unit)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("sixty", "not_a_number"),
        ("", "not_a_number"),
        ("%", "not_a_number"),
        ("5.", "not_a_number"),
        ("1e5", "not_a_number"),
        ("1 200", "not_a_number"),
        ("60-70%", "not_a_number"),
        ("£5 million 2", "not_a_number"),
        ("£5 weeks", "not_a_number"),
        ("1 " + "x" * 61, "not_a_number"),
        ("１２", "not_a_number"),
        ("1,20", "wrong_commas"),
        ("12,3456", "wrong_commas"),
        ("33.33333", "too_precise"),
        ("12345678901", "too_large"),
    ],
)
def test_what_cannot_be_read_says_how_to_put_it_right(typed: str, code: str) -> None:
    with pytest.raises(UserError) as raised:
        read_figure(typed)
    assert raised.value.code == code
    assert raised.value.fix


figures = st.decimals(
    min_value=Decimal("-9999999999"), max_value=Decimal("9999999999"), places=4,
    allow_nan=False, allow_infinity=False,
)  # fmt: skip


@given(figures, st.sampled_from(["", "%", "weeks", "£"]))
def test_what_is_written_is_read_back_without_loss(value: Decimal, unit: str) -> None:
    assert read_figure(figure_words(value, unit)) == Figure(value, unit)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = read_figure(text)
    except UserError as refused:
        assert refused.fix
    else:
        assert found.value == round(found.value, 4)


def test_a_figure_that_was_worked_out_says_when_it_is_rounded() -> None:
    assert derived_words(Decimal("32.8"), "weeks") == "32.8 weeks"
    assert derived_words(Decimal(100) / 3, "%") == "about 33.3%"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "down by 20% from 41 weeks (31 March 2025), by 31 March 2027"),
        ({"baseline": None}, "down by 20% from a baseline that is missing, by 31 March 2027"),
        ({"target": None, "target_by": None}, "down by an amount that is not set from 41 weeks (31 March 2025)"),
        ({"comparator": Comparator.AT_LEAST, "unit": "%", "target": Decimal(60)}, "at least 60%, by 31 March 2027"),
        ({"comparator": Comparator.AT_MOST, "target": Decimal(12)}, "at most 12 weeks, by 31 March 2027"),
        ({"comparator": Comparator.INCREASE_BY, "unit": "%", "target": Decimal(5), "target_by": None},
         "up by 5 percentage points from 41% (31 March 2025)"),
        ({"comparator": Comparator.DECREASE_BY, "target": Decimal(6), "target_by": None},
         "down by 6 weeks from 41 weeks (31 March 2025)"),
        ({"comparator": Comparator.DECREASE, "target": None}, "lower than 41 weeks (31 March 2025), by 31 March 2027"),
        ({"comparator": Comparator.AT_LEAST, "target": None, "target_by": None}, "at least an amount that is not set"),
        ({"comparator": None, "target_by": None}, "20 weeks, not said how to compare"),
        ({"comparator": None, "target": None}, ""),
    ],
)  # fmt: skip
def test_a_target_in_words(changes: dict[str, object], words: str) -> None:
    assert target_words(replace(settle(FULL), **changes)) == words  # type: ignore[arg-type]


def codes(target: TargetGiven, *, changes_another: bool = False) -> list[str]:
    return [one.code for one in check_target(target, TODAY, changes_another=changes_another)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"comparator": Comparator.DECREASE}, "target_not_used"),
        ({"target": read_figure("0")}, "step_not_positive"),
        ({"target": read_figure("-20")}, "step_not_positive"),
        ({"target": read_figure("101%")}, "more_than_all"),
        ({"target": read_figure("20 days")}, "target_unit"),
        ({"comparator": Comparator.DECREASE_BY}, "target_unit"),
        ({"baseline": read_figure("41 days")}, "baseline_unit"),
        ({"baseline": read_figure("0")}, "baseline_not_positive"),
        ({"baseline_on": None}, "baseline_undated"),
        ({"baseline": None}, "baseline_without_figure"),
        ({"baseline_on": date(2026, 6, 2)}, "baseline_in_future"),
        ({"target_by": DAY}, "target_before_baseline"),
    ],
)
def test_what_is_no_target(changes: dict[str, object], code: str) -> None:
    assert codes(FULL) == []
    assert code in codes(replace(FULL, **changes))  # type: ignore[arg-type]


def test_a_target_that_is_there_is_changed_with_a_reason() -> None:
    assert codes(FULL, changes_another=True) == ["reason_missing"]
    assert codes(replace(FULL, reason="Better count"), changes_another=True) == []


def test_the_unit_comes_from_the_figures_where_it_was_not_said() -> None:
    assert settle(replace(FULL, unit="", baseline=read_figure("41 weeks"))).unit == "weeks"
    assert settle(replace(FULL, unit="", baseline=read_figure("41"))).unit == ""
    share = TargetGiven(comparator=Comparator.AT_LEAST, target=read_figure("60 per cent"))
    assert settle(share) == Target(unit="%", comparator=Comparator.AT_LEAST, target=Decimal(60))


def test_a_share_is_rounded_half_up_and_a_typed_figure_is_not_rounded() -> None:
    share = MeasurementGiven(TODAY, "Case system", count=1, base=16)
    assert check_measurement(share, "%", TODAY) == []
    assert measured_value(share) == Decimal("6.3")
    typed = MeasurementGiven(TODAY, "Case system", value=read_figure("6.25%"))
    assert measured_value(typed) == Decimal("6.25")


comparators = st.sampled_from(list(Comparator))
amounts = st.integers(1, 100).map(Decimal)
days = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@given(comparators, amounts, amounts, st.integers(-50, 250).map(Decimal), days, days, days, days)
def test_the_course_agrees_with_the_target_and_the_days(
    comparator: Comparator, target: Decimal, baseline: Decimal, latest: Decimal, baseline_on: date,
    target_by: date, latest_on: date, today: date,
) -> None:  # fmt: skip
    facts = CriterionFacts(
        Kind.QUANTITATIVE, comparator, target, baseline, latest, target_by=target_by,
        baseline_on=baseline_on, latest_on=latest_on,
    )  # fmt: skip
    found = course(facts, today)
    assert (found is Course.REACHED) is (reaches_target(facts) is True)
    if found in (Course.MISSED, Course.FIGURE_DUE):
        assert target_by < today
        assert (latest_on < target_by) is (found is Course.FIGURE_DUE)
    if found in (Course.ON_COURSE, Course.BEHIND):
        assert baseline_on <= latest_on <= target_by
        assert wanted(comparator, target, baseline) is not None
        at_target = replace(facts, latest=wanted(comparator, target, baseline))
        assert course(at_target, today) is Course.REACHED
    assert course_words(facts, "weeks", today).endswith(".")


def test_the_sentence_on_a_figure() -> None:
    facts = CriterionFacts(
        Kind.QUANTITATIVE, Comparator.AT_LEAST, Decimal(80), Decimal(50), Decimal(64),
        target_by=date(2027, 1, 1), baseline_on=date(2025, 1, 1), latest_on=date(2026, 1, 1),
    )  # fmt: skip
    assert course_words(facts, "%", TODAY) == (
        "The latest figure, 64% on 1 January 2026, is behind: a straight line from the baseline to the target "
        "stands at 65% on that day."
    )
    assert course_words(replace(facts, latest=None, latest_on=None), "%", date(2027, 2, 1)) == (
        "The target was to be reached by 1 January 2027, and no figure is on record."
    )
    assert course_words(replace(facts, baseline=None), "%", TODAY) == (
        "The latest figure, 64% on 1 January 2026, does not reach the target yet."
    )
