"""Plans, and one plan on a page."""

from goldenthread.improvement.queries.plans.listing import (
    GROUPS,
    PlanRow,
    get_plan,
    grouped,
    plan_list,
    review_of,
)
from goldenthread.improvement.queries.plans.page import (
    PlanPage,
    plan_page,
    priority_rows,
    section_rows,
)
from goldenthread.improvement.queries.plans.rows import (
    PriorityRow,
    SectionRow,
    shown_plan,
    shown_priority,
    shown_section,
)

__all__ = [
    "GROUPS",
    "PlanPage",
    "PlanRow",
    "PriorityRow",
    "SectionRow",
    "get_plan",
    "grouped",
    "plan_list",
    "plan_page",
    "priority_rows",
    "review_of",
    "section_rows",
    "shown_plan",
    "shown_priority",
    "shown_section",
]
