"""What Today shows: counts that open their rows, what is late, what comes next, how the team's cases stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Q

from goldenthread.access.scope import Scope
from goldenthread.duties.models import Case
from goldenthread.duties.queries.ledger import DutyRow, Wanted, as_rows, due, overdue, untold
from goldenthread.duties.rules.words import COUNCIL
from goldenthread.people.permissions import ALL as READS_ALL
from goldenthread.workspace.queries.worklist import reading_for

_ROWS = 10
WEEK, MONTH = timedelta(days=7), timedelta(days=28)


@dataclass(frozen=True)
class Counts:
    """Of duties of law that wait: overdue and not exempt; due today; within 7 days; within 28. Today counts in both.

    `untold`: past its last day, and nothing recorded can show whether it was done.
    """

    overdue: int
    today: int
    week: int
    month: int
    untold: int = 0


@dataclass(frozen=True)
class PostRow:
    """A coordinator's post: open cases, and what the council owes in them. `post_id` is None for nobody."""

    post_id: int | None
    title: str
    cases: int
    overdue: int
    week: int
    month: int


@dataclass(frozen=True)
class TodayPage:
    """`late`, `untold` and `next` hold the first rows only; `counts` says how many there are."""

    counts: Counts
    late: list[DutyRow]
    next: list[DutyRow]
    untold: list[DutyRow]


def today_page(scope: Scope, wanted: Wanted, today: date) -> TodayPage:
    """Counts and the first rows of what is late, of what nobody can tell and of what comes: four queries."""
    scope = reading_for(scope, wanted)
    counts = counts_of(scope, wanted, today)
    late = due(scope, replace(wanted, when="overdue"), today)[:_ROWS] if counts.overdue else []
    ahead = due(scope, replace(wanted, when="28"), today)[:_ROWS] if counts.month else []
    silent = due(scope, replace(wanted, when="untold"), today)[:_ROWS] if counts.untold else []
    return TodayPage(counts, *(as_rows(rows, today) for rows in (late, ahead, silent)))


def counts_of(scope: Scope, wanted: Wanted, today: date) -> Counts:
    """The counts: one query, of what falls due within 28 days or has."""
    rows = due(scope, wanted, today).filter(last_day__lte=today + MONTH).order_by()
    found = rows.aggregate(
        overdue=Count("pk", filter=overdue(today)),
        today=Count("pk", filter=Q(last_day=today)),
        week=Count("pk", filter=Q(last_day__gte=today, last_day__lte=today + WEEK)),
        month=Count("pk", filter=Q(last_day__gte=today)),
        untold=Count("pk", filter=untold(today)),
    )
    return Counts(**found)


def posts_of_area(scope: Scope, today: date) -> list[PostRow]:
    """Each post that coordinates open cases in areas read whole, the most overdue first: two queries."""
    areas = scope.areas_with(READS_ALL)
    cases = (
        Case.objects.filter(area__in=areas, closed_on=None)
        .order_by()
        .values_list("coordinator", "coordinator__title")
        .annotate(count=Count("pk"))
    )
    council = due(scope, Wanted(kinds=frozenset({"LAW"}), owners=COUNCIL), today)
    owed = (
        council.filter(last_day__lte=today + MONTH)
        .order_by()
        .values_list("post")
        .annotate(
            overdue=Count("pk", filter=overdue(today)),
            week=Count("pk", filter=Q(last_day__gte=today, last_day__lte=today + WEEK)),
            month=Count("pk", filter=Q(last_day__gte=today)),
        )
    )
    counted = {post_id: rest for post_id, *rest in owed}
    rows = [
        PostRow(post_id, title or "Nobody yet", count, *counted.get(post_id, (0, 0, 0)))
        for post_id, title, count in cases
    ]
    return sorted(rows, key=lambda row: (-row.overdue, -row.week, row.title, row.post_id or 0))
