"""A line of time: what happened on which day, the time limits that run, and where today stands among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from goldenthread.ui.charts.tables import Cell, Column, DataTable
from goldenthread.ui.charts.timeline_parts import Entry, Guide, Happening, Key, Limit
from goldenthread.ui.charts.timeline_svg import draw
from goldenthread.ui.filters import date_long, plural

_MOST_TOLD = 3


@dataclass(frozen=True)
class Timeline:
    """`ident` tells two on one page apart. With a `window` of days, the picture and the list show what falls in it.

    What is late from before it stands at its edge. The table always holds everything.
    """

    title: str
    happenings: tuple[Happening, ...]
    limits: tuple[Limit, ...]
    today: date
    guides: tuple[Guide, ...] = ()
    ident: str = "timeline"
    window: tuple[date, date] | None = None

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and the last day of the picture."""
        if self.window is not None:
            return self.window
        days = [self.today, *(one.on for one in self.happenings), *(one.on for one in self.guides)]
        days += [day for one in self.limits for day in (one.since, one.due, one.done_on) if day]
        return min(days), max(days)

    def _shown(self, day: date) -> bool:
        first, last = self.span
        return first <= day <= last

    def _drawn(self, limit: Limit) -> bool:
        """Whether it stands in the picture: also one from before it that is late and still to be done."""
        still = limit.late and limit.done_on is None
        return self._shown(limit.due) or (still and limit.due < self.span[0])

    @property
    def drawn_happenings(self) -> tuple[Happening, ...]:
        """Those of the picture, the oldest first."""
        shown = (one for one in self.happenings if self._shown(one.on))
        return tuple(sorted(shown, key=lambda one: one.on))

    @property
    def drawn_limits(self) -> tuple[Limit, ...]:
        """Those of the picture, by their last day."""
        shown = (one for one in self.limits if self._drawn(one))
        return tuple(sorted(shown, key=lambda one: (one.due, not one.firm, one.text)))

    @property
    def drawn_guides(self) -> tuple[Guide, ...]:
        """Those of the picture, the oldest first."""
        return tuple(
            sorted((one for one in self.guides if self._shown(one.on)), key=lambda one: one.on)
        )

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything, by its day: for a day's limits after what happened on it."""
        return self._entries(self.happenings, self.limits)

    @property
    def listed(self) -> list[Entry]:
        """What is drawn, as a list for a screen too narrow for a picture."""
        return self._entries(self.drawn_happenings, self.drawn_limits)

    def _entries(self, happenings: tuple[Happening, ...], limits: tuple[Limit, ...]) -> list[Entry]:
        found = [self._happened(one) for one in happenings]
        found += [
            Entry(one.due, one.text, one.kind, one.told.partition(", ")[2], one.look, one.href)
            for one in limits
        ]
        return sorted(found, key=lambda one: (one.on, one.look != "happened"))

    @property
    def keys(self) -> list[Key]:
        """What the shapes mean that stand in the picture, each once."""
        found = {"happened": "happened"} if self.drawn_happenings else {}
        for one in self.drawn_limits:
            plain = "firm" if one.firm else "guided"
            found.setdefault(plain, f"{one.kind.lower()}, its last day")
            if one.done_on is not None:
                found.setdefault("done", "done")
            if one.late:
                found.setdefault("late", "late: hatched from its last day on")
        if any(one.before for one in self.drawn_limits):
            found["before"] = "the last working day before it"
        return [Key(look, text) for look, text in found.items()]

    def _happened(self, one: Happening) -> Entry:
        kind = "Happened" if one.on <= self.today else "Planned"
        return Entry(one.on, one.text, kind, one.told, "happened")

    @property
    def outside(self) -> str:
        """How much the picture leaves out, in words; empty where it leaves out nothing."""
        count = len(self.entries) - len(self.listed)
        first, last = self.span
        if not count:
            return ""
        verb = "stands" if count == 1 else "stand"
        return (
            f"The picture runs from {date_long(first)} to {date_long(last)}; "
            f"{plural(count, 'more entry', 'more entries')} {verb} in the table."
        )

    @property
    def summary(self) -> str:
        """What the picture shows, in a few sentences."""
        parts = []
        past = [one for one in self.happenings if one.on <= self.today]
        if past:
            latest = max(past, key=lambda one: one.on)
            told = f"{plural(len(past), 'event')}, the latest on {date_long(latest.on)}"
            parts.append(f"{told}: {latest.text}.")
        elif not self.limits:
            parts.append("Nothing has been recorded yet.")
        late = [one for one in self.limits if one.late and one.done_on is None]
        if late:
            named = [f"{one.text}, {one.told}" for one in late[:_MOST_TOLD]]
            more = [f"{len(late) - _MOST_TOLD} more"] if len(late) > _MOST_TOLD else []
            parts.append(f"Late: {'; '.join([*named, *more])}.")
        ahead = [
            one
            for one in self.limits
            if not one.late and one.done_on is None and one.due >= self.today
        ]
        if ahead:
            following = min(ahead, key=lambda one: (one.due, not one.firm))
            parts.append(f"Next: {following.text}, {following.told} ({following.kind.lower()}).")
        return " ".join(parts)

    @property
    def table(self) -> DataTable:
        """Everything the timeline holds, by its day."""
        columns = tuple(Column(text) for text in ("Day", "What", "Kind", "How it stands"))
        rows = tuple(
            (
                Cell(date_long(one.on)),
                Cell(one.text, one.href),
                Cell(one.kind),
                Cell(one.told[:1].upper() + one.told[1:]),
            )
            for one in self.entries
        )
        return DataTable(self.title, columns, rows)

    def svg(self) -> Markup:
        """The picture; its summary and table carry the meaning."""
        return draw(self)
