"""A document laid out as one stream: lines of text and rows of tables, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from goldenthread.exchange.reading import Cell, Document, Heading, ListItem, Part, Row, Table
from goldenthread.improvement.rules.importing.columns import Columns, header_columns, joined_header
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary

UnitKind = Literal["heading", "paragraph", "item", "row"]
_RULING = re.compile(r"[\s\-–—_=|.*]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """One line or one row.

    `text` is the line with its marker, or the text of a row's only filled cell; `level` is a
    heading's or a list item's. A row has its `table`'s number and, when it names columns, those.
    """

    kind: UnitKind
    text: str
    line: int
    level: int = 0
    marker: str | None = None
    words: str = ""
    row: Row | None = None
    table: int = 0
    columns: Columns | None = None
    ruling: bool = False

    @property
    def single(self) -> bool:
        """Whether this is a line, or a row with one filled cell: it may be a heading."""
        return self.kind != "row" or bool(self.text)

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.row.cells if cell.parts] if self.row else []

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a row's only filled cell, or the line as one part."""
        if self.kind == "row":
            return self.filled[0].parts if self.text else ()
        return (Part("paragraph", self.marker, self.words, self.line),)


def units_of(document: Document, words: Vocabulary) -> list[Unit]:
    """The stream of a document, with the rows that name columns recognised."""
    units: list[Unit] = []
    for block in document.blocks:
        if isinstance(block, Table):
            units.extend(_table_units(block, len(units) + 1, words))
        elif isinstance(block, Heading):
            units.append(
                Unit("heading", block.text, block.line, level=block.level, words=block.text)
            )
        elif isinstance(block, ListItem):
            printed = f"{block.marker} {block.text}" if block.marker else block.text
            units.append(Unit("item", printed, block.line, block.level, block.marker, block.text))
        else:
            units.append(Unit("paragraph", block.text, block.line, words=block.text))
    return units


def _table_units(table: Table, number: int, words: Vocabulary) -> list[Unit]:
    units: list[Unit] = []
    rows = [row for row in table.rows if any(cell.parts for cell in row.cells)]
    halved: Columns | None = None
    for here, after in zip_longest(rows, rows[1:]):
        if halved:
            # The second half of a broken header names the same columns and says nothing more.
            units.append(_row_unit(here, number, halved))
            halved = None
            continue
        columns = header_columns(here.cells, words)
        halved = joined_header(here, after, columns, words) if after else None
        units.append(_row_unit(here, number, halved or columns))
    return units


def _row_unit(row: Row, number: int, columns: Columns | None) -> Unit:
    filled = [cell for cell in row.cells if cell.parts]
    texts = {" ".join(cell.text.split()) for cell in filled}
    # A heading merged over all columns arrives in some formats as the same text in every cell.
    alone = len(filled) == 1 or (len(texts) == 1 and len(filled) == len(row.cells) > 2)
    alone = alone and not any(cell.unread for cell in row.cells)
    text = " ".join(filled[0].text.split()) if alone else ""
    ruling = all(_RULING.fullmatch(cell.text) for cell in filled)
    return Unit(
        "row", text, row.line, row=row, table=number, columns=columns, ruling=ruling, words=text
    )
