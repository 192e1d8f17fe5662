"""The posts behind items of a plan, as leads or because they are needed, and the marks that vacancies leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value

from goldenthread.improvement.models import Lead, MilestoneLead, Plan, PostNeeded
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.organisations.queries.holdings import Gatherer, VacantPost
from goldenthread.organisations.rules.vacancy import Holding

# Nobody works on a plan that has ended, so no vacancy matters to it.
LIVE = frozenset({Plan.State.DRAFT, Plan.State.AGREED})


@dataclass(frozen=True)
class PostBehind:
    """A post that an item depends on: how it stands, who holds it, and where it is needed, what for."""

    post_id: int
    title: str
    organisation: str
    holding: Holding
    holders: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class NeededRow(PostBehind):
    """One that is no lead. `id` is that of the row; the item is known by its thread, one of the two."""

    id: int = 0
    priority: int | None = None
    milestone: int | None = None


@dataclass
class Behind:
    """The posts behind some items: leads by priority, own leads by milestone, and whatever else the items need."""

    leads: dict[int, list[PostBehind]] = field(default_factory=dict)
    needed: list[NeededRow] = field(default_factory=list)
    own_leads: dict[int, list[PostBehind]] = field(default_factory=dict)

    def of_priority(self, priority_id: int, thread: int) -> list[VacantPost]:
        """The vacant posts that mark a priority as a whole."""
        own = [row for row in self.needed if row.priority == thread]
        return vacant_among([*self.leads.get(priority_id, []), *own])

    def of_milestones(self, rows: Sequence[MilestoneStatus]) -> dict[int, list[VacantPost]]:
        """Those that lead open milestones themselves, or that these need, by the milestone's id."""
        found = {
            row.id: vacant_among([*self.own_leads.get(row.id, []), *self._needed_by(row)])
            for row in rows
            if row.facts.signed_off is None
        }
        return {pk: vacant for pk, vacant in found.items() if vacant}

    def behind_milestones(self, rows: Sequence[MilestoneStatus]) -> dict[int, list[VacantPost]]:
        """The vacant posts behind each milestone: its leads, and those that it or its priority needs."""
        found = {}
        for row in rows:
            above = [one for one in self.needed if one.priority == row.priority_thread]
            leads = self.own_leads.get(row.id) or self.leads.get(row.priority_id, [])
            found[row.id] = vacant_among([*leads, *above, *self._needed_by(row)])
        return {pk: vacant for pk, vacant in found.items() if vacant}

    def _needed_by(self, row: MilestoneStatus) -> list[NeededRow]:
        return [one for one in self.needed if one.milestone == row.thread]


def behind(
    priority_ids: Collection[int],
    priority_threads: Collection[int],
    milestone_threads: Collection[int],
    on: date,
) -> Behind:
    """The leads of these priorities and of their milestones, and the posts that these items need: one query."""
    no_words = Value("", output_field=CharField())
    leads = _columns(Lead.objects.filter(priority__in=priority_ids), "post__").annotate(
        row=Value(0), place=F("position"), of_priority=F("priority_id"),
        of_milestone=Value(None, output_field=IntegerField()), what_for=no_words,
    )  # fmt: skip
    own = MilestoneLead.objects.filter(milestone__priority__in=priority_ids)
    own = _columns(own, "post__").annotate(
        row=Value(0), place=F("position"), of_priority=F("milestone__priority_id"),
        of_milestone=F("milestone_id"), what_for=no_words,
    )  # fmt: skip
    needed = PostNeeded.objects.filter(
        Q(priority__in=priority_threads) | Q(milestone__in=milestone_threads)
    )
    needed = _columns(needed, "needed__").annotate(
        row=F("pk"), place=F("pk"), of_priority=F("priority_id"), of_milestone=F("milestone_id"),
        what_for=F("why"),
    )  # fmt: skip
    names = ("row", "place", "of_priority", "of_milestone", "what_for", *_POST)
    rows = leads.values_list(*names).union(
        own.values_list(*names), needed.values_list(*names), all=True
    )
    return _gathered(sorted(rows, key=lambda row: row[:2]), on)


def needed_rows(
    priority_threads: Collection[int], milestone_threads: Collection[int], on: date
) -> list[NeededRow]:
    """The posts that these items need beside their leads: one query."""
    return behind((), priority_threads, milestone_threads, on).needed


def vacant_among(posts: Iterable[PostBehind]) -> list[VacantPost]:
    """Those that mark what depends on them, each once."""
    found = {post.post_id: post for post in posts if post.holding.marks}
    return [VacantPost(post_id, post.title, post.holding) for post_id, post in found.items()]


def posts_behind(rows: Sequence[MilestoneStatus], on: date) -> Behind:
    """All posts behind some milestones: one query."""
    return behind(
        {row.priority_id for row in rows},
        {row.priority_thread for row in rows},
        {row.thread for row in rows},
        on,
    )


def vacant_behind(rows: Sequence[MilestoneStatus], on: date) -> dict[int, list[VacantPost]]:
    """The vacant posts behind each open milestone: one query.

    The rows are of plans that have not ended.
    """
    open_rows = [row for row in rows if row.facts.signed_off is None]
    return posts_behind(open_rows, on).behind_milestones(open_rows)


_POST = (
    "its_title", "its_organisation", "its_post", "its_vacancy", "its_end", "its_role", "its_first_day",
    "its_last_day", "its_holder",
)  # fmt: skip


def _columns(rows: QuerySet[Any], prefix: str) -> QuerySet[Any]:
    """The rows with the columns of the post, under names that all parts of the union share."""
    paths = (f"{prefix}title", f"{prefix}organisation__name", *Gatherer.columns(prefix))
    shared = {name: F(path) for name, path in zip(_POST, paths, strict=True)}
    return rows.order_by().annotate(**shared)


def _gathered(rows: list[tuple[Any, ...]], on: date) -> Behind:
    gathered = Gatherer()
    for row in rows:
        gathered.add(*row[7:])
    how, who = gathered.holdings(on), gathered.holders(on)
    found = Behind()
    seen = set()
    for row_id, place, priority, milestone, why, title, organisation, post_id, *_ in rows:
        if (row_id, place, priority, milestone, post_id) in seen:
            continue  # a further membership of the same post
        seen.add((row_id, place, priority, milestone, post_id))
        facts = (post_id, title, organisation, how[post_id], who[post_id], why)
        if row_id:
            found.needed.append(NeededRow(*facts, row_id, priority, milestone))
        elif milestone is not None:
            found.own_leads.setdefault(milestone, []).append(PostBehind(*facts))
        else:
            found.leads.setdefault(priority, []).append(PostBehind(*facts))
    return found
