"""A table that becomes a stack of cards on a phone: each cell carries its column's name, each row its parts.

Pages write plain tables; `stack_table` of `ui/components.html` sends them through here. The roles are
spelled out because a browser forgets that something is a table once CSS lays it out otherwise
(WCAG 2.2, 1.3.1). Pure, and for our own escaped markup only: no attribute holds a bare ">", and no
table stands inside another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from markupsafe import Markup

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_ROW = re.compile(r"<tr\b([^>]*)>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(th|td)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_SPAN = re.compile(r'\bcolspan="(\d+)"')
_ROWS = re.compile(r'\browspan="(\d+)"')
_GROUP = re.compile(r"<(table|thead|tbody|tfoot)\b")
_UNSEEN = re.compile(r'<span class="govuk-visually-hidden">.*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
# Nothing to see: blanks, dashes, words for screen readers alone, and tags that show nothing themselves.
_BLANK = re.compile(
    r'(?:[\s–]|<span class="govuk-visually-hidden">.*?</span>|<(?!input|select|svg|img|progress)[^>]+>)*+',
    re.DOTALL,
)


def stacked(table: Markup) -> Markup:
    """The same table with roles, and in each cell of its body the `data-label` and `data-part` that CSS needs.

    `data-part` is "title" for what heads the card (the row's header, else its first cell), "lead" for
    what stands before it, "none" for a cell that says nothing. A header may span rows: those below it
    are marked `data-part="more"` and go on with its card.
    """
    html = str(table)
    head = _HEAD.search(html)
    names = list(_names(head.group())) if head else []
    start = head.end() if head else 0
    top = _ROW.sub(_head_row, html[:start])
    below = 0  # rows that the header of an earlier one still spans

    def body_row(row: re.Match[str]) -> str:
        nonlocal below
        if below:
            below -= 1
            return _body_row(row.group(1), row.group(2), names, more=True)
        spans = _ROWS.search(row.group(2))
        below = int(spans.group(1)) - 1 if spans else 0
        return _body_row(row.group(1), row.group(2), names)

    body = _ROW.sub(body_row, html[start:])
    return Markup(_GROUP.sub(_with_role, top + body))  # noqa: S704, it was markup when it came in


def tables_stacked(page: Markup) -> Markup:
    """A longer text of ours, such as a frozen paper, with each of its tables `stacked`. Its words stay as they are."""
    return Markup(_TABLE.sub(lambda table: str(stacked(Markup(table.group()))), page))  # noqa: S704


def _with_role(group: re.Match[str]) -> str:
    name = group.group(1)
    return f'<{name} role="{"table" if name == "table" else "rowgroup"}"'


def _names(head: str) -> Iterator[str]:
    """The columns' names, as seen: those meant for screen readers alone are empty."""
    for cell in _CELL.finditer(head):
        yield from [_words(cell.group(3)).replace('"', "&#34;")] * _width(cell.group(2))


def _words(markup: str) -> str:
    """What can be seen of a cell, still escaped, in one line."""
    return " ".join(_TAG.sub(" ", _UNSEEN.sub(" ", markup)).split())


def _width(attributes: str) -> int:
    spans = _SPAN.search(attributes) if "colspan" in attributes else None
    return int(spans.group(1)) if spans else 1


def _head_row(row: re.Match[str]) -> str:
    def cell(found: re.Match[str]) -> str:
        role = "columnheader" if found.group(1) == "th" else "cell"
        return (
            f'<{found.group(1)} role="{role}"{found.group(2)}>{found.group(3)}</{found.group(1)}>'
        )

    return f'<tr role="row"{row.group(1)}>{_CELL.sub(cell, row.group(2))}</tr>'


def _body_row(attributes: str, markup: str, names: list[str], *, more: bool = False) -> str:
    title = -1 if more else markup.count("<td", 0, max(markup.find("<th"), 0))
    # The header that spans this row stands in the first column.
    at, column = count(), int(more)

    def cell(found: re.Match[str]) -> str:
        nonlocal column
        kind, given, content = found.groups()
        index, name = next(at), names[column] if column < len(names) else ""
        column += _width(given)
        empty = _BLANK.fullmatch(content) is not None
        part = "title" if index == title else "none" if empty else "lead" if index < title else ""
        marks = f' data-part="{part}"' if part else ""
        if name and part not in {"title", "none"}:
            marks += f' data-label="{name}"'
        role = "rowheader" if kind == "th" else "cell"
        return f'<{kind} role="{role}"{marks}{given}>{content}</{kind}>'

    part = ' data-part="more"' if more else ""
    return f'<tr role="row"{part}{attributes}>{_CELL.sub(cell, markup)}</tr>'
