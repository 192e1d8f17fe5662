"""What depends on a post, told by the rooms above: each registers a function that finds its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from goldenthread.access.scope import Scope


@dataclass(frozen=True)
class Dependant:
    """Something that depends on a post: its words, its page, and how it depends."""

    text: str
    href: str
    why: str


# Takes posts by id and gives what depends on each, as far as the scope may see it, in a fixed number of queries.
Finder = Callable[[Scope, Collection[int]], Mapping[int, list[Dependant]]]

# Takes areas and posts by id and says in words what of these areas depends on each of the posts now, in one query. It
# does not ask who may see that: whoever keeps organisations may not see plans, and must not break them all the same.
Holder = Callable[[Collection[int], Collection[int]], Mapping[int, list[str]]]

_finders: dict[str, Finder] = {}
_holders: dict[str, Holder] = {}


def register(room: str, finder: Finder) -> None:
    """Make a room's dependants known; called once when the product starts."""
    _finders[room] = finder


def register_holder(room: str, holder: Holder) -> None:
    """Make known what keeps posts in an area; called once when the product starts."""
    _holders[room] = holder


def held_in(area_ids: Collection[int], post_ids: Collection[int]) -> dict[int, list[str]]:
    """What of these areas depends on each of these posts, in words without names, room by room."""
    found: dict[int, list[str]] = defaultdict(list)
    for room in sorted(_holders) if post_ids else ():
        for post_id, words in _holders[room](area_ids, post_ids).items():
            found[post_id] += words
    return found


def dependants(scope: Scope, post_ids: Collection[int]) -> dict[int, list[Dependant]]:
    """What depends on each of these posts, room by room."""
    found: dict[int, list[Dependant]] = defaultdict(list)
    for room in sorted(_finders):
        for post_id, rows in _finders[room](scope, post_ids).items():
            found[post_id] += rows
    return found
