"""What depends on a post, told by the rooms above: each registers a function that finds its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.access.scope import Scope
from goldenthread.organisations.models import Post


@dataclass(frozen=True)
class Dependant:
    """Something that depends on a post: its words, its page, and how it depends."""

    text: str
    href: str
    why: str


# Takes posts by id and gives what depends on each, as far as the scope may see it, in a fixed number of queries.
Finder = Callable[[Scope, Collection[int]], Mapping[int, list[Dependant]]]


@dataclass(frozen=True)
class Hold:
    """Something that a post may hold: an expression of the post (`OuterRef("pk")`) that finds it, and its words.

    Where there are words for `several`, it counts them.
    """

    found: Any
    words: str
    several: str = ""

    def told(self, value: int) -> str:
        """The words for what was found; the number first where it counts."""
        if not self.several:
            return self.words
        return f"{value} {self.words if value == 1 else self.several}"


# Takes areas by id and says what of these areas may depend on a post now, without a query. It does not ask who may see
# that: whoever keeps organisations may not see plans, and must not break them all the same.
Holder = Callable[[Collection[int]], list[Hold]]

_finders: dict[str, Finder] = {}
_holders: dict[str, Holder] = {}


def register(room: str, finder: Finder) -> None:
    """Make a room's dependants known; called once when the product starts."""
    _finders[room] = finder


def register_holder(room: str, holder: Holder) -> None:
    """Make known what keeps posts in an area; called once when the product starts."""
    _holders[room] = holder


def held_in(area_ids: Collection[int], post_ids: Collection[int]) -> dict[int, list[str]]:
    """What of these areas depends on each of these posts, in words without names, room by room: one query."""
    if not post_ids:
        return {}
    holds = [hold for room in sorted(_holders) for hold in _holders[room](area_ids)]
    rows = Post.objects.filter(pk__in=post_ids).values_list("pk", *(hold.found for hold in holds))
    return {
        pk: [hold.told(value) for hold, value in zip(holds, values, strict=True) if value]
        for pk, *values in rows
    }


def dependants(scope: Scope, post_ids: Collection[int]) -> dict[int, list[Dependant]]:
    """What depends on each of these posts, room by room."""
    found: dict[int, list[Dependant]] = defaultdict(list)
    for room in sorted(_finders):
        for post_id, rows in _finders[room](scope, post_ids).items():
            found[post_id] += rows
    return found
