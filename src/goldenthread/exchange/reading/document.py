"""What a file holds once its format no longer matters: headings, paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from goldenthread.exchange.findings import Finding

PartKind = Literal["text", "paragraph", "item"]
Merged = Literal["", "above", "left"]


class PlacedLine(int):
    """A line, equal to its plain number, that still knows how a person finds it in the document.

    `within` is a sheet, a table or nothing; `number` counts the `noun` in it. `words` says "Sheet ‘Waits’, row 4"
    or, up to a later line of the same place, "Sheet ‘Waits’, rows 4 to 9".
    """

    within: str
    noun: str
    number: int

    def __new__(cls, line: int, within: str, noun: str, number: int) -> Self:
        placed = super().__new__(cls, line)
        placed.within, placed.noun, placed.number = within, noun, number
        return placed

    def __getnewargs__(self) -> tuple[int, str, str, int]:  # type: ignore[override]
        return int(self), self.within, self.noun, self.number

    def words(self, last: int | None = None) -> str:
        """Where it is, and up to where; a last line of another place is not said."""
        said = f"{self.noun} {self.number}"
        if isinstance(last, PlacedLine) and last > self:
            if (last.within, last.noun) == (self.within, self.noun):
                said = f"{self.noun}s {self.number} to {last.number}"
            else:
                said = f"{said} and what follows"
        return f"{self.within}, {said}" if self.within else said.capitalize()

    def __format__(self, spec: str) -> str:
        """As in "line 4": in a message that speaks of two lines, the place makes clear which is meant."""
        return f"{int(self):{spec}} ({self.words()})" if self.within else format(int(self), spec)


class SheetLine(PlacedLine):
    """The row of a sheet. In a message it reads "4 of sheet ‘Waits’"."""

    sheet: str

    def __new__(cls, row: int, sheet: str) -> Self:
        line = super().__new__(cls, row, f"Sheet ‘{sheet}’", "row", row)
        line.sheet = sheet
        return line

    def __getnewargs__(self) -> tuple[int, str]:  # type: ignore[override]
        return int(self), self.sheet

    def __format__(self, spec: str) -> str:
        return f"{int(self):{spec}} of sheet ‘{self.sheet}’"


def place_words(line: int | None, last: int | None = None) -> str:
    """Where a line is, as far as it knows; empty for a plain line of a text."""
    return line.words(last) if isinstance(line, PlacedLine) else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a cell: plain text, a paragraph or an item of a list with its printed marker."""

    kind: PartKind
    marker: str | None
    text: str
    line: int

    @property
    def printed(self) -> str:
        """The text as it stands on the page, marker first."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `merged` says that it belongs to the cell above or to the left and is empty here.

    `unread` says that it holds something that was not read, such as a formula: it is not blank.
    """

    parts: tuple[Part, ...] = ()
    merged: Merged = ""
    unread: bool = False

    @property
    def text(self) -> str:
        """All parts as printed, one line each."""
        return "\n".join(part.printed for part in self.parts)


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest. In a workbook, level 1 is the name of a sheet."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: level 0 is the outermost; `marker` as printed (`-`, `1.`, `A.`)."""

    level: int
    marker: str | None
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    line: int


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its blocks in reading order and what was noticed while reading.

    `format` is text, csv, html, markdown, docx or xlsx, found from the content. `line` counts from
    1 everywhere: the physical line of text, HTML, Markdown and CSV; the row of a sheet in a
    workbook (a SheetLine); the ordinal of the paragraph or table row in a Word document (a PlacedLine).
    """

    format: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[Finding, ...] = ()
    name: str = ""
