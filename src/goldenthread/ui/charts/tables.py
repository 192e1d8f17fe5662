"""A table as data: what every chart also offers, and what the table macro draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

# What `ui.tables` takes for nothing to see.
_BLANKS = " \t\r\n–"


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

    def body(self, tag: Callable[[str], Markup]) -> Markup:
        """Its rows as markup, marked as `ui.tables.stacked` marks a plain table; `tag` draws a status.

        Put together as plain text: a roadmap has hundreds of cells, and a template takes ten times as long.
        """
        drawn, starts = cache(tag), [_start(column) for column in self.columns]
        lines = (
            "".join(
                _cell(cell, start, drawn, head=not place)
                for place, (cell, start) in enumerate(zip(row, starts, strict=True))
            )
            for row in self.rows
        )
        rows = (f'<tr role="row" class="govuk-table__row">{line}</tr>' for line in lines)
        return Markup("\n".join(rows))  # noqa: S704 - texts are escaped one by one


def _start(column: Column) -> tuple[str, str]:
    """The label that a cell of the column carries on a phone, and its class."""
    name = " ".join(column.text.split())
    numeric = " govuk-table__cell--numeric" if column.numeric else ""
    return f' data-label="{escape(name)}"' if name else "", f"govuk-table__cell{numeric}"


def _cell(cell: Cell, start: tuple[str, str], drawn: Callable[[str], Markup], *, head: bool) -> str:
    label, look = start
    if cell.status:
        inside: str = drawn(cell.status)
    elif cell.href:
        inside = f'<a class="govuk-link" href="{escape(cell.href)}">{escape(cell.text)}</a>'
    else:
        inside = escape(cell.text)
    if head:
        return (
            '<th role="rowheader" data-part="title" scope="row" class="govuk-table__header">'
            f"{inside}</th>"
        )
    if not cell.status and not cell.text.strip(_BLANKS):
        label = ' data-part="none"'
    return f'<td role="cell"{label} class="{look}">{inside}</td>'
