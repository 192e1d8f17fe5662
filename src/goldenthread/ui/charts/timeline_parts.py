"""What a timeline is made of: what happened, the time limits, days with a name, and the lines of its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from goldenthread.ui.charts.timeline_svg import symbol
from goldenthread.ui.filters import date_long


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, or is planned, on a day. `text` is without the day; `told` is for list and table."""

    on: date
    text: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: from the day that started it to its last day.

    `kind` says what its day rests on ("Date of law"); one that does not bind is not `firm` and drawn as an outline.
    `words` say how it stands ("5 days left"); `late`: its day went by before it was done. `before` is the last
    working day before `due`, where that is another day. `href` leads to why.
    """

    text: str
    since: date
    due: date
    kind: str
    words: str
    firm: bool = True
    late: bool = False
    done_on: date | None = None
    before: date | None = None
    href: str = ""

    @property
    def look(self) -> str:
        """The name of its shape, which tells without colour what it is."""
        if self.late:
            return "late"
        if self.done_on is not None:
            return "done"
        return "firm" if self.firm else "guided"

    @property
    def told(self) -> str:
        """`3 January 2027, 5 days left; last working day before it 31 December 2026`."""
        before = f"; last working day before it {date_long(self.before)}" if self.before else ""
        return f"{date_long(self.due)}, {self.words}{before}"

    @property
    def sentence(self) -> str:
        """All there is to say of it; it begins with what stands in the picture: who sees that can say it."""
        return f"{self.text}: {self.kind.lower()} {self.told}."


@dataclass(frozen=True, slots=True)
class Guide:
    """A day that is named across the whole picture, such as a week of a running clock."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list and the table, in the order of the days."""

    on: date
    text: str
    kind: str
    told: str
    look: str
    href: str = ""

    @property
    def symbol(self) -> Markup:
        return symbol(self.look)


@dataclass(frozen=True, slots=True)
class Key:
    """What a shape of the picture means."""

    look: str
    text: str

    @property
    def symbol(self) -> Markup:
        return symbol(self.look)
