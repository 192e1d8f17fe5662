"""Whether the latest figure is on its way to the target, seen from a straight line between two known days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.criteria.figures import derived_words, figure_words
from goldenthread.improvement.rules.criteria.names import UPWARD, Course
from goldenthread.improvement.rules.criteria.standing import reaches_target, wanted

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.criteria.facts import CriterionFacts

_SAID = {
    Course.REACHED: "reaches the target",
    Course.NOT_YET: "does not reach the target yet",
    Course.MISSED: "does not reach the target, and its day has passed",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """From the baseline on its day to the figure to reach on the target's day."""

    start: Decimal
    start_on: date
    end: Decimal
    end_on: date
    upward: bool

    def _at(self, day: date) -> Fraction:
        days = Fraction((day - self.start_on).days, (self.end_on - self.start_on).days)
        return Fraction(self.start) + (Fraction(self.end) - Fraction(self.start)) * days

    def figure_at(self, day: date | None) -> Decimal:
        """Where the line stands on a day."""
        there = self._at(day or self.end_on)
        return Decimal(there.numerator) / there.denominator

    def reached_by(self, facts: CriterionFacts) -> bool:
        """Whether the latest figure is at least as far as the line on its day."""
        if facts.latest is None or facts.latest_on is None:
            return False
        latest, there = Fraction(facts.latest), self._at(facts.latest_on)
        return latest >= there if self.upward else latest <= there


def course(facts: CriterionFacts, today: date) -> Course | None:
    """What the latest figure says; None where it says nothing.

    A figure that does not reach the target is held against a straight line where the baseline, the target
    and the days of both are known and the figure lies between them; else it is just not there yet.
    """
    reached = reaches_target(facts)
    if reached:
        return Course.REACHED
    if facts.target_by is not None and facts.target_by < today:
        if facts.latest_on is None or facts.latest_on < facts.target_by:
            return Course.FIGURE_DUE
        return None if reached is None else Course.MISSED
    if reached is None:
        return None
    line = _line(facts)
    if line is None:
        return Course.NOT_YET
    return Course.ON_COURSE if line.reached_by(facts) else Course.BEHIND


def course_words(facts: CriterionFacts, unit: str, today: date) -> str:
    """The same in a sentence; empty where the figures say nothing."""
    found = course(facts, today)
    latest = ""
    if facts.latest is not None and facts.latest_on is not None:
        latest = f"{figure_words(facts.latest, unit)} on {day_words(facts.latest_on)}"
    if found is Course.FIGURE_DUE and facts.target_by is not None:
        passed = f"The target was to be reached by {day_words(facts.target_by)}"
        if not latest:
            return f"{passed}, and no figure is on record."
        return f"{passed}, and the latest figure is older: {latest}."
    if found is None or not latest:
        return ""
    line = _line(facts)
    if line is not None and found in (Course.ON_COURSE, Course.BEHIND):
        place = derived_words(line.figure_at(facts.latest_on), unit)
        where = "on course" if found is Course.ON_COURSE else "behind"
        return (
            f"The latest figure, {latest}, is {where}: a straight line from the baseline to the target "
            f"stands at {place} on that day."
        )
    return f"The latest figure, {latest}, {_SAID[found]}."


def _line(facts: CriterionFacts) -> _Line | None:
    """The line to hold the latest figure against; None where there is none."""
    if facts.comparator is None or facts.baseline is None or facts.latest_on is None:
        return None
    start_on, end_on = facts.baseline_on, facts.target_by
    end = wanted(facts.comparator, facts.target, facts.baseline)
    if start_on is None or end_on is None or end is None:
        return None
    upward = facts.comparator in UPWARD
    onward = end > facts.baseline if upward else end < facts.baseline
    if not onward or start_on >= end_on or not start_on <= facts.latest_on <= end_on:
        return None
    return _Line(facts.baseline, start_on, end, end_on, upward)
