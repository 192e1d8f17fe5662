"""Success criteria: what would be enough, how things stand, what is missing, how it was judged. Pure."""

from goldenthread.improvement.rules.criteria.book import check_rules, criteria_rules
from goldenthread.improvement.rules.criteria.book import problem as criterion_problem
from goldenthread.improvement.rules.criteria.course import course, course_words
from goldenthread.improvement.rules.criteria.facts import (
    CriterionFacts,
    CriterionStanding,
    Figure,
    Judgement,
    MeasurementGiven,
    Target,
    TargetGiven,
)
from goldenthread.improvement.rules.criteria.figures import (
    PER_CENT_UNIT,
    derived_words,
    digits,
    figure_words,
    plain,
    read_figure,
    same_unit,
    unit_of,
)
from goldenthread.improvement.rules.criteria.measurements import check_measurement, measured_value
from goldenthread.improvement.rules.criteria.names import (
    NO_TARGET,
    Comparator,
    Course,
    CriterionState,
    Kind,
)
from goldenthread.improvement.rules.criteria.printed import PrintedNumber, printed_number
from goldenthread.improvement.rules.criteria.standing import (
    check_judgement,
    criterion_standing,
    due_words,
    is_change,
    is_early,
    needs_target,
    reaches_target,
    wanted,
)
from goldenthread.improvement.rules.criteria.targets import check_target, settle, target_words

__all__ = [
    "NO_TARGET",
    "PER_CENT_UNIT",
    "Comparator",
    "Course",
    "CriterionFacts",
    "CriterionStanding",
    "CriterionState",
    "Figure",
    "Judgement",
    "Kind",
    "MeasurementGiven",
    "PrintedNumber",
    "Target",
    "TargetGiven",
    "check_judgement",
    "check_measurement",
    "check_rules",
    "check_target",
    "course",
    "course_words",
    "criteria_rules",
    "criterion_problem",
    "criterion_standing",
    "derived_words",
    "digits",
    "due_words",
    "figure_words",
    "is_change",
    "is_early",
    "measured_value",
    "needs_target",
    "plain",
    "printed_number",
    "reaches_target",
    "read_figure",
    "same_unit",
    "settle",
    "target_words",
    "unit_of",
    "wanted",
]
