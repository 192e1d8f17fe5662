"""What people do with success criteria: set targets, record figures, judge."""

from goldenthread.improvement.actions.criteria.common import refusal
from goldenthread.improvement.actions.criteria.figures import (
    FigureThere,
    record_measurement,
    withdraw_measurement,
)
from goldenthread.improvement.actions.criteria.judging import judge_criterion, take_back_judgement
from goldenthread.improvement.actions.criteria.targets import set_target

__all__ = [
    "FigureThere",
    "judge_criterion",
    "record_measurement",
    "refusal",
    "set_target",
    "take_back_judgement",
    "withdraw_measurement",
]
