"""A column "Code" or "Ref" beside the column of priorities: the priority's code, or a row's number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.exchange.reading import Row
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.headings import HeadingReader
from goldenthread.improvement.rules.importing.vocabulary import label_key, vocabulary


def with_codes(columns: Columns, rows: Sequence[Row], headings: HeadingReader) -> Columns:
    """The columns, with a bare reference beside "Priority" read as its code where it can only be that.

    Each priority must have one reference and no two the same; a reference that changes from row to
    row within a priority numbers the rows. Where the titles carry codes themselves nothing changes.
    """
    titles = columns.at("priority")
    if len(titles) != 1 or columns.at("priority_code"):
        return columns
    title = titles[0]
    for index in (title - 1, title + 1):
        if 0 <= index < len(columns.names) and _is_bare(columns.names[index]):
            codes = _codes_by_title(rows, title, index)
            coded = [t for t in codes if headings.numbered(t) or headings.code_alone(t)]
            if codes and not coded and _one_each(list(codes.values())):
                kinds = list(columns.kinds)
                kinds[index] = "priority_code"
                return replace(columns, kinds=tuple(kinds))
    return columns


def _is_bare(name: str) -> bool:
    return vocabulary().columns.get(label_key(name)) == "ref"


def _codes_by_title(rows: Sequence[Row], title: int, code: int) -> dict[str, set[str]]:
    """References by priority; a blank title means the priority above."""
    found: dict[str, set[str]] = {}
    printed: dict[str, str] = {}
    current = ""
    for row in rows:
        current = _text(row, title) or current
        reference = _text(row, code)
        if current:
            first = printed.setdefault(normal(current), current)
            found.setdefault(first, set()).update({reference} - {""})
    return found


def _one_each(references: Sequence[set[str]]) -> bool:
    given = [next(iter(codes)) for codes in references if len(codes) == 1]
    several = any(len(codes) > 1 for codes in references)
    return bool(given) and not several and len(set(given)) == len(given)


def _text(row: Row, index: int) -> str:
    return " ".join(row.cells[index].text.split()) if index < len(row.cells) else ""
