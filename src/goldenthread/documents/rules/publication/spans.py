"""Places in a text that do not overlap, kept in order so that thousands of them cost little."""

from __future__ import annotations

from bisect import bisect_right


class Spans:
    """Stretches of a text. `take` keeps one that overlaps none before it."""

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Keep the stretch and say True, or say False where a part of it is taken."""
        place = bisect_right(self._starts, start)
        if place and self._ends[place - 1] > start:
            return False
        if place < len(self._starts) and self._starts[place] < end:
            return False
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True
