"""Who leads a milestone: its own leads where it has any, else those of its priority, which stay accountable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from goldenthread.improvement.models import Lead, Milestone, MilestoneLead


@dataclass(frozen=True)
class Leading:
    """The posts that lead one milestone themselves, and those that lead its priority."""

    own: frozenset[int]
    accountable: frozenset[int]

    @property
    def owners(self) -> frozenset[int]:
        """Who leads it: whose work it is, and who may therefore not sign it off."""
        return self.own or self.accountable

    @property
    def reporting(self) -> frozenset[int]:
        """Who may report on it because of what they lead."""
        return self.own | self.accountable


def leading(milestone: Milestone) -> Leading:
    """Who leads the milestone: one query."""
    own = MilestoneLead.objects.filter(milestone=milestone.pk).order_by()
    above = Lead.objects.filter(priority=milestone.priority_id).order_by()
    rows = own.values_list(Value(1), "post_id").union(
        above.values_list(Value(0), "post_id"), all=True
    )
    found: dict[int, set[int]] = {0: set(), 1: set()}
    for is_own, post_id in rows:
        found[is_own].add(post_id)
    return Leading(frozenset(found[1]), frozenset(found[0]))


def led_by(post_ids: Collection[int]) -> Q:
    """The milestones that any of these posts leads."""
    return led_where(post__in=post_ids)


def led_where(**of_lead: object) -> Q:
    """The milestones that a lead of that description leads, such as `post__organisation=3`."""
    return Q(_own(of_lead)) | Q(_above(of_lead)) & ~Q(_has_own())


def accountable_for(post_ids: Collection[int]) -> Q:
    """The milestones that others lead, in priorities that any of these posts leads."""
    of_lead = {"post__in": post_ids}
    return Q(_above(of_lead)) & Q(_has_own()) & ~Q(_own(of_lead))


def led_ids(rows: QuerySet[Milestone], post_ids: Collection[int]) -> frozenset[int]:
    """Which of these milestones any of the posts leads: one query."""
    return frozenset(rows.filter(led_by(post_ids)).order_by().values_list("pk", flat=True))


def _has_own() -> Exists:
    return Exists(MilestoneLead.objects.filter(milestone=OuterRef("pk")))


def _own(of_lead: Mapping[str, object]) -> Exists:
    return Exists(MilestoneLead.objects.filter(milestone=OuterRef("pk"), **of_lead))


def _above(of_lead: Mapping[str, object]) -> Exists:
    return Exists(Lead.objects.filter(priority=OuterRef("priority_id"), **of_lead))
