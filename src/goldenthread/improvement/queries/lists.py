"""Milestones in lists: each list is what a count on another page counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.queries.leading import led_ids
from goldenthread.improvement.queries.narrowing import Narrowed, narrowed
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses
from goldenthread.improvement.queries.vacancies import LIVE, PostBehind, posts_behind
from goldenthread.improvement.queries.versions import Ending, ending_of
from goldenthread.improvement.rules.status import DUE_SOON_DAYS, Listing
from goldenthread.organisations.queries.holdings import VacantPost
from goldenthread.ui.pagination import Page, paginate
from goldenthread.ui.statuses import LOOKS

# Of the reader, not of the milestone: the rules do not know it.
MINE = "mine"
BY_NEED: dict[str, str] = {
    Listing.ALL: "All",
    Listing.OVERDUE: "Overdue",
    Listing.DUE_SOON: f"Due in {DUE_SOON_DAYS} days",
    Listing.WAITING: "Waits for sign-off",
    Listing.WAITING_LATE: "Waits for sign-off past its date",
    Listing.DONE: "Signed off",
    Listing.MOVED: "Later than first agreed",
    Listing.NO_DATE: "No date",
    MINE: "Led by my posts",
}
BY_STATUS: dict[str, str] = {
    one: LOOKS[one].label
    for one in (
        Listing.NEW_DATE_NEEDED, Listing.RED, Listing.AMBER, Listing.GREEN, Listing.GREY,
    )
}  # fmt: skip
FILTERS = BY_NEED | BY_STATUS
# By what the list may be ordered; the first unless another is asked for.
ORDERS = {"due": "Due date", "priority": "Priority"}
# Milestones without a date stand last; a keyset cannot step over NULL.
_BY_DUE = Coalesce("due", Value(date.max))


@dataclass(frozen=True)
class MilestoneList:
    """One page of a list: `chosen` is the filter, `order` the order and `narrowed` what else was applied.

    `counts` says, by filter, how many milestones that are narrowed so each filter lists, on the day `as_at`.
    """

    chosen: str
    order: str
    narrowed: Narrowed
    rows: list[MilestoneStatus]
    page: Page[Any]
    as_at: date
    counts: Mapping[str, int]
    ending: Ending | None = None
    vacant: dict[int, list[VacantPost]] = field(default_factory=dict)
    own_leads: dict[int, list[PostBehind]] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, str]:
        """What links to the same list under another filter or in another order keep."""
        kept = self.narrowed.kept
        return {"show": self.chosen, "q": kept["q"], "order": self.order, **kept}


@dataclass(frozen=True)
class Listed:
    """The milestones of one filter, by id in the order of the plan, and how many each filter lists."""

    chosen: str
    narrowed: Narrowed
    rows: dict[int, MilestoneStatus]
    counts: Mapping[str, int]


def listed(scope: Scope, plan: Plan, params: Mapping[str, str], as_at: date) -> Listed:
    """All that a list of the plan's milestones lists: five queries at most. An unknown filter shows all.

    `show` names the filter; what else the parameters narrow it to says `queries.narrowing`.
    """
    chosen = params.get("show", Listing.ALL.value)
    chosen = chosen if chosen in FILTERS else Listing.ALL.value
    narrow = narrowed(plan, params)
    # The rules decide what stands in which list, so all that could are read: a plan has some hundreds at most.
    rows = narrow.of(Milestone.objects.visible_to(scope).filter(plan=plan))
    found = milestone_statuses(rows, as_at)
    own = led_ids(Milestone.objects.filter(plan=plan), scope.post_ids)
    shown = {row.id: row for row in found if chosen in lists_with(row, own)}
    return Listed(chosen, narrow, shown, counted(found, own))


def milestone_page(
    scope: Scope, plan: Plan, params: Mapping[str, str], size: int, as_at: date
) -> MilestoneList:
    """A page of what is `listed`: eight queries at most.

    In order of their due dates, then of the plan; with `order=priority` in the order of the plan.
    """
    ending = ending_of(plan)
    as_at = ending.as_at if ending else as_at
    all_of_it = listed(scope, plan, params, as_at)
    order = params.get("order", "due")
    order = order if order in ORDERS else "due"
    found = Milestone.objects.filter(pk__in=list(all_of_it.rows))
    found = found.annotate(by_due=_BY_DUE, by_plan=F("priority__position"))
    by_plan = ("by_plan", "position", "pk")
    keys = by_plan if order == "priority" else ("by_due", *by_plan)
    page = paginate(found.only("pk", "position"), keys, params, size)
    rows = [all_of_it.rows[row.pk] for row in page.rows]
    behind = posts_behind(rows, as_at)
    open_rows = [row for row in rows if row.facts.signed_off is None]
    return MilestoneList(
        chosen=all_of_it.chosen,
        order=order,
        narrowed=all_of_it.narrowed,
        rows=rows,
        page=page,
        as_at=as_at,
        counts=all_of_it.counts,
        ending=ending,
        vacant=behind.behind_milestones(open_rows) if plan.state in LIVE else {},
        own_leads=behind.own_leads,
    )


def counted(
    rows: Iterable[MilestoneStatus], own: frozenset[int] = frozenset()
) -> Mapping[str, int]:
    """How many of the milestones each filter lists; `own` are those that one's posts lead."""
    return Counter(str(one) for row in rows for one in lists_with(row, own))


def lists_with(row: MilestoneStatus, own: frozenset[int]) -> frozenset[str]:
    """The filters that list the milestone for somebody whose posts lead the milestones `own`."""
    return row.lists | {MINE} if row.id in own else row.lists
