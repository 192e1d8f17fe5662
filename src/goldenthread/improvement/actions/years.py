"""Years by which a plan promises something: held against the plan's own date."""

from __future__ import annotations

from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.core.plausible import PLANNED, doubt
from goldenthread.improvement.models import Plan
from goldenthread.improvement.rules.status import Problem
from goldenthread.ui.filters import date_long


def year_problem(
    plan: Plan, when: date | Month | None, today: date, *, subject: str, where: str
) -> Problem | None:
    """Why the plan cannot mean that year; None where it can, and for no day at all.

    `subject` begins the sentence, `where` is the field. Without a date of the plan, the year of `today` counts.
    """
    if when is None:
        return None
    found = doubt(when.year, PLANNED, anchor=(plan.dated or today).year, subject=subject)
    if found is None:
        return None
    dated = f" The plan is dated {date_long(plan.dated)}." if plan.dated else ""
    return Problem("implausible_year", where, found.question, f"{found.fix}{dated}")


def need_year(
    plan: Plan, when: date | Month | None, today: date, *, subject: str, where: str
) -> None:
    """UserError where `year_problem` finds one."""
    found = year_problem(plan, when, today, subject=subject, where=where)
    if found is not None:
        raise UserError(found.code, found.message, found.field, found.fix)
