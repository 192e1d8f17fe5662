"""What a new day changes, done by the scheduler a little at a time. Rooms above register their share."""

from __future__ import annotations

from collections.abc import Callable

# Does one batch of what the day asks for, in a transaction; how much that was, 0 once nothing is left of the day. Safe
# to be killed at any point and to run in several places at once.
Batch = Callable[[], int]

_batches: dict[str, Batch] = {}


def register(name: str, batch: Batch) -> None:
    """Make a room's share known; called once by its room when the product starts."""
    _batches[name] = batch


def do_some() -> int:
    """Let each do one batch; how much was done."""
    return sum(_batches[name]() for name in sorted(_batches))
