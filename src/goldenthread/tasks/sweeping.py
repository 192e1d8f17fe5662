"""What the scheduler sweeps up once an hour. Rooms above register what may be left lying about by a killed process."""

from __future__ import annotations

from collections.abc import Callable

# Removes what nobody can have any use for; how much that was. Safe to repeat and in several places at once.
Sweeper = Callable[[], int]

_sweepers: dict[str, Sweeper] = {}


def register(name: str, sweeper: Sweeper) -> None:
    """Make a sweeper known; called once by its room when the product starts."""
    _sweepers[name] = sweeper


def sweep() -> int:
    """Let each sweep once; how much went."""
    return sum(_sweepers[name]() for name in sorted(_sweepers))
