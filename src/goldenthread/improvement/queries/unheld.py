"""The posts that lead open work and that nobody is recorded to hold, which is not the same as a vacancy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.improvement.queries.vacancies import PostBehind
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.rules.vacancy import State
from goldenthread.ui.filters import plural


@dataclass(frozen=True)
class Unheld:
    """Posts without a holder on record, each once in the plan's order, and how many priorities they lead."""

    posts: list[PostBehind]
    priorities: int

    @property
    def words(self) -> str:
        """A sentence, such as `3 posts that lead 5 priorities have nobody recorded as holder`."""
        several = len(self.posts) != 1
        return (
            f"{plural(len(self.posts), 'post')} that {'lead' if several else 'leads'} "
            f"{plural(self.priorities, 'priority', 'priorities')} "
            f"{'have' if several else 'has'} nobody recorded as holder."
        )


def unheld_leads(rows: Iterable[PriorityRow]) -> Unheld:
    """Of the priorities that are not done. A post whose vacancy or end is on record is not among them."""
    found: dict[int, PostBehind] = {}
    priorities = 0
    for row in rows:
        own = [post for post in row.led_by if post.holding.state is State.UNKNOWN]
        if own and row.shown.status is not Status.BLUE:
            found |= {post.post_id: found.get(post.post_id, post) for post in own}
            priorities += 1
    return Unheld(list(found.values()), priorities)


def led_by_nobody(rows: Iterable[PriorityRow]) -> list[PriorityRow]:
    """The priorities that are not done and of whose lead posts none is held, for whatever reason."""
    return [
        row
        for row in rows
        if row.led_by
        and row.shown.status is not Status.BLUE
        and not any(post.holding.state is State.HELD for post in row.led_by)
    ]
