"""The vacant posts that a plan depends on, each with what it holds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.organisations.queries.holdings import VacantPost


@dataclass
class HeldUp:
    """A vacant post with the codes of the priorities and the numbers of the milestones that it marks."""

    post: VacantPost
    priorities: list[str] = field(default_factory=list)
    milestones: list[str] = field(default_factory=list)


def held_up(priorities: Iterable[PriorityRow]) -> list[HeldUp]:
    """Each vacant post once, in the order in which the plan comes upon them."""
    found: dict[int, HeldUp] = {}
    for priority in priorities:
        for post in priority.vacant:
            found.setdefault(post.id, HeldUp(post)).priorities.append(priority.code)
        for row in priority.milestones:
            for post in priority.milestones_vacant.get(row.id, ()):
                found[post.id].milestones.append(row.reference)
    return list(found.values())
