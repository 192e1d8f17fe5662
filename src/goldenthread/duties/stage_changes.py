"""The stage of a case: whoever tells families of it is told when it becomes another."""

from __future__ import annotations

from collections.abc import Callable

from goldenthread.duties.models import Case

# Told inside the transaction in which the stage became another, by the case as it is about to be saved.
Follower = Callable[[Case], None]

_followers: dict[str, Follower] = {}


def follow(room: str, follower: Follower) -> None:
    """Make a room known that follows stages; called once when the product starts."""
    _followers[room] = follower


def stage_changed(case: Case) -> None:
    """Tell every room that follows."""
    for room in sorted(_followers):
        _followers[room](case)
