"""How posts stand on a day, for any number of posts in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

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

NOBODY = "Nobody recorded as holder"


@dataclass(frozen=True)
class VacantPost:
    """A post that marks what depends on it."""

    id: int
    title: str
    holding: Holding

    @property
    def words(self) -> str:
        """`Vacant: Designated Social Care Officer, since 3 March 2026`; `Nobody recorded as holder: ...`."""
        word = NOBODY if self.holding.unrecorded else "Vacant"
        return ", ".join(filter(None, (f"{word}: {self.title}", when_words(self.holding))))


class Gatherer:
    """Collects posts from rows that join memberships, so that a page's own query can bring them along.

    The rows hold the columns that `columns` names; a post with three memberships comes in three rows.
    """

    def __init__(self) -> None:
        self._recorded: dict[int, tuple[date | None, date | None]] = {}
        self._statutory: set[int] = set()
        # A set: a row of the page's own query may come several times.
        self._spells: dict[int, set[tuple[Spell, str]]] = defaultdict(set)

    @staticmethod
    def columns(prefix: str = "") -> tuple[str, ...]:
        """The columns of the post that `prefix` leads to, such as `post__`; the first is its id."""
        names = ("pk", "vacant_since", "ended_on", "statutory_roles__pk")
        spells = ("memberships__starts_on", "memberships__ends_on", "memberships__user__name")
        return tuple(f"{prefix}{name}" for name in names + spells)

    def add(self, pk: int, *facts: Any) -> None:
        """Take in one row."""
        vacant_since, ended_on, statutory, starts_on, ends_on, name = facts
        self._recorded[pk] = (vacant_since, ended_on)
        if statutory is not None:
            self._statutory.add(pk)
        if starts_on is not None:
            self._spells[pk].add((Spell(starts_on, ends_on), name))

    def holdings(self, on: date) -> dict[int, Holding]:
        """How each post stands on that day."""
        return {
            pk: holding(PostFacts(*recorded, self._runs(pk), pk in self._statutory), on)
            for pk, recorded in self._recorded.items()
        }

    def _runs(self, pk: int) -> tuple[Spell, ...]:
        return tuple(spell for spell, _ in self._spells[pk])

    def holders(self, on: date) -> dict[int, tuple[str, ...]]:
        """Who holds each post on that day, whoever came first first."""
        return {
            pk: tuple(
                name
                for spell, name in sorted(self._spells[pk], key=lambda one: (one[0].first, one[1]))
                if spell.runs(on)
            )
            for pk in self._recorded
        }


def holdings(post_ids: Iterable[int], on: date) -> dict[int, Holding]:
    """How each of these posts stands on that day: one query."""
    gathered = Gatherer()
    for row in Post.objects.filter(pk__in=list(post_ids)).values_list(*Gatherer.columns()):
        gathered.add(*row)
    return gathered.holdings(on)


def holding_of(
    post: Post, memberships: Iterable[Membership], on: date, *, statutory: bool
) -> Holding:
    """How a post stands whose memberships have been read already; `statutory`: it carries a statutory role."""
    spells = tuple(Spell(one.starts_on, one.ends_on) for one in memberships)
    return holding(PostFacts(post.vacant_since, post.ended_on, spells, statutory), on)


def state_word(found: Holding) -> str:
    """`Held`, `Vacant`, `Nobody on record`, `Ended`; `Nobody recorded as holder` where one is missed."""
    if found.unrecorded:
        return NOBODY
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
