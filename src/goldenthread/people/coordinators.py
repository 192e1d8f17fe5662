"""Who coordinates a child's case: known to the room of cases above, which makes it known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

CoordinatorSource = Callable[[Sequence[int]], dict[int, str]]
"""For children by their keys, which post coordinates the open case, in words. One query."""

_sources: list[CoordinatorSource] = []


def register_coordinators(source: CoordinatorSource) -> None:
    """Make a source known; called once by its room when the product starts."""
    if source not in _sources:
        _sources.append(source)


def coordinators_of(person_ids: Sequence[int]) -> dict[int, str]:
    """The coordinator of each child who has one, in words."""
    found: dict[int, str] = {}
    for source in _sources:
        found |= source(person_ids)
    return found
