"""What may be recorded as a measurement, and the figure that a count and its base make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.core.rounding import Share
from goldenthread.improvement.rules.criteria.book import implausible, problem
from goldenthread.improvement.rules.criteria.figures import (
    PER_CENT_UNIT,
    figure_words,
    looks_like_share,
    may_be_negative,
    over_all,
    same_unit,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from goldenthread.improvement.rules.criteria.facts import MeasurementGiven
    from goldenthread.improvement.rules.criteria.names import Comparator
    from goldenthread.improvement.rules.status.facts import Problem


def check_measurement(
    given: MeasurementGiven,
    unit: str,
    today: date,
    baseline_on: date | None = None,
    comparator: Comparator | None = None,
) -> list[Problem]:
    """Why the measurement may not be recorded so; `unit` is the target's ("" where none is set).

    What looks like a slip is asked about, unless the person is `sure`.
    """
    found = []
    if given.on > today:
        found.append(problem("measured_in_future"))
    found += implausible(given.on, today, "The day of the measurement", "on")
    if not given.source.strip():
        found.append(problem("source_missing"))
    found += _figure(given, unit) if given.value else _share(given, unit)
    return found or _doubts(given, unit, baseline_on, comparator)


def _doubts(
    given: MeasurementGiven, unit: str, baseline_on: date | None, comparator: Comparator | None
) -> list[Problem]:
    found = []
    value = given.value
    if value and unit and value.value < 0 and not may_be_negative(unit):
        return [problem("negative", unit=unit)]
    if given.sure:
        return []
    if value and not value.unit and looks_like_share(value.value, unit):
        found.append(problem("looks_like_share", figure=figure_words(value.value, unit)))
    if value and over_all(value.value, unit, comparator):
        found.append(problem("over_all", figure=figure_words(value.value, unit)))
    if baseline_on is not None and given.on < baseline_on:
        found.append(problem("before_baseline", day=day_words(baseline_on)))
    return found


def measured_value(given: MeasurementGiven) -> Decimal | None:
    """The figure, or the share that the count is of its base, by the house's one rounding rule."""
    if given.value is not None:
        return given.value.value
    if given.count is None or given.base is None:
        return None
    return Share(given.count, given.base).percentage


def _figure(given: MeasurementGiven, unit: str) -> list[Problem]:
    typed = given.value.unit if given.value else ""
    if given.count is not None or given.base is not None:
        return [problem("figure_and_count")]
    if not unit:
        return [problem("unit_not_set")]
    if typed and not same_unit(typed, unit):
        return [problem("measured_unit", typed=typed, unit=unit)]
    return []


def _share(given: MeasurementGiven, unit: str) -> list[Problem]:
    if given.count is None and given.base is None:
        return [problem("figure_missing")]
    if given.count is None:
        return [problem("count_missing")]
    if not given.base or given.base < 0:
        return [problem("base_missing")]
    found = []
    if not 0 <= given.count <= given.base:
        found.append(problem("count_over_base"))
    if unit and unit != PER_CENT_UNIT:
        found.append(problem("share_of_what", unit=unit))
    return found
