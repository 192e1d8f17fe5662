"""Success criteria: how they stand, and how many stand how."""

from goldenthread.improvement.queries.criteria.counting import (
    ALL,
    FILTERS,
    NOT_JUDGED,
    Counted,
    Tally,
    answers_to,
    by_section,
    counted,
    not_judged,
    tally,
)
from goldenthread.improvement.queries.criteria.reading import criterion_rows, plan_criteria
from goldenthread.improvement.queries.criteria.rows import CriterionRow, Latest

__all__ = [
    "ALL",
    "FILTERS",
    "NOT_JUDGED",
    "Counted",
    "CriterionRow",
    "Latest",
    "Tally",
    "answers_to",
    "by_section",
    "counted",
    "criterion_rows",
    "not_judged",
    "plan_criteria",
    "tally",
]
