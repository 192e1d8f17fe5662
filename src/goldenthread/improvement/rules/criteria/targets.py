"""What may be set as a target, and a target in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.criteria.book import criteria_rules, implausible, problem
from goldenthread.improvement.rules.criteria.facts import Figure, Target, TargetGiven
from goldenthread.improvement.rules.criteria.figures import (
    PER_CENT_UNIT,
    figure_words,
    looks_like_share,
    may_be_negative,
    over_all,
    same_unit,
    unit_of,
)
from goldenthread.improvement.rules.criteria.names import RELATIVE, Comparator
from goldenthread.improvement.rules.criteria.standing import PER_CENT, is_change, needs_target

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.status.facts import Problem


def settle(given: TargetGiven) -> Target:
    """What is kept of a target that was given: one unit, taken from the figures where it was not said."""
    unit = unit_of(given.unit)
    own = given.target if given.comparator not in RELATIVE else None
    for figure in (given.baseline, own):
        unit = unit or (figure.unit if figure else "")
    return Target(
        measure=" ".join(given.measure.split()),
        unit=unit,
        comparator=given.comparator,
        target=given.target.value if given.target else None,
        target_by=given.target_by,
        baseline=given.baseline.value if given.baseline else None,
        baseline_on=given.baseline_on,
        source=" ".join(given.source.split()),
    )


def check_target(given: TargetGiven, today: date, *, changes_another: bool) -> list[Problem]:
    """Why the target may not be set so; empty where it may."""
    target = settle(given)
    codes = [*_days(target, today), *_comparison(target)]
    if target == Target():
        codes.append("target_empty")
    if changes_another and not given.reason.strip():
        codes.append("reason_missing")
    found = [problem(code) for code in codes] + _units(given, target) + _slips(given, target)
    return found + implausible(target.baseline_on, today, "The day of the baseline", "baseline_on")


def target_words(target: Target) -> str:
    """`at least 60%`, `down by 20% from 41 weeks (31 March 2025)`; empty where nobody said what would be enough."""
    comparator = target.comparator
    if comparator is None:
        if target.target is None:
            return ""
        return f"{figure_words(target.target, target.unit)}{_by(target)}, not said how to compare"
    phrase: str = criteria_rules()["comparators"][comparator]["phrase"]
    enough = "an amount that is not set" if needs_target(comparator) else ""
    if target.target is not None:
        enough = _enough(target, comparator)
    return phrase.format(target=enough, baseline=_baseline(target)) + _by(target)


def _enough(target: Target, comparator: Comparator) -> str:
    value = target.target
    if value is None:
        return ""
    if comparator in RELATIVE:
        return figure_words(value, PER_CENT_UNIT)
    if is_change(comparator) and target.unit == PER_CENT_UNIT:
        return f"{figure_words(value)} percentage points"
    return figure_words(value, target.unit)


def _baseline(target: Target) -> str:
    if target.baseline is None:
        return "a baseline that is missing"
    day = f" ({day_words(target.baseline_on)})" if target.baseline_on else ""
    return f"{figure_words(target.baseline, target.unit)}{day}"


def _by(target: Target) -> str:
    return f", by {day_words(target.target_by)}" if target.target_by else ""


def _days(target: Target, today: date) -> list[str]:
    codes = []
    if target.baseline is not None and target.baseline_on is None:
        codes.append("baseline_undated")
    if target.baseline_on is not None:
        if target.baseline is None:
            codes.append("baseline_without_figure")
        if target.baseline_on > today:
            codes.append("baseline_in_future")
        if target.target_by is not None and target.target_by <= target.baseline_on:
            codes.append("target_before_baseline")
    return codes


def _comparison(target: Target) -> list[str]:
    comparator, enough = target.comparator, target.target
    codes = []
    if enough is not None and not needs_target(comparator):
        codes.append("target_not_used")
    elif enough is not None and is_change(comparator) and enough <= 0:
        codes.append("step_not_positive")
    if comparator in RELATIVE and target.baseline is not None and target.baseline <= 0:
        codes.append("baseline_not_positive")
    if comparator is Comparator.DECREASE_BY_PERCENT and enough is not None and enough > PER_CENT:
        codes.append("more_than_all")
    if enough is not None and comparator is None:
        codes.append("comparator_missing")
    return codes


def _units(given: TargetGiven, target: Target) -> list[Problem]:
    """Figures typed with another unit than the one that counts."""
    found = []
    if given.baseline and not _fits(given.baseline, target.unit):
        found.append(problem("baseline_unit", typed=given.baseline.unit, unit=target.unit))
    if given.target:
        unit = PER_CENT_UNIT if given.comparator in RELATIVE else target.unit
        if not _fits(given.target, unit):
            found.append(problem("target_unit", typed=given.target.unit, unit=unit))
    return found


def _slips(given: TargetGiven, target: Target) -> list[Problem]:
    """Figures that cannot be below nought, and those that look like a share of one."""
    unit, found = target.unit, []
    held = () if is_change(target.comparator) else (("target_negative", target.target),)
    for code, value in (*held, ("baseline_negative", target.baseline)):
        if unit and value is not None and value < 0 and not may_be_negative(unit):
            found.append(problem(code, unit=unit))
    bare = [one.value for one in (given.target, given.baseline) if one and not one.unit]
    relative = PER_CENT_UNIT if given.comparator in RELATIVE else unit
    if not given.sure and any(looks_like_share(value, relative) for value in bare):
        found.append(problem("target_looks_like_share"))
    held_shares = (target.target, target.baseline)
    if not given.sure and any(over_all(one, unit, target.comparator) for one in held_shares):
        found.append(problem("target_over_all"))
    return found


def _fits(figure: Figure, unit: str) -> bool:
    return not figure.unit or same_unit(figure.unit, unit)
