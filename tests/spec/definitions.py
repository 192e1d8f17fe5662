"""Published definitions: tables written by hand, tested against the rules, printed in docs/definitions.

A spec test keeps its expected results as a Markdown table in a string. `rows` reads it for the test, and the
same string goes into the document, so what is published is what was tested.
`GOLDENTHREAD_WRITE_DEFINITIONS=1 pytest tests/spec` rewrites the documents; without it a drifted one fails.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "definitions"
WRITE = "GOLDENTHREAD_WRITE_DEFINITIONS"


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a Markdown table, keyed by its headings. ValueError for a row of another width."""
    heading, _rule, *body = [_cells(line) for line in table.strip().splitlines()]
    return [dict(zip(heading, cells, strict=True)) for cells in body]


def names(cell: str) -> list[str]:
    """The comma-separated names of a cell; a dash means none."""
    return [] if cell in {"", "-"} else [name.strip() for name in cell.split(",")]


def table(headings: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *body]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def check_definition(name: str, parts: Iterable[str]) -> None:
    """Fail when docs/definitions/`name` is not the given parts, or write it when asked to."""
    expected = "\n\n".join(part.strip() for part in parts) + "\n"
    path = FOLDER / name
    if os.environ.get(WRITE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(expected, encoding="utf-8")
        return
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    drift = "\n".join(
        difflib.unified_diff(
            found.splitlines(),
            expected.splitlines(),
            f"docs/definitions/{name}",
            "the rules",
            "",
            "",
            1,
        )
    )
    assert found == expected, f"{drift}\nTo rewrite it: {WRITE}=1 pytest tests/spec"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
