"""Which vacant posts mark which items of a plan, in one query for the leads and one for the posts needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

from goldenthread.improvement.models import Lead, Plan, PostNeeded
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.organisations.queries.holdings import Gatherer, VacantPost
from goldenthread.organisations.rules.vacancy import Holding

# Nobody works on a plan that has ended, so no vacancy matters to it.
LIVE = frozenset({Plan.State.DRAFT, Plan.State.AGREED})


@dataclass(frozen=True)
class LeadPost:
    """A post that leads a priority, and how it stands."""

    post_id: int
    title: str
    holding: Holding


@dataclass(frozen=True)
class NeededRow:
    """A post that a priority or a milestone cannot do without. The item is known by its thread."""

    id: int
    priority: int | None
    milestone: int | None
    why: str
    organisation: str
    post_id: int
    title: str
    holding: Holding


def leads_of(priority_ids: Collection[int], on: date) -> dict[int, list[LeadPost]]:
    """The leads of each of these priorities, in their order: one query."""
    gathered = Gatherer()
    order: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Lead.objects.filter(priority__in=priority_ids)
    for priority_id, post_id, title, *facts in rows.values_list(
        "priority_id", *Gatherer.columns("post__")
    ):
        order[priority_id][post_id] = title
        gathered.add(post_id, title, *facts)
    how = gathered.holdings(on)
    return {
        priority_id: [LeadPost(post_id, title, how[post_id]) for post_id, title in posts.items()]
        for priority_id, posts in order.items()
    }


def needed_rows(
    priority_threads: Collection[int], milestone_threads: Collection[int], on: date
) -> list[NeededRow]:
    """The posts that these items need, by title: one query."""
    gathered = Gatherer()
    found: dict[int, tuple[int | None, int | None, str, str, int, str]] = {}
    rows = PostNeeded.objects.filter(
        Q(priority__in=priority_threads) | Q(milestone__in=milestone_threads)
    ).order_by("needed__title", "pk")
    columns = ("pk", "priority_id", "milestone_id", "why", "needed__organisation__name")
    for pk, priority, milestone, why, organisation, post_id, title, *facts in rows.values_list(
        *columns, *Gatherer.columns("needed__")
    ):
        found[pk] = (priority, milestone, why, organisation, post_id, title)
        gathered.add(post_id, title, *facts)
    how = gathered.holdings(on)
    return [NeededRow(pk, *row, how[row[4]]) for pk, row in found.items()]


class Standing(Protocol):
    """A post in some row, and how it stands."""

    @property
    def post_id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def holding(self) -> Holding: ...


def vacant_among(posts: Iterable[Standing]) -> list[VacantPost]:
    """Those that mark what depends on them, each once."""
    found = {post.post_id: post for post in posts if post.holding.marks}
    return [VacantPost(post_id, post.title, post.holding) for post_id, post in found.items()]


def vacant_behind(rows: Sequence[MilestoneStatus], on: date) -> dict[int, list[VacantPost]]:
    """The vacant posts behind each open milestone: those that lead its priority, and those that either needs.

    Two queries. The rows are of plans that have not ended.
    """
    open_rows = [row for row in rows if row.facts.signed_off is None]
    leads = leads_of({row.priority_id for row in open_rows}, on)
    needed = needed_rows(
        {row.priority_thread for row in open_rows}, {row.thread for row in open_rows}, on
    )
    found = {}
    for row in open_rows:
        own = [
            one for one in needed
            if one.milestone == row.thread or one.priority == row.priority_thread
        ]  # fmt: skip
        if vacant := vacant_among([*leads.get(row.priority_id, []), *own]):
            found[row.id] = vacant
    return found


def vacant_for(
    needed: Sequence[NeededRow], rows: Sequence[MilestoneStatus]
) -> dict[int, list[VacantPost]]:
    """The vacant posts that open milestones need themselves, by the milestone's id."""
    found = {
        row.id: vacant_among(one for one in needed if one.milestone == row.thread)
        for row in rows
        if row.facts.signed_off is None
    }
    return {pk: vacant for pk, vacant in found.items() if vacant}
