"""What the cells of a row hold, by the kind of their column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.exchange.reading import Part, Row
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.columns import Columns


def cell_parts(row: Row, columns: Columns, kind: str) -> list[Part]:
    """The parts of all cells of a row that hold one thing."""
    parts: list[Part] = []
    for index in columns.at(kind):
        if index < len(row.cells):
            parts.extend(part for part in row.cells[index].parts if part.text.strip())
    # A repeated column often repeats its text as well.
    unique: list[Part] = []
    seen: set[str] = set()
    for part in parts:
        if len(columns.at(kind)) > 1 and normal(part.text) in seen:
            continue
        seen.add(normal(part.text))
        unique.append(part)
    return unique


def is_unread(row: Row, columns: Columns, kind: str) -> bool:
    """Whether a row holds something of that kind that was not read, and nothing of it that was."""
    cells = [row.cells[index] for index in columns.at(kind) if index < len(row.cells)]
    return any(cell.unread for cell in cells) and not any(cell.parts for cell in cells)


def is_merged(row: Row, columns: Columns, kind: str) -> bool:
    """Whether the cell of that kind reaches down from the row above."""
    return any(row.cells[i].merged == "above" for i in columns.at(kind) if i < len(row.cells))


def lacks_words(row: Row, columns: Columns) -> bool:
    """Whether a row promises something without words that can be read: nobody else's words are put there."""
    if columns.at("milestone"):
        return is_unread(row, columns, "milestone")
    if cell_parts(row, columns, "action"):
        return False
    said = ("due", "status", "update")
    if is_unread(row, columns, "action"):
        return any(cell_parts(row, columns, kind) for kind in said)
    return bool(cell_parts(row, columns, "due"))


def joined(parts: Sequence[Part]) -> str:
    """All parts as printed, on one line."""
    return re.sub(r"\s+", " ", " ".join(part.printed for part in parts)).strip()
