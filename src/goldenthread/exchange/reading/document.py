"""What a file holds once its format no longer matters: headings, paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from goldenthread.exchange.findings import Finding

PartKind = Literal["text", "paragraph", "item"]
Merged = Literal["", "above", "left"]


class SheetLine(int):
    """The row of a sheet, equal to its plain number, that still knows the name of the sheet.

    In a message it reads "4 of sheet ‘Waits’", so that "line 4" says which of the lines 4 it is.
    """

    sheet: str

    def __new__(cls, row: int, sheet: str) -> Self:
        line = super().__new__(cls, row)
        line.sheet = sheet
        return line

    def __getnewargs__(self) -> tuple[int, str]:  # type: ignore[override]
        return int(self), self.sheet

    def __format__(self, spec: str) -> str:
        return f"{int(self):{spec}} of sheet ‘{self.sheet}’"


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
    """A cell; `merged` says that it belongs to the cell above or to the left and is empty here."""

    parts: tuple[Part, ...] = ()
    merged: Merged = ""

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
    workbook (a SheetLine); the ordinal of the paragraph or table row in a Word document.
    """

    format: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[Finding, ...] = ()
    name: str = ""
