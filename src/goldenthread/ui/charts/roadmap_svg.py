"""Draws a roadmap. All measures are in user units, one to a CSS pixel at natural size."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from goldenthread.core.months import Month
from goldenthread.ui.charts.svg import FONT, element, number, wrap
from goldenthread.ui.filters import date_long
from goldenthread.ui.statuses import look_of

if TYPE_CHECKING:
    from goldenthread.ui.charts.roadmap import Lane, Mark, Roadmap

LABELS, ROW = 248, 26
# Three years fit the page at natural size; a shorter time gets wider months, a longer one scrolls.
PAGE, NARROWEST, WIDEST = 1240, 28, 48
TOP, YEARS, GROUP, PAD = 24, 46, 30, 7
LINE_HEIGHT, CHARACTERS = 17, 32
INK, SOFT, RULE, BAND, THREAD = "#12211f", "#44514f", "#dfe6e5", "#f4f8f8", "#8a5a00"


class Placed(NamedTuple):
    """A mark and the row of its lane that it stands in."""

    mark: Mark
    row: int


def place(lane: Lane, cell: float = WIDEST) -> list[Placed]:
    """Give each mark the first row where neither it, its name nor its arrow meets another."""
    busy: list[list[tuple[Month, Month]]] = []
    placed: list[Placed] = []
    for mark in sorted(lane.marks, key=lambda mark: (mark.when, mark.agreed)):
        start, end = min(mark.when, mark.agreed), max(mark.when, mark.agreed)
        if 21 + 7 * len(mark.name) > cell:
            end += 1
        free = (
            row
            for row, spans in enumerate(busy)
            if all(end < other_start or other_end < start for other_start, other_end in spans)
        )
        row = next(free, len(busy))
        if row == len(busy):
            busy.append([])
        busy[row].append((start, end))
        placed.append(Placed(mark, row))
    return placed


class _Drawing:
    """Coordinates of one roadmap."""

    def __init__(self, roadmap: Roadmap) -> None:
        self.roadmap = roadmap
        self.months = roadmap.months()
        self.cell = max(NARROWEST, min(WIDEST, (PAGE - LABELS) // len(self.months)))
        self.right = LABELS + self.cell * len(self.months) + 8
        self.head = TOP + YEARS
        self.blocks = list(self._blocks())
        self.bottom = self.blocks[-1].bottom if self.blocks else self.head + ROW

    def _blocks(self) -> Iterator[_Block]:
        y, group = float(self.head), ""
        for lane in self.roadmap.drawn:
            heading = lane.group if lane.group != group else ""
            group = lane.group
            top = y + (GROUP if heading else 0)
            placed = place(lane, self.cell)
            lines = wrap(lane.title, CHARACTERS, 3)
            rows = 1 + max((item.row for item in placed), default=0)
            y = top + 2 * PAD + max(rows * ROW, len(lines) * LINE_HEIGHT)
            yield _Block(lane, placed, lines, heading, top, y)

    def x(self, month: Month) -> float:
        """Where the symbol of a month stands: towards the left of its column, its name to the right."""
        return self.left(month) + 10

    def left(self, month: Month) -> float:
        """The left edge of a month."""
        return LABELS + self.cell * (month - self.months[0])


class _Block(NamedTuple):
    lane: Lane
    placed: list[Placed]
    lines: list[str]
    heading: str
    top: float
    bottom: float


def draw(roadmap: Roadmap) -> Markup:
    """The whole picture; its links make it a group, without links it is one image."""
    drawing = _Drawing(roadmap)
    ident = roadmap.ident
    linked = any(mark.href for mark in roadmap.marks) or any(lane.href for lane in roadmap.lanes)
    height = drawing.bottom + 1
    return element(
        "svg",
        [
            element("title", roadmap.title, id=f"{ident}-title"),
            element("desc", roadmap.summary, id=f"{ident}-desc"),
            *_calendar(drawing),
            *(part for block in drawing.blocks for part in _lane(drawing, block)),
            *_today(drawing),
            *(part for block in drawing.blocks for part in _marks(drawing, block)),
        ],
        xmlns="http://www.w3.org/2000/svg",
        id=ident,
        class_="gt-roadmap",
        viewBox=f"0 0 {number(drawing.right)} {number(height)}",
        width=drawing.right,
        height=height,
        role="group" if linked else "img",
        aria_labelledby=f"{ident}-title {ident}-desc",
        font_family=FONT,
        font_size=14,
    )


def _calendar(drawing: _Drawing) -> Iterator[Markup]:
    """Years and months along the top, a shaded band for every other year."""
    for month in drawing.months:
        if month.year % 2:
            yield element(
                "rect",
                class_="gt-roadmap__band",
                x=drawing.left(month),
                y=TOP,
                width=drawing.cell,
                height=drawing.bottom - TOP,
                fill=BAND,
            )
    for month in drawing.months:
        left = drawing.left(month)
        if month.month == 1 or month == drawing.months[0]:
            yield element(
                "text", str(month.year), x=left + 4, y=TOP + 16, fill=INK, font_weight=700
            )
        if month.month in (1, 4, 7, 10):
            yield _line(left, TOP if month.month == 1 else TOP + 22, left, drawing.bottom)
        yield element(
            "text",
            calendar.month_abbr[month.month],
            x=left + drawing.cell / 2,
            y=TOP + 37,
            fill=SOFT,
            font_size=12,
            text_anchor="middle",
        )


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return element("line", class_="gt-roadmap__rule", x1=x1, y1=y1, x2=x2, y2=y2, stroke=RULE)


def _lane(drawing: _Drawing, block: _Block) -> Iterator[Markup]:
    if block.heading:
        y = block.top - GROUP
        yield element(
            "rect",
            class_="gt-roadmap__group",
            y=y,
            width=drawing.right,
            height=GROUP,
            fill="#0a3a42",
        )
        yield element(
            "text", block.heading, x=12, y=y + 20, fill="#ffffff", font_weight=700, font_size=15
        )
    lines = [
        element("tspan", line, x=12, dy=LINE_HEIGHT if position else None)
        for position, line in enumerate(block.lines)
    ]
    middle = (block.top + block.bottom) / 2
    label = element(
        "text",
        [element("title", block.lane.title), *lines],
        class_="gt-roadmap__lane",
        y=middle + 4.5 - LINE_HEIGHT * (len(block.lines) - 1) / 2,
        fill="#0b5f6b" if block.lane.href else INK,
    )
    yield element("a", [label], href=block.lane.href) if block.lane.href else label
    yield _line(0, block.bottom, drawing.right, block.bottom)


def _today(drawing: _Drawing) -> Iterator[Markup]:
    """A thread down the page at today's place in its month, if that month is shown."""
    today = drawing.roadmap.today
    month = Month.of(today)
    if month not in drawing.months:
        return
    share = (today.day - 1) / calendar.monthrange(today.year, today.month)[1]
    x = drawing.left(month) + drawing.cell * share
    words = f"{drawing.roadmap.today_word}, {date_long(today)}"
    width = 7.4 * len(words) + 14
    left = min(max(x - width / 2, 0), drawing.right - width)
    yield element(
        "line",
        class_="gt-roadmap__today",
        x1=x,
        y1=20,
        x2=x,
        y2=drawing.bottom,
        stroke=THREAD,
        stroke_width=2,
        stroke_dasharray="6 3",
    )
    yield element("rect", x=left, y=0, width=width, height=20, rx=3, fill=THREAD)
    yield element(
        "text",
        words,
        x=left + width / 2,
        y=14.5,
        fill="#ffffff",
        font_weight=700,
        text_anchor="middle",
    )


