"""Figures over time against a target: a line, its words, its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from markupsafe import Markup

from goldenthread.ui.charts.svg import FONT, element, wrap
from goldenthread.ui.charts.tables import Cell, Column, DataTable
from goldenthread.ui.filters import date_long, plural

_WIDTH, _HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 26, 44
_INK, _SOFT, _GRID = "#12211f", "#44514f", "#d8e0df"
_LINE, _TARGET, _PATH = "#0b5f6b", "#8a5a00", "#8a9896"
_STEPS = (1, 2, 5, 10)
_MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day. `words` is the figure with its unit; `note` goes into the table."""

    on: date
    value: Decimal
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """The figure to reach, and by when if that is known."""

    value: Decimal
    words: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class LineChart:
    """Figures in order of their days. `start` is what they are compared with, drawn as a square.

    From the start to the goal, where both have a day, a faint straight line shows the way.
    """

    title: str
    points: tuple[Point, ...]
    start: Point | None = None
    goal: Goal | None = None

    @property
    def summary(self) -> str:
        """What the line shows, in words."""
        parts = []
        if self.start is not None:
            parts.append(f"Baseline: {self.start.words} on {date_long(self.start.on)}.")
        if self.points:
            last = self.points[-1]
            told = f"{plural(len(self.points), 'figure')}, the latest {last.words} on {date_long(last.on)}"
            if len(self.points) > 1:
                first = self.points[0]
                told += f", the first {first.words} on {date_long(first.on)}"
            parts.append(f"{told}.")
        else:
            parts.append("No figure yet.")
        if self.goal is not None:
            by = f" by {date_long(self.goal.by)}" if self.goal.by else ""
            parts.append(f"Figure to reach: {self.goal.words}{by}.")
        return " ".join(parts)

    @property
    def table(self) -> DataTable:
        """Every figure, oldest first."""
        rows = [(date_long(one.on), one.words, one.note) for one in self.points]
        if self.start is not None:
            rows.insert(0, (date_long(self.start.on), self.start.words, "Baseline"))
        columns = (Column("Day"), Column("Figure", numeric=True), Column("Of what"))
        return DataTable(
            self.title, columns, tuple(tuple(Cell(text) for text in row) for row in rows)
        )

    def svg(self) -> Markup:
        """The picture; its summary and table carry the meaning."""
        parts = [element("title", f"{self.title}: {self.summary}")]
        frame = _Frame.around(self)
        parts += frame.grid()
        if self.goal is not None:
            parts += _goal(self.goal, frame)
            if self.start is not None and self.goal.by is not None:
                parts.append(_way(self.start, self.goal, self.goal.by, frame))
        if self.start is not None:
            x, y = frame.x(self.start.on), frame.y(self.start.value)
            square = {"x": x - 5, "y": y - 5, "width": 10, "height": 10}
            parts.append(element("rect", **square, fill="#ffffff", stroke=_SOFT, stroke_width=2.5))
        parts += _figures(self.points, frame)
        return element(
            "svg", parts, xmlns="http://www.w3.org/2000/svg", class_="gt-line",
            viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", font_family=FONT, font_size=15,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Frame:
    """From days and values to places. The axis of values holds nought, so that heights compare."""

    first: date
    last: date
    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def around(cls, chart: LineChart) -> _Frame:
        days = [one.on for one in chart.points]
        values = [one.value for one in chart.points]
        if chart.start is not None:
            days.append(chart.start.on)
            values.append(chart.start.value)
        if chart.goal is not None:
            values.append(chart.goal.value)
            if chart.goal.by is not None:
                days.append(chart.goal.by)
        low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
        step = _step(high - low)
        bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
        top = (high / step).to_integral_value(ROUND_CEILING) * step
        return cls(min(days), max(days), bottom, max(top, bottom + step), step)

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def grid(self) -> Iterator[Markup]:
        value = self.low
        while value <= self.high:
            y = self.y(value)
            yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, stroke=_GRID)
            text = f"{value.normalize():,f}"
            yield element("text", text, x=_LEFT - 10, y=y + 5, text_anchor="end", fill=_SOFT)
            value += self.step
        places = (
            {self.first: "start", self.last: "end"}
            if self.first < self.last
            else {self.first: "middle"}
        )
        for day, anchor in places.items():
            at = {"x": self.x(day), "y": _HEIGHT - 16}
            yield element("text", date_long(day), **at, text_anchor=anchor, fill=_SOFT)


def _step(span: Decimal) -> Decimal:
    """A round step that cuts the span into at most five."""
    if span == 0:
        return Decimal(1)
    scale = Decimal(10) ** (span.adjusted() - 1)
    while True:
        for factor in _STEPS:
            if span <= factor * scale * _MOST_STEPS:
                return factor * scale
        scale *= 10


def _goal(goal: Goal, frame: _Frame) -> Iterator[Markup]:
    y = frame.y(goal.value)
    yield element(
        "line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, stroke=_TARGET, stroke_width=2.5,
        stroke_dasharray="9 6",
    )  # fmt: skip
    words = "".join(wrap(f"Target: {goal.words}", 40, 1))
    above = y - 8 if y > _TOP + 14 else y + 20
    at = {"x": _LEFT + 6, "y": above}
    yield element("text", words, **at, font_weight=700, fill=_TARGET)


def _way(start: Point, goal: Goal, by: date, frame: _Frame) -> Markup:
    return element(
        "line", x1=frame.x(start.on), y1=frame.y(start.value), x2=frame.x(by), y2=frame.y(goal.value),
        stroke=_PATH, stroke_width=1.5, stroke_dasharray="2 5",
    )  # fmt: skip


def _figures(points: tuple[Point, ...], frame: _Frame) -> Iterator[Markup]:
    places = [(frame.x(one.on), frame.y(one.value)) for one in points]
    if len(places) > 1:
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield element("polyline", points=line, fill="none", stroke=_LINE, stroke_width=3)
    for one, (x, y) in zip(points, places, strict=True):
        title = element("title", f"{one.words} on {date_long(one.on)}")
        yield element("circle", [title], cx=x, cy=y, r=5, fill=_LINE)
    if places:
        x, y = places[-1]
        room = x < _WIDTH - _RIGHT - 90
        yield element(
            "text", "".join(wrap(points[-1].words, 24, 1)), x=x + 9 if room else x - 2, y=y - 10,
            text_anchor="start" if room else "end", font_weight=700, fill=_INK,
        )  # fmt: skip
