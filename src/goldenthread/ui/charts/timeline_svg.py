"""Draws a timeline on its frame."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from goldenthread.core.months import NAMES
from goldenthread.ui.charts.svg import FONT, Value, element, number, wrap
from goldenthread.ui.charts.timeline_frame import (
    AXIS,
    BOLD,
    CHARACTER,
    FLAG,
    LEFT,
    LIMIT,
    NAME,
    RIGHT,
    Frame,
)
from goldenthread.ui.filters import date_long

if TYPE_CHECKING:
    from goldenthread.ui.charts.timeline import Timeline
    from goldenthread.ui.charts.timeline_parts import Limit

INK, SOFT, RULE, BAND, THREAD = "#12211f", "#44514f", "#dfe6e5", "#f4f8f8", "#8a5a00"
TEAL, RED = "#0b5f6b", "#c1272d"
# Words keep clear of the lines that run behind them.
_HALO: dict[str, Value] = {"stroke": "#ffffff", "stroke_width": 4, "paint_order": "stroke"}

# Each tells itself by its shape: drawn about (0, 0) in a square of 18 by 18.
_SHAPES = {
    "happened": Markup('<circle r="5.5" fill="#0b5f6b"/>'),
    "firm": Markup('<path d="M0-8L8 0 0 8-8 0Z" fill="#0a3a42"/>'),
    "guided": Markup(
        '<path d="M0-7L7 0 0 7-7 0Z" fill="#fff" stroke="#44514f" stroke-width="1.8" stroke-dasharray="2.6 1.8"/>'
    ),
    "done": Markup(
        '<circle r="7.8" fill="#1f5f9f"/><path d="M-3.7 .2L-1 3 3.8-2.8" fill="none" stroke="#fff"'
        ' stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "before": Markup('<path d="M0-8V8" stroke="#12211f" stroke-width="2"/>'),
    "late": Markup(
        '<path d="M0-8.6L8.6 0 0 8.6-8.6 0Z" fill="#c1272d"/><path d="M0-4V1.4" stroke="#fff" stroke-width="2.2"'
        ' stroke-linecap="round"/><circle cy="4.4" r="1.3" fill="#fff"/>'
    ),
}


def symbol(look: str) -> Markup:
    """A shape by itself, for a list; the words beside it carry the meaning."""
    return element(
        "svg", [_SHAPES[look]], class_="gt-symbol", viewBox="-9 -9 18 18", width=16, height=16,
        aria_hidden="true", focusable="false",
    )  # fmt: skip


def draw(timeline: Timeline) -> Markup:
    """The whole picture; its links make it a group, without links it is one image."""
    frame = Frame(timeline)
    ident, height, width = timeline.ident, frame.bottom, LEFT + RIGHT
    hatch = element(
        "pattern",
        [element("path", d="M0 7L7 0", stroke=RED, stroke_width=2)],
        id=f"{ident}-late", width=7, height=7, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    return element(
        "svg",
        [
            element("title", timeline.title, id=f"{ident}-title"),
            element("desc", timeline.summary, id=f"{ident}-desc"),
            element("defs", [hatch]),
            *_calendar(frame),
            *_named_days(frame),
            *_happenings(frame),
            *_limits(frame),
        ],
        xmlns="http://www.w3.org/2000/svg", id=ident, class_="gt-timeline",
        viewBox=f"0 0 {width} {number(height)}", width=width, height=height,
        role="group" if any(one.href for one in frame.limits) else "img",
        aria_labelledby=f"{ident}-title {ident}-desc", font_family=FONT, font_size=14,
    )  # fmt: skip


def _calendar(frame: Frame) -> Iterator[Markup]:
    """Months along the top, as many of their names as there is room for, and the years."""
    month = 30.4 * frame.scale
    every = next((step for step in (1, 3, 6, 12) if step * month >= 34), 12)
    day = frame.first.replace(day=1)
    yielded_year = 0
    while day <= frame.last:
        left, following = frame.x(day), _next_month(day)
        if day.month % 2 and month >= 34:
            width = frame.x(following) - left
            yield element("rect", x=left, y=22, width=width, height=frame.bottom - 22, fill=BAND)
        if (day.month - 1) % every == 0 and left <= RIGHT - 26:
            yield element(
                "text", NAMES[day.month - 1][:3], x=left + 3, y=38, fill=SOFT, font_size=12
            )
            yield element("line", x1=left, x2=left, y1=26, y2=frame.bottom, stroke=RULE)
        if day.year != yielded_year and left <= RIGHT - 40 and (frame.last - day).days > 20:
            yielded_year = day.year
            yield element("text", str(day.year), x=left + 3, y=17, fill=INK, font_weight=700)
        day = following


def _next_month(day: date) -> date:
    return day + timedelta(days=calendar.monthrange(day.year, day.month)[1] - day.day + 1)


def _named_days(frame: Frame) -> Iterator[Markup]:
    """Today as a thread down the page, the guides as fine dashes."""
    for text, day, left, width, row, today in frame.names:
        y, x = AXIS + NAME * row, frame.x(day)
        yield element(
            "line", class_="gt-timeline__today" if today else "gt-timeline__guide",
            x1=x, x2=x, y1=y + 17, y2=frame.bottom, stroke=THREAD if today else SOFT,
            stroke_width=2 if today else 1.2, stroke_dasharray="6 3" if today else "2 4",
        )  # fmt: skip
        fill, ink = (THREAD, "#ffffff") if today else ("#ffffff", INK)
        yield element(
            "rect", x=left, y=y, width=width, height=17, rx=3, fill=fill,
            stroke=THREAD if today else SOFT, stroke_width=1,
        )  # fmt: skip
        yield element(
            "text", text, x=left + width / 2, y=y + 13, text_anchor="middle", fill=ink,
            font_weight=700, font_size=12.5,
        )  # fmt: skip


def _happenings(frame: Frame) -> Iterator[Markup]:
    """Dots on the line; from each a stem down to its words."""
    if not frame.happenings:
        return
    yield element(
        "line", x1=LEFT, x2=RIGHT, y1=frame.line, y2=frame.line, stroke=TEAL, stroke_width=2.5
    )
    for row, one in enumerate(reversed(frame.happenings)):
        x, y = frame.x(one.on), frame.flags + FLAG * row + FLAG - 4
        room = int((RIGHT + LEFT - x - 62) / CHARACTER)
        words = "".join(wrap(one.text, max(room, 8), 1))
        day = f"{one.on.day} {NAMES[one.on.month - 1][:3]}"
        yield element(
            "g",
            [
                element("title", f"{date_long(one.on)}: {one.text}"),
                element("path", d=f"M{number(x)} {number(frame.line)}V{number(y - 4)}h6", fill="none", stroke=TEAL),
                element("g", [_SHAPES["happened"]], transform=_at(x, frame.line)),
                element(
                    "text", [element("tspan", day, font_weight=700), element("tspan", f" {words}")],
                    x=x + 9, y=y, fill=INK, **_HALO,
                ),
            ],
        )  # fmt: skip


def _limits(frame: Frame) -> Iterator[Markup]:
    """Each its words, below them a bar from its start to its last day, and how far over that it went."""
    for row, one in enumerate(frame.limits):
        top = frame.bars + LIMIT * row
        parts = [_words(one, frame, top + 14), *_bar(one, frame, top + 29)]
        if one.href:
            yield element("a", parts, href=one.href, aria_label=f"{one.sentence} Why")
        else:
            yield element("g", [element("title", one.sentence), *parts])


def _words(limit: Limit, frame: Frame, y: float) -> Markup:
    head = f"{limit.text}: "
    rest = f"{limit.kind.lower()} {date_long(limit.due)}, {limit.words}"
    width = BOLD * len(head + rest)
    x = max(min(frame.x(limit.since), RIGHT - width), LEFT)
    ink = {"fill": RED, "font_weight": 700} if limit.late else {"fill": SOFT}
    name = element("tspan", head, font_weight=700, fill=TEAL if limit.href else INK)
    return element("text", [name, element("tspan", rest, **ink)], x=x, y=y, font_size=13.5, **_HALO)


def _bar(limit: Limit, frame: Frame, y: float) -> Iterator[Markup]:
    start, due = frame.x(limit.since), frame.x(limit.due)
    firm: dict[str, Value] = {"stroke": TEAL, "stroke_width": 5} if limit.firm else {
        "stroke": SOFT, "stroke_width": 2, "stroke_dasharray": "5 4"
    }  # fmt: skip
    yield element("line", x1=start, x2=due, y1=y, y2=y, **firm)
    end = frame.x(limit.done_on or frame.timeline.today)
    if limit.late and end > due:
        yield element(
            "rect", x=due, y=y - 5, width=end - due, height=10,
            fill=f"url(#{frame.timeline.ident}-late)", stroke=RED,
        )  # fmt: skip
    if limit.before is not None:
        x = frame.x(limit.before)
        yield element("path", d=f"M{number(x)} {number(y - 8)}v16", stroke=INK, stroke_width=2)
    kind = "late" if limit.late else "firm" if limit.firm else "guided"
    yield element("g", [_SHAPES[kind]], transform=_at(due, y))
    if limit.done_on is not None:
        yield element("g", [_SHAPES["done"]], transform=_at(end, y))


def _at(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"
