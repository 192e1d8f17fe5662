"""A table as data: what every chart also offers, and what the table macro draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A heading. Numbers are set flush right."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """`status` draws the tag instead of the text; `href` makes the text a link."""

    text: str
    href: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """`rows` hold one cell per column; the first of each row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{self.caption}: {len(row)} cells for {len(self.columns)} columns"
                )
