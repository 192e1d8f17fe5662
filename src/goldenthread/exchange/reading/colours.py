"""Cells that say something by their colour alone: the colour is not read, and that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.document import Cell, place_words

_PLAIN = re.compile(r"(?:[0-9A-F]{2})?FFFFFF|auto|none|00000000|", re.IGNORECASE)
_FEWEST_TEXTS = 2  # a row with one text in it is a banner, which may be coloured from end to end


def is_colour(fill: str) -> bool:
    """Whether a fill, as six or eight hexadecimal digits, is one that is seen on white."""
    return not _PLAIN.fullmatch(fill)


def coloured_blanks(cells: Sequence[Cell], coloured: Sequence[bool]) -> int:
    """How many cells of a row are coloured and empty, where the row holds something else."""
    if sum(bool(cell.parts) for cell in cells) < _FEWEST_TEXTS:
        return 0
    return sum(
        fill and not cell.parts and not cell.merged
        for cell, fill in zip(cells, coloured, strict=False)
    )


def colour_note(lines: Sequence[int]) -> list[Finding]:
    """One finding for all such cells; `lines` has the line of each."""
    if not lines:
        return []
    cells = "1 empty cell is" if len(lines) == 1 else f"{len(lines)} empty cells are"
    return [
        Finding(
            "colour_without_word",
            "warning",
            f"{cells} coloured. Colours are not read: where one says how something stands, write the word "
            "(such as Red, Amber or Green) into the cell and import the file again.",
            int(lines[0]),
            "",
            last_line=int(lines[-1]),
            place=place_words(lines[0], lines[-1]),
        )
    ]
