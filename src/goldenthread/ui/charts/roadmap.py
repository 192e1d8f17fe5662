"""The roadmap: what falls due in which month, how it stands, and what has moved since it was agreed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from goldenthread.core.months import Month
from goldenthread.ui.charts.roadmap_svg import draw
from goldenthread.ui.charts.tables import Cell, Column, DataTable
from goldenthread.ui.filters import date_long, plural
from goldenthread.ui.statuses import LOOKS, look_of


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated thing. `name` is short ("3"); `when` is the date it has now, `baseline` the agreed one."""

    name: str
    text: str
    when: Month
    status: str
    baseline: Month | None = None
    href: str = ""

    @property
    def agreed(self) -> Month:
        return self.baseline or self.when

    @property
    def moved(self) -> int:
        """Months later (or, if below nought, earlier) than agreed."""
        return self.when - self.agreed

    @property
    def sentence(self) -> str:
        """All there is to say of it, for those who do not see the picture."""
        moved = ""
        if self.moved:
            way = "later" if self.moved > 0 else "earlier"
            moved = f", {plural(abs(self.moved), 'month')} {way} than agreed"
        return f"{self.name}: {self.text} {self.when.label}{moved}. {look_of(self.status).label}."


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the picture, such as a priority. Lanes of one `group` stand under its heading."""

    title: str
    marks: tuple[Mark, ...]
    group: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Roadmap:
    """`ident` tells two roadmaps on one page apart. `first` and `last` widen the time shown.

    `today_word` names the day that is marked, where that is not the day of reading. Where a `window` of months is
    given, the picture and the list show what falls due in it, and `whole_href` is where all is drawn.
    """

    title: str
    lanes: tuple[Lane, ...]
    today: date
    ident: str = "roadmap"
    first: Month | None = None
    last: Month | None = None
    unit: str = "milestone"
    today_word: str = "Today"
    window: tuple[Month, Month] | None = None
    whole_href: str = ""

    @property
    def drawn(self) -> tuple[Lane, ...]:
        """The lanes of the picture, with the marks that fall into its window."""
        if self.window is None:
            return self.lanes
        first, last = self.window
        kept = (
            replace(lane, marks=tuple(mark for mark in lane.marks if first <= mark.when <= last))
            for lane in self.lanes
        )
        return tuple(lane for lane in kept if lane.marks)

    @property
    def by_month(self) -> list[tuple[Month, list[tuple[Lane, Mark]]]]:
        """What is drawn, in the order of its months, for a screen too narrow for a picture."""
        found: dict[Month, list[tuple[Lane, Mark]]] = {}
        for lane in self.drawn:
            for mark in lane.marks:
                found.setdefault(mark.when, []).append((lane, mark))
        return sorted(found.items())

    @property
    def outside(self) -> str:
        """`Not drawn here: 12 due before July 2026 and 3 due after June 2027.`; empty where all is drawn."""
        if self.window is None:
            return ""
        first, last = self.window
        before = sum(mark.when < first for mark in self.marks)
        after = sum(mark.when > last for mark in self.marks)
        if not before + after:
            return ""
        counted = ((before, f"due before {first.label}"), (after, f"due after {last.label}"))
        return (
            f"Not drawn here: {' and '.join(f'{count} {way}' for count, way in counted if count)}."
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for lane in self.lanes for mark in lane.marks)

    def months(self) -> tuple[Month, ...]:
        """The columns: those of the window, else from the earliest to the latest month needed, twelve at least."""
        if self.window is not None:
            first, last = self.window
            return tuple(first + offset for offset in range(last - first + 1))
        needed = [month for mark in self.marks for month in (mark.when, mark.agreed)]
        needed += [month for month in (self.first, self.last) if month]
        start = min(needed, default=Month.of(self.today))
        end = max([*needed, start + 11])
        return tuple(start + offset for offset in range(end - start + 1))

    @property
    def summary(self) -> str:
        """What the picture shows, in two or three sentences."""
        marks = self.marks
        if not marks:
            return "Nothing has a date yet."
        counted = plural(len(marks), self.unit)
        earliest, latest = min(m.when for m in marks), max(m.when for m in marks)
        span = earliest.label if earliest == latest else f"{earliest.label} to {latest.label}"
        by_status = Counter(str(mark.status).lower() for mark in marks)
        stands = ", ".join(
            f"{by_status[key]} {look.label}" for key, look in LOOKS.items() if by_status[key]
        )
        text = f"{counted}, {span}. On {date_long(self.today)}: {stands}."
        later = [mark.moved for mark in marks if mark.moved > 0]
        if later:
            verb = "has" if len(later) == 1 else "have"
            longest = plural(max(later), "month")
            text += f" {len(later)} {verb} a later date than agreed, the longest by {longest}."
        return text

    @property
    def table(self) -> DataTable:
        """Everything the picture holds, row by row."""
        columns = tuple(
            Column(text) for text in ("Lane", "Item", "What", "Agreed", "Now due", "Status")
        )
        rows = tuple(
            (
                Cell(lane.title, lane.href),
                Cell(mark.name),
                Cell(mark.text, mark.href),
                Cell(mark.agreed.label),
                Cell(mark.when.label),
                Cell(look_of(mark.status).label, status=mark.status),
            )
            for lane in self.lanes
            for mark in lane.marks
        )
        return DataTable(self.title, columns, rows)

    def svg(self) -> Markup:
        """The picture."""
        return draw(self)
