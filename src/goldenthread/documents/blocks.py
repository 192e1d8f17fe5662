"""A body of HTML as pieces of text and tables, as a reader meets them: what the publication check reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from goldenthread.documents.rules.publication import Block, Counts
from goldenthread.documents.rules.publication.letters import as_read

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What is read by itself; "title", "desc" and "text" are words in pictures.
_BLOCKS = _HEADINGS | {
    "p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "title", "desc", "text", "summary", "blockquote",
    "div", "section", "article", "header", "figure", "body",
}  # fmt: skip
_PLACES = {
    "li": "in a list", "td": "in a table", "th": "in a table", "caption": "title of a table", "title": "in a picture",
    "desc": "in a picture", "text": "in a picture", "figcaption": "under a picture",
}  # fmt: skip
# Words that only some readers meet.
_SPOKEN = ("aria-label", "alt", "title")


def read_body(body: str) -> tuple[list[Block], list[Counts]]:
    """Every text of the body with the heading that it stands under, and its tables."""
    whole = lxml.html.fragment_fromstring(body, create_parent="div")
    return list(_texts(whole)), [_table(one) for one in whole.iter("table")]


def _texts(whole: HtmlElement) -> Iterator[Block]:
    heading = ""
    for element in whole.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS and (text := _own_text(element)):
            if element.tag in _HEADINGS:
                heading = text
            yield Block(_where(heading, element.tag), text)
        for name in _SPOKEN:
            if spoken := _plain(element.get(name) or ""):
                yield Block(_where(heading, "title"), spoken)


def _own_text(element: HtmlElement) -> str:
    """What stands in the element and in no block inside it; a line break is one."""
    return _plain("".join(_parts(element)))


def _parts(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n\n"
        elif isinstance(child.tag, str) and child.tag not in _BLOCKS:
            yield from _parts(child)
        else:
            yield " "
        yield child.tail or ""


def _plain(text: str) -> str:
    lines = (re.sub(r"\s+", " ", line).strip() for line in as_read(text).split("\n\n"))
    return "\n".join(line for line in lines if line)


def _where(heading: str, tag: str) -> str:
    return ", ".join(part for part in (heading[:80], _PLACES.get(tag, "")) if part) or "At the top"


def _table(table: HtmlElement) -> Counts:
    caption = _plain(" ".join(one.text_content() for one in table.iter("caption")))
    rows = [
        tuple(_plain(cell.text_content()) for cell in row if cell.tag in ("td", "th"))
        for row in table.iter("tr")
    ]
    headings = rows[0] if rows else ()
    whole = [row for row in rows[1:] if len(row) == len(headings)]
    return Counts(caption or "A table", caption, headings, tuple(whole))
