"""Facts of a child on which dates of law hang: whoever reckons by them is told when one changes."""

from __future__ import annotations

from collections.abc import Callable

from goldenthread.access.scope import Scope

# Told inside the transaction that changed the day of birth or of death, or where the child learns, by the child's key.
Follower = Callable[[Scope, int], None]

_followers: dict[str, Follower] = {}


def follow(room: str, follower: Follower) -> None:
    """Make a room known that reckons by these facts; called once when the product starts."""
    _followers[room] = follower


def facts_changed(scope: Scope, person_id: int) -> None:
    """Tell every room that reckons by them."""
    for room in sorted(_followers):
        _followers[room](scope, person_id)
