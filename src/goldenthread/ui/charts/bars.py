"""The stacked status bar: how many of each status, in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from goldenthread.core.rounding import Share
from goldenthread.ui.charts.svg import FONT, element, number
from goldenthread.ui.charts.tables import Cell, Column, DataTable
from goldenthread.ui.filters import plural
from goldenthread.ui.statuses import LOOKS, Look, look_of

_HEIGHT = 38
_PALE = {"grey": "#eceff0", "new_date_needed": "#fadedd"}
_INK = {"grey": "#343d43", "new_date_needed": "#7d1216", "amber": "#3b2400"}


@dataclass(frozen=True, slots=True)
class Segment:
    """How many things stand at one status."""

    status: str
    count: int

    @property
    def look(self) -> Look:
        return look_of(self.status)


@dataclass(frozen=True, slots=True)
class StatusBar:
    """Counts by status. `unit` is what is counted, in the singular; `units` where an s will not do.

    `note` says what a reader must know beside the counts.
    """

    title: str
    segments: tuple[Segment, ...]
    unit: str = "milestone"
    units: str = ""
    note: str = ""

    @classmethod
    def of(
        cls, title: str, counts: Mapping[str, int], unit: str = "milestone", note: str = ""
    ) -> StatusBar:
        """From counts by status key; the order is ours, noughts are kept for the table only."""
        for status in counts:
            look_of(status)
        by_key = {str(status).lower(): count for status, count in counts.items()}
        return cls(title, tuple(Segment(key, by_key.get(key, 0)) for key in LOOKS), unit, note=note)

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)

    @property
    def shown(self) -> tuple[Segment, ...]:
        """The segments that have anything in them."""
        return tuple(segment for segment in self.segments if segment.count)

    @property
    def summary(self) -> str:
        """One sentence that says what the bar shows."""
        counted = plural(self.total, self.unit, self.units or None)
        if not self.total:
            return f"{counted}."
        parts = ", ".join(f"{segment.count:,} {segment.look.label}" for segment in self.shown)
        return f"{counted}: {parts}." + (f" {self.note}." if self.note else "")

    @property
    def table(self) -> DataTable:
        rows = tuple(
            (
                Cell(segment.look.label, status=segment.status),
                Cell(f"{segment.count:,}"),
                Cell(_share(segment.count, self.total)),
            )
            for segment in self.segments
        )
        columns = (
            Column("Status"),
            Column("Number", numeric=True),
            Column("Share (rounded)", numeric=True),
        )
        return DataTable(self.title, columns, rows)

    def svg(self) -> Markup:
        """A picture as wide as its place; the words beside it carry the meaning.

        Places are in percent, so that the figures keep their size on a phone.
        """
        parts: list[Markup] = [element("title", f"{self.title}: {self.summary}")]
        if not self.total:
            parts.append(element("rect", width="100%", height=_HEIGHT, fill="#eceff0"))
        left = 0.0
        for segment in self.shown:
            share = 100 * segment.count / self.total
            parts += _block(segment, left, share)
            left += share
        return element(
            "svg",
            parts,
            xmlns="http://www.w3.org/2000/svg",
            class_="gt-bar",
            width="100%",
            height=_HEIGHT,
            role="img",
            font_family=FONT,
            font_size=17,
            font_weight=700,
        )


def _block(segment: Segment, left: float, share: float) -> Iterator[Markup]:
    """A coloured block; statuses with nothing in hand are pale with coloured edges."""
    place = {"x": f"{number(left)}%", "width": f"{number(share)}%"}
    pale = _PALE.get(segment.status)
    fill = segment.look.fill
    yield element("rect", **place, height=_HEIGHT, fill=fill)
    if pale:
        yield element("rect", **place, y=4, height=_HEIGHT - 8, fill=pale)
    if left:
        x = f"{number(left)}%"
        yield element("line", x1=x, x2=x, y2=_HEIGHT, stroke="#ffffff", stroke_width=3)
    text = f"{segment.count:,}"
    if share >= 2 + 3.2 * len(text):
        ink = _INK.get(segment.status, "#ffffff")
        middle = f"{number(left + share / 2)}%"
        yield element("text", text, x=middle, y=_HEIGHT / 2 + 6, text_anchor="middle", fill=ink)


def _share(count: int, total: int) -> str:
    """The percentage by the house's one rounding rule; a dash where there is nothing to share."""
    percentage = Share(count, total).percentage
    return "–" if percentage is None else f"{percentage}%"
