"""Coordinates of a timeline. All measures are in user units, one to a CSS pixel at natural size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goldenthread.ui.filters import date_long

if TYPE_CHECKING:
    from goldenthread.ui.charts.timeline import Timeline

LEFT, RIGHT = 14, 986
# Room to the right of the last happening for its words.
WORDS, CHARACTER, BOLD = 330, 7.1, 7.8
AXIS, FLAG, LIMIT, NAME = 44, 21, 44, 19
_FEWEST_DAYS = 28


class Named(NamedTuple):
    """Words that name a day across the picture: their left edge, width, and a row in which they meet no other."""

    text: str
    on: date
    left: float
    width: float
    row: int
    today: bool


class Frame:
    """Coordinates of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.first, last = timeline.span
        self.happenings = timeline.drawn_happenings
        self.limits = timeline.drawn_limits
        self.scale = self._scale(last)
        self.last = self.first + timedelta(days=int((RIGHT - LEFT) / self.scale))
        self.names = list(self._names())
        self.line = AXIS + NAME * (1 + max((one.row for one in self.names), default=0)) + 12
        # The latest happening stands first, so that no stem runs through another's words.
        self.flags = self.line + 8
        self.bars = self.flags + FLAG * len(self.happenings) + (14 if self.happenings else 6)
        self.bottom = self.bars + LIMIT * len(self.limits) + 4

    def _scale(self, last: date) -> float:
        """Pixels a day: all days fit, and so do the words of the last happening."""
        days = max((last - self.first).days, _FEWEST_DAYS)
        scale = (RIGHT - LEFT) / days
        if self.happenings:
            until = (self.happenings[-1].on - self.first).days
            if until:
                scale = min(scale, (RIGHT - LEFT - WORDS) / until)
        return scale

    def x(self, day: date) -> float:
        """Where a day stands; one outside the picture at its edge."""
        return LEFT + self.scale * (min(max(day, self.first), self.last) - self.first).days

    def _names(self) -> Iterator[Named]:
        """Today first, then the guides."""
        timeline = self.timeline
        marks = [(f"Today, {date_long(timeline.today)}", timeline.today, True)]
        marks += [(guide.text, guide.on, False) for guide in timeline.drawn_guides]
        taken: list[list[tuple[float, float]]] = []
        for text, day, today in marks:
            if not self.first <= day <= self.last:
                continue
            width = BOLD * len(text) + 10
            left = min(max(self.x(day) - width / 2, 0), RIGHT + LEFT - width)
            free = (
                row
                for row, spans in enumerate(taken)
                if all(left + width < start or end < left for start, end in spans)
            )
            row = next(free, len(taken))
            if row == len(taken):
                taken.append([])
            taken[row].append((left, left + width))
            yield Named(text, day, left, width, row, today)
