"""Milestones in lists, and one milestone with its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Action, Lead, Milestone, MilestoneEvent, Plan
from goldenthread.improvement.queries.barriers import actor_with
from goldenthread.improvement.queries.history import DateMove, history_of
from goldenthread.improvement.queries.status import (
    MilestoneStatus,
    milestone_status,
    milestone_statuses,
)
from goldenthread.improvement.queries.vacancies import (
    LIVE,
    NeededRow,
    PostBehind,
    behind,
    vacant_among,
    vacant_behind,
)
from goldenthread.improvement.queries.versions import Ending, ending_of
from goldenthread.improvement.rules.status import check_sign_off
from goldenthread.organisations.queries.holdings import VacantPost
from goldenthread.ui.pagination import Page, paginate

DUE_SOON_DAYS = 60
LONGEST_SEARCH = 100
FILTERS = {
    "all": "All",
    "overdue": "Overdue",
    "due-soon": f"Due in {DUE_SOON_DAYS} days",
    "awaiting": "Awaiting sign-off",
    "done": "Signed off",
    "mine": "Led by my posts",
    "no-date": "No date",
}
# By what the list may be ordered; the first unless another is asked for.
ORDERS = {"due": "Due date", "priority": "Priority"}
_OPEN = Q(signed_off_on=None)
# Milestones without a date stand last; a keyset cannot step over NULL.
_BY_DUE = Coalesce("due", Value(date.max))


@dataclass(frozen=True)
class MilestoneList:
    """One page of a list: `chosen` is the filter, `order` the order and `sought` the words that were applied."""

    chosen: str
    order: str
    sought: str
    rows: list[MilestoneStatus]
    page: Page[Any]
    ending: Ending | None = None
    vacant: dict[int, list[VacantPost]] = field(default_factory=dict)


@dataclass(frozen=True)
class MilestonePage:
    """One milestone for its page."""

    plan: Plan
    milestone: Milestone
    row: MilestoneStatus
    leads: list[PostBehind]
    action: Action | None
    events: list[MilestoneEvent]
    may_report: bool
    may_sign_off: bool
    date_moves: list[DateMove]
    needed: list[NeededRow]
    ending: Ending | None = None

    @property
    def vacant(self) -> list[VacantPost]:
        """The vacant posts behind a milestone that is not signed off."""
        if self.plan.state not in LIVE or self.milestone.signed_off_on:
            return []
        return vacant_among([*self.leads, *self.needed])


def milestone_page(
    scope: Scope, plan: Plan, params: Mapping[str, str], size: int, as_at: date
) -> MilestoneList:
    """A page of the plan's milestones: three queries, and one for a plan that has ended. An unknown filter shows all.

    `q` in the parameters finds milestones whose text, or whose priority's title, holds each of its words. In order
    of their due dates, then of the plan; with `order=priority` in the order of the plan.
    """
    ending = ending_of(plan)
    as_at = ending.as_at if ending else as_at
    chosen = params.get("show", "all")
    chosen = chosen if chosen in FILTERS else "all"
    rows = Milestone.objects.visible_to(scope).filter(plan=plan)
    rows = rows.filter(_condition(chosen, scope, as_at))
    sought = " ".join(params.get("q", "").split())[:LONGEST_SEARCH]
    for word in sought.split():
        rows = rows.filter(Q(text__icontains=word) | Q(priority__title__icontains=word))
    order = params.get("order", "due")
    order = order if order in ORDERS else "due"
    rows = rows.annotate(by_due=_BY_DUE, by_plan=F("priority__position"))
    by_plan = ("by_plan", "position", "pk")
    keys = by_plan if order == "priority" else ("by_due", *by_plan)
    page = paginate(rows.only("pk", "position"), keys, params, size)
    ids = [row.pk for row in page.rows]
    by_id = {row.id: row for row in milestone_statuses(Milestone.objects.filter(pk__in=ids), as_at)}
    shown = [by_id[pk] for pk in ids]
    vacant = vacant_behind(shown, as_at) if plan.state in LIVE else {}
    return MilestoneList(chosen, order, sought, shown, page, ending, vacant)


def milestone_detail(scope: Scope, milestone_id: int, as_at: date) -> MilestonePage:
    """One milestone with leads and history; Http404 when there is none that the scope may see."""
    milestone = (
        Milestone.objects.visible_to(scope)
        .select_related("plan__area", "priority__section", "action")
        .filter(pk=milestone_id)
        .first()
    )
    if milestone is None:
        raise Http404("There is no such milestone.")
    ending = ending_of(milestone.plan)
    as_at = ending.as_at if ending else as_at
    history = history_of(milestone)
    priority = milestone.priority
    found = behind([priority.pk], [priority.thread_pk], [milestone.thread_pk], as_at)
    leads = found.leads.get(priority.pk, [])
    owners = frozenset(lead.post_id for lead in leads)
    row = milestone_status(milestone, frozenset(map(str, owners)), as_at)
    area_id = milestone.plan.area_id
    in_force = milestone.plan.state == Plan.State.AGREED
    return MilestonePage(
        plan=milestone.plan,
        milestone=milestone,
        row=row,
        leads=leads,
        action=milestone.action,
        events=history.events,
        may_report=in_force
        and (
            scope.has("milestone.report", area_id)
            or bool(scope.posts_with("milestone.report_own", area_id) & owners)
        ),
        may_sign_off=in_force and _may_sign_off(scope, area_id, row, as_at),
        date_moves=history.moves,
        needed=found.needed,
        ending=ending,
    )


def _may_sign_off(scope: Scope, area_id: int, row: MilestoneStatus, as_at: date) -> bool:
    """Whether the rules would let this person sign it off today."""
    signer = actor_with(scope, "milestone.sign_off", area_id)
    return signer is not None and not check_sign_off(row.facts, signer, as_at)


def _condition(chosen: str, scope: Scope, as_at: date) -> Q:
    soon = as_at + timedelta(days=DUE_SOON_DAYS)
    return {
        "all": Q(),
        "overdue": _OPEN & Q(due__lt=as_at),
        "due-soon": _OPEN & Q(due__gte=as_at, due__lte=soon),
        "awaiting": _OPEN & Q(reported_status="blue"),
        "done": ~_OPEN,
        "mine": Q(priority__in=Lead.objects.filter(post__in=scope.post_ids).values("priority")),
        "no-date": Q(due=None),
    }[chosen]
