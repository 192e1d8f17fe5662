"""Who is told when the terms of an area's schools change: rooms above that count by them."""

from __future__ import annotations

from collections.abc import Callable

from goldenthread.access.scope import Scope

# Told inside the transaction that changed the terms, by the key of the area.
Follower = Callable[[Scope, int], None]

_followers: dict[str, Follower] = {}


def follow_terms(room: str, follower: Follower) -> None:
    """Make a room known that counts by terms; called once when the product starts."""
    _followers[room] = follower


def terms_changed(scope: Scope, area_id: int) -> None:
    """Tell every room that counts by them."""
    for room in sorted(_followers):
        _followers[room](scope, area_id)
