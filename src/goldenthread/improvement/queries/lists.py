"""Milestones in lists: each list is what a count on another page counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from goldenthread.access.scope import Scope
from goldenthread.core.numbers import whole_number
from goldenthread.improvement.models import Milestone, Plan, Priority, Section
from goldenthread.improvement.queries.leading import led_ids
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses
from goldenthread.improvement.queries.vacancies import LIVE, PostBehind, posts_behind
from goldenthread.improvement.queries.versions import Ending, ending_of
from goldenthread.improvement.rules.status import DUE_SOON_DAYS, Listing
from goldenthread.organisations.queries.holdings import VacantPost
from goldenthread.ui.pagination import Page, paginate
from goldenthread.ui.statuses import LOOKS

LONGEST_SEARCH = 100
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
    """One page of a list: `chosen` is the filter, `order` the order and `sought` the words that were applied.

    `within` is the section or priority that it is narrowed to. `counts` says, by filter, how many milestones
    of the same words and the same part each filter lists, on the day `as_at`.
    """

    chosen: str
    order: str
    sought: str
    rows: list[MilestoneStatus]
    page: Page[Any]
    as_at: date
    counts: Mapping[str, int]
    within: Section | Priority | None = None
    ending: Ending | None = None
    vacant: dict[int, list[VacantPost]] = field(default_factory=dict)
    own_leads: dict[int, list[PostBehind]] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, str]:
        """What links to the same list under another filter or in another order keep."""
        kept = {"show": self.chosen, "q": self.sought, "order": self.order}
        if self.within is not None:
            name = "priority" if isinstance(self.within, Priority) else "section"
            kept[name] = str(self.within.pk)
        return kept


def milestone_page(
    scope: Scope, plan: Plan, params: Mapping[str, str], size: int, as_at: date
) -> MilestoneList:
    """A page of the plan's milestones: six queries at most. An unknown filter shows all.

    `section` or `priority` in the parameters narrows it to one of the plan; `q` finds milestones whose text, or
    whose priority's title, holds each of its words. In order of their due dates, then of the plan; with
    `order=priority` in the order of the plan.
    """
    ending = ending_of(plan)
    as_at = ending.as_at if ending else as_at
    chosen = params.get("show", Listing.ALL.value)
    chosen = chosen if chosen in FILTERS else Listing.ALL.value
    within = _part(plan, params)
    rows = _within(Milestone.objects.visible_to(scope).filter(plan=plan), within)
    sought = " ".join(params.get("q", "").split())[:LONGEST_SEARCH]
    for word in sought.split():
        rows = rows.filter(Q(text__icontains=word) | Q(priority__title__icontains=word))
    # The rules decide what stands in which list, so all that could are read: a plan has some hundreds at most.
    by_id = {row.id: row for row in milestone_statuses(rows, as_at)}
    own = led_ids(Milestone.objects.filter(plan=plan), scope.post_ids)
    counts = counted(by_id.values(), own)
    listed = [pk for pk, row in by_id.items() if chosen in lists_with(row, own)]
    order = params.get("order", "due")
    order = order if order in ORDERS else "due"
    found = Milestone.objects.filter(pk__in=listed)
    found = found.annotate(by_due=_BY_DUE, by_plan=F("priority__position"))
    by_plan = ("by_plan", "position", "pk")
    keys = by_plan if order == "priority" else ("by_due", *by_plan)
    page = paginate(found.only("pk", "position"), keys, params, size)
    shown = [by_id[row.pk] for row in page.rows]
    behind = posts_behind(shown, as_at)
    open_rows = [row for row in shown if row.facts.signed_off is None]
    vacant = behind.behind_milestones(open_rows) if plan.state in LIVE else {}
    return MilestoneList(
        chosen, order, sought, shown, page, as_at, counts, within, ending, vacant, behind.own_leads
    )


def counted(
    rows: Iterable[MilestoneStatus], own: frozenset[int] = frozenset()
) -> Mapping[str, int]:
    """How many of the milestones each filter lists; `own` are those that one's posts lead."""
    return Counter(str(one) for row in rows for one in lists_with(row, own))


def lists_with(row: MilestoneStatus, own: frozenset[int]) -> frozenset[str]:
    """The filters that list the milestone for somebody whose posts lead the milestones `own`."""
    return row.lists | {MINE} if row.id in own else row.lists


def _part(plan: Plan, params: Mapping[str, str]) -> Section | Priority | None:
    """The part of the plan that the parameters name; None where they name none that it has."""
    if (pk := whole_number(params.get("priority", ""))) is not None:
        return Priority.objects.filter(plan=plan, pk=pk).first()
    if (pk := whole_number(params.get("section", ""))) is not None:
        return Section.objects.filter(plan=plan, pk=pk).first()
    return None


def _within(rows: QuerySet[Milestone], part: Section | Priority | None) -> QuerySet[Milestone]:
    if isinstance(part, Priority):
        return rows.filter(priority=part)
    return rows if part is None else rows.filter(priority__section=part)