def _marks(drawing: _Drawing, block: _Block) -> Iterator[Markup]:
    for mark, row in block.placed:
        y = block.top + PAD + ROW * row + ROW / 2
        x = drawing.x(mark.when)
        shape = look_of(mark.status).shape
        parts = [
            element("title", mark.sentence),
            *_slip(drawing, mark, y),
            element("g", [shape], transform=f"translate({number(x)} {number(y)})"),
            element(
                "text",
                mark.name,
                x=x + 10.5,
                y=y + 4.5,
                fill=INK,
                font_size=12.5,
                font_weight=700,
            ),
        ]
        if mark.href:
            parts.append(_target(x, y))
            yield element("a", parts, href=mark.href, aria_label=mark.sentence)
        else:
            yield element("g", parts)


def _target(x: float, y: float) -> Markup:
    """Room for a finger: symbols alone are smaller than the 24 pixels that WCAG asks for."""
    return element(
        "rect", x=x - 10, y=y - 12, width=28, height=24, fill="none", pointer_events="all"
    )


def _slip(drawing: _Drawing, mark: Mark, y: float) -> list[Markup]:
    """From the agreed month, a small ring, an arrow to the month it has now."""
    if not mark.moved:
        return []
    way = 1 if mark.moved > 0 else -1
    # Agreed for a month that is not drawn: the arrow comes in from the edge.
    agreed = min(max(mark.agreed, drawing.months[0]), drawing.months[-1])
    start, end = drawing.x(agreed), drawing.x(mark.when) - way * 11
    head = f"M{number(end)} {number(y)}l{-7 * way}-4v8z"
    ring = [
        element(
            "circle",
            class_="gt-roadmap__agreed",
            cx=start,
            cy=y,
            r=4,
            fill="#ffffff",
            stroke=SOFT,
            stroke_width=1.6,
        )
    ]
    return [
        *(ring if agreed == mark.agreed else []),
        element(
            "line",
            class_="gt-roadmap__slip",
            x1=start + way * 5,
            y1=y,
            x2=end - way * 6,
            y2=y,
            stroke=SOFT,
            stroke_width=1.6,
        ),
        element("path", d=head, fill=SOFT),
    ]
