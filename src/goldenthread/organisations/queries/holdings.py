"""How posts stand on a day, for any number of posts in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.organisations.models import Membership, Post
from goldenthread.organisations.rules.vacancy import (
    Holding,
    PostFacts,
    Spell,
    State,
    holding,
    vacancy_rules,
)
from goldenthread.ui.filters import date_long


@dataclass(frozen=True)
class VacantPost:
    """A post that marks what depends on it."""

    id: int
    title: str
    holding: Holding

    @property
    def words(self) -> str:
        """`Vacant: Designated Social Care Officer, since 3 March 2026`."""
        return f"Vacant: {self.title}, {when_words(self.holding)}"


class Gatherer:
    """Collects posts from rows that join memberships, so that a page's own query can bring them along.

    The rows end in the columns that `columns` names; a post with three memberships comes in three rows.
    """

    def __init__(self) -> None:
        self._titles: dict[int, str] = {}
        self._recorded: dict[int, tuple[date | None, date | None]] = {}
        self._spells: dict[int, set[Spell]] = defaultdict(set)

    @staticmethod
    def columns(prefix: str = "") -> tuple[str, ...]:
        """Id, title and facts of the post that `prefix` leads to, such as `post__`."""
        names = ("pk", "title", "vacant_since", "ended_on")
        spells = ("memberships__starts_on", "memberships__ends_on")
        return tuple(f"{prefix}{name}" for name in names + spells)

    def add(self, pk: int, title: str, *facts: date | None) -> None:
        """Take in one row."""
        vacant_since, ended_on, starts_on, ends_on = facts
        self._titles[pk] = title
        self._recorded[pk] = (vacant_since, ended_on)
        if starts_on is not None:
            self._spells[pk].add(Spell(starts_on, ends_on))

    def holdings(self, on: date) -> dict[int, Holding]:
        """How each post stands on that day."""
        return {
            pk: holding(PostFacts(*recorded, tuple(self._spells[pk])), on)
            for pk, recorded in self._recorded.items()
        }

    def vacant(self, on: date) -> dict[int, VacantPost]:
        """Those that mark what depends on them."""
        return {
            pk: VacantPost(pk, self._titles[pk], found)
            for pk, found in self.holdings(on).items()
            if found.marks
        }


def holdings(post_ids: Iterable[int], on: date) -> dict[int, Holding]:
    """How each of these posts stands on that day: one query."""
    gathered = Gatherer()
    for row in Post.objects.filter(pk__in=list(post_ids)).values_list(*Gatherer.columns()):
        gathered.add(*row)
    return gathered.holdings(on)


def holding_of(post: Post, memberships: Iterable[Membership], on: date) -> Holding:
    """How a post stands whose memberships have been read already."""
    spells = tuple(Spell(one.starts_on, one.ends_on) for one in memberships)
    return holding(PostFacts(post.vacant_since, post.ended_on, spells), on)


def state_word(found: Holding) -> str:
    """`Held`, `Vacant`, `No holder recorded`, `Ended`."""
    return str(vacancy_rules()["states"][found.state.value]["word"])


def when_words(found: Holding) -> str:
    """Since or from when: `since 3 March 2026, held again from 1 June 2026`; empty where nothing is to be said."""
    said = []
    if found.state is State.VACANT:
        said.append(f"since {date_long(found.since)}")
    if found.state is State.ENDED and found.since:
        said.append(f"gone from {date_long(found.since)}")
    if found.vacant_from:
        said.append(f"from {date_long(found.vacant_from)}")
    if found.filled_from and (found.state is not State.HELD or found.vacant_from):
        again = "next held" if found.vacant_from else "held"
        said.append(f"{again} from {date_long(found.filled_from)}")
    return ", ".join(said)
