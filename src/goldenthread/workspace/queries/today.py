"""What Today shows: counts that open their rows, what is late, what comes next, how the team's cases stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery, Value

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

    overdue: int = 0
    today: int = 0
    week: int = 0
    month: int = 0
    untold: int = 0


@dataclass(frozen=True)
class Children:
    """Of how many children the duties are that `Counts` counts."""

    overdue: int = 0
    week: int = 0
    month: int = 0


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
    """`late`, `untold` and `next` hold the first rows only; `counts` says how many there are, `children` of how many
    children. `posts` where asked.
    """

    counts: Counts
    late: list[DutyRow]
    next: list[DutyRow] = field(default_factory=list)
    untold: list[DutyRow] = field(default_factory=list)
    posts: list[PostRow] = field(default_factory=list)
    children: Children = field(default_factory=Children)


def children_coordinated(scope: Scope) -> QuerySet[Any]:
    """Keys of the children whose open case a post of the scope coordinates: for other queries to narrow by."""
    cases = Case.objects.filter(coordinator__in=scope.post_ids, closed_on=None)
    return cases.order_by().values("person")


def today_page(scope: Scope, wanted: Wanted, today: date, *, with_posts: bool = False) -> TodayPage:
    """Counts and the first rows of what is late, of what nobody can tell and of what comes: four queries.

    `with_posts`: also each post that coordinates open cases in areas read whole; one query more.
    """
    scope = reading_for(scope, wanted)
    tallies = _tallies(scope, wanted, today, _of_children(scope, wanted, today))
    counts = _sum(tallies)
    late = due(scope, replace(wanted, when="overdue"), today)[:_ROWS] if counts.overdue else []
    ahead = due(scope, replace(wanted, when="28"), today)[:_ROWS] if counts.month else []
    silent = due(scope, replace(wanted, when="untold"), today)[:_ROWS] if counts.untold else []
    posts = _posts(scope, tallies) if with_posts else []
    return TodayPage(
        counts, as_rows(late, today), as_rows(ahead, today), as_rows(silent, today), posts,
        tallies[0].children if tallies else Children(),
    )  # fmt: skip


def late_page(scope: Scope, wanted: Wanted, today: date) -> TodayPage:
    """The counts, and the first rows of what is late alone: two queries."""
    scope = reading_for(scope, wanted)
    counts = _sum(_tallies(scope, wanted, today))
    late = due(scope, replace(wanted, when="overdue"), today)[:_ROWS] if counts.overdue else []
    return TodayPage(counts, as_rows(late, today))


@dataclass(frozen=True)
class _Tally:
    """The counts of what one post and one kind of owner have; `children` are those of the whole page."""

    post_id: int | None
    owner: str
    counts: Counts
    children: Children


def _tallies(
    scope: Scope, wanted: Wanted, today: date, beside: Mapping[str, Subquery] = MappingProxyType({})
) -> list[_Tally]:
    """Of what falls due within 28 days or has: one query, from which every count of the page is summed."""
    rows = due(scope, wanted, today).filter(last_day__lte=today + MONTH).order_by()
    found = rows.values_list("post", "owner").annotate(
        overdue=Count("pk", filter=overdue(today)),
        today=Count("pk", filter=Q(last_day=today)),
        week=Count("pk", filter=Q(last_day__gte=today, last_day__lte=today + WEEK)),
        month=Count("pk", filter=Q(last_day__gte=today)),
        untold=Count("pk", filter=untold(today)),
        **beside,
    )
    size = len(fields(Counts))
    return [
        _Tally(post_id, owner, Counts(*told[:size]), Children(*(number or 0 for number in told[size:])))
        for post_id, owner, *told in found
    ]  # fmt: skip


def _of_children(scope: Scope, wanted: Wanted, today: date) -> dict[str, Subquery]:
    """One child may have duties of several posts: these counts are no sums of tallies, and ride on their query."""
    rows = due(scope, wanted, today).filter(last_day__lte=today + MONTH).order_by()
    within = {
        "overdue": overdue(today),
        "week": Q(last_day__gte=today, last_day__lte=today + WEEK),
        "month": Q(last_day__gte=today),
    }
    return {
        f"children_{name}": Subquery(
            rows.filter(one).values(all=Value(1)).annotate(number=Count("person", distinct=True)).values("number")
        )
        for name, one in within.items()
    }  # fmt: skip


def _sum(tallies: Iterable[_Tally]) -> Counts:
    columns = zip(*(astuple(one.counts) for one in tallies), strict=True)
    return Counts(*(sum(column) for column in columns))


def _posts(scope: Scope, tallies: Iterable[_Tally]) -> list[PostRow]:
    """The most overdue post first; of its duties only what the council owes."""
    cases = (
        Case.objects.filter(area__in=scope.areas_with(READS_ALL), closed_on=None)
        .order_by()
        .values_list("coordinator", "coordinator__title")
        .annotate(count=Count("pk"))
    )
    owed: dict[int | None, list[_Tally]] = defaultdict(list)
    for one in tallies:
        if one.owner in COUNCIL:
            owed[one.post_id].append(one)
    rows = [
        _post(post_id, title or "Nobody yet", count, _sum(owed[post_id]))
        for post_id, title, count in cases
    ]
    return sorted(rows, key=lambda row: (-row.overdue, -row.week, row.title, row.post_id or 0))


def _post(post_id: int | None, title: str, cases: int, counts: Counts) -> PostRow:
    return PostRow(post_id, title, cases, counts.overdue, counts.week, counts.month)
