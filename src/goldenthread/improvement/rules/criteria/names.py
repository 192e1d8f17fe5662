"""The names that the rules on success criteria use."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a criterion is known: by numbers or by what people say and see."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class Comparator(StrEnum):
    """How the measured figure is held against the target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCREASE = "increase"
    DECREASE = "decrease"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    INCREASE_BY_PERCENT = "increase_by_percent"
    DECREASE_BY_PERCENT = "decrease_by_percent"


UPWARD = frozenset({
    Comparator.AT_LEAST, Comparator.INCREASE, Comparator.INCREASE_BY, Comparator.INCREASE_BY_PERCENT,
})  # fmt: skip
RELATIVE = frozenset({Comparator.INCREASE_BY_PERCENT, Comparator.DECREASE_BY_PERCENT})


class CriterionState(StrEnum):
    """In the order in which they are looked for; a judgement that counts goes first."""

    NUMBER_PRINTED = "number_printed"
    TARGET_NOT_SET = "target_not_set"
    BASELINE_MISSING = "baseline_missing"
    EVIDENCE_MISSING = "evidence_missing"
    NOT_DUE = "not_due"
    READY_TO_JUDGE = "ready_to_judge"
    MET = "met"
    NOT_MET = "not_met"


NO_TARGET = (CriterionState.TARGET_NOT_SET, CriterionState.NUMBER_PRINTED)
"""The states in which no number says how much is enough, in the order in which they are told: a list of each."""


class Course(StrEnum):
    """What the latest figure says about reaching the target in time."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    NOT_YET = "not_yet"
    MISSED = "missed"
    FIGURE_DUE = "figure_due"
