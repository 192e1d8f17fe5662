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

_finders: dict[str, Finder] = {}


def register(room: str, finder: Finder) -> None:
    """Make a room's dependants known; called once when the product starts."""
    _finders[room] = finder


def dependants(scope: Scope, post_ids: Collection[int]) -> dict[int, list[Dependant]]:
    """What depends on each of these posts, room by room."""
    found: dict[int, list[Dependant]] = defaultdict(list)
    for room in sorted(_finders):
        for post_id, rows in _finders[room](scope, post_ids).items():
            found[post_id] += rows
    return found
