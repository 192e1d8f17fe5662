"""HTML read to pieces: whole pages, and the fragments that stand in cells of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import lxml.html
from lxml import etree

from goldenthread.exchange.reading.document import Cell, Part, Row, Table
from goldenthread.exchange.reading.errors import UnreadableFile, damaged, too_large
from goldenthread.exchange.reading.limits import DEFAULT_LIMITS, Limits
from goldenthread.exchange.reading.lines import SIDE_BY_SIDE, split_bullets, tidy
from goldenthread.exchange.reading.numbers import printed_number

_TAG = re.compile(
    r"</?(?:p|ol|ul|li|br|b|strong|em|i|u|s|span|div|table|tr|td|th|tbody|thead|h[1-6]|sup|sub|a"
    r"|font|del|ins)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SKIPPED = {"script", "style", "head", "template", "object", "iframe", "svg", "math"}
_BLOCKS = {
    "p", "div", "li", "ol", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "thead",
    "tbody", "tfoot", "caption", "section", "article", "header", "footer", "main", "aside", "nav",
    "blockquote", "pre", "dl", "dt", "dd", "figure", "figcaption", "address", "form", "fieldset",
    "legend", "details", "summary", "hr", "body", "html",
}  # fmt: skip
_LIST_STYLES = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "none": "none",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_LARGEST_SPAN = 100

PieceKind = Literal["heading", "paragraph", "item", "text", "table"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of markup in reading order; `level` is a heading's or a list item's."""

    kind: PieceKind
    marker: str | None
    level: int
    text: str
    line: int
    table: Table | None = None


@dataclass
class _List:
    style: str | None  # None for bullets
    count: int = 0


def has_markup(text: str) -> bool:
    """Whether a cell of plain text holds HTML tags."""
    return bool(_TAG.search(text))


def fragment_parts(text: str, line: int) -> tuple[Part, ...]:
    """The parts of a cell whose text holds HTML. Tags are never kept in the text."""
    pieces = markup_pieces("a cell", f"<div>{text}</div>", fixed_line=line)
    return _parts(pieces)


def markup_pieces(
    name: str, text: str, *, fixed_line: int | None = None, limits: Limits = DEFAULT_LIMITS
) -> list[Piece]:
    """Everything that a page shows, in order; raises UnreadableFile."""
    parser = lxml.html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise UnreadableFile(
            "nested_too_deep",
            "The HTML is nested far deeper than any real page, so part of it cannot be read.",
            name,
            "Open it in a browser, copy the page into Word and save it as a Word document.",
        )
    walker = _Walker(name, fixed_line, limits)
    walker.walk(root)
    walker.flush()
    return walker.pieces


def _parts(pieces: list[Piece]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for piece in pieces:
        if piece.table is not None:
            parts.extend(
                Part(
                    "paragraph",
                    None,
                    SIDE_BY_SIDE.join(c.text for c in row.cells if c.text),
                    row.line,
                )
                for row in piece.table.rows
                if any(cell.text for cell in row.cells)
            )
        elif piece.kind in ("item", "text"):
            kind: Literal["item", "text"] = "item" if piece.kind == "item" else "text"
            parts.append(Part(kind, piece.marker, piece.text, piece.line))
        else:
            parts.append(Part("paragraph", None, piece.text, piece.line))
    return tuple(parts)


@dataclass
class _Walker:
    name: str
    fixed_line: int | None
    limits: Limits
    pieces: list[Piece] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _line: int = 1
    _state: tuple[PieceKind, str | None, int] = ("text", None, 0)
    _lists: list[_List] = field(default_factory=list)
    _cells: int = 0

    def walk(self, element: etree._Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED:
            return
        if tag == "br":
            self.flush()
            return
        if tag == "table" and not _lays_out(element):
            self._read_table(element)
            return
        if tag == "dl":
            self._read_terms(element)
            return
        block = tag in _BLOCKS
        if block:
            self.flush()
            self._enter(tag, element)
        self._take(element.text, element)
        for child in element:
            self.walk(child)
            self._take(child.tail, child)
        if block:
            self.flush()
            self._leave(tag)

    def _enter(self, tag: str, element: etree._Element) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(_opened_list(tag, element))
        elif tag == "li":
            self._state = ("item", self._next_marker(element), max(len(self._lists) - 1, 0))
        elif re.fullmatch(r"h[1-6]", tag):
            self._state = ("heading", None, int(tag[1]))
        elif self._state[0] != "item" and tag in ("p", "dt", "dd", "pre", "blockquote"):
            self._state = ("paragraph", None, 0)

    def _leave(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        self._state = ("text", None, 0)

    def _next_marker(self, element: etree._Element) -> str | None:
        if not self._lists:
            return "•"
        current = self._lists[-1]
        value = element.get("value", "")
        current.count = int(value) if re.fullmatch(r"\d{1,6}", value) else current.count + 1
        if current.style is None:
            return "•"
        if current.style == "none":
            return None
        return printed_number(current.count, current.style) + "."

    def _take(self, text: str | None, element: etree._Element) -> None:
        if not text:
            return
        if not "".join(self._buffer).strip() and text.strip():
            self._line = self.fixed_line or _line_of(element)
        self._buffer.append(text)

    def flush(self) -> None:
        """Close the line that is being gathered, split where bullets run on in it."""
        kind, marker, level = self._state
        for bullet, text in split_bullets("".join(self._buffer)):
            if bullet is None:
                self.pieces.append(Piece(kind, marker, level, text, self._line))
            else:
                self.pieces.append(
                    Piece("item", bullet, max(len(self._lists) - 1, 0), text, self._line)
                )
        if tidy("".join(self._buffer)):
            self._state = ("text", None, 0)
        self._buffer.clear()

    def _read_table(self, element: etree._Element) -> None:
        self.flush()
        for caption in element.findall("caption"):
            self.walk(caption)
        rows = []
        open_cells: dict[int, int] = {}
        for row in _table_rows(element):
            rows.append(self._read_row(row, open_cells))
        line = self.fixed_line or _line_of(element)
        if rows:
            self.pieces.append(Piece("table", None, 0, "", line, Table(tuple(rows), line)))

    def _read_terms(self, element: etree._Element) -> None:
        """A list of terms: each with what is said of it on one line, as in "Lead: Head of Voice"."""
        self.flush()
        terms: list[str] = []
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl"), None) is not element:
                continue
            inner = _Walker(self.name, self.fixed_line or _line_of(child), self.limits)
            inner.walk(child)
            inner.flush()
            line = self.fixed_line or _line_of(child)
            if child.tag == "dt":
                terms += [piece.text for piece in inner.pieces]
                continue
            if len(inner.pieces) == 1 and inner.pieces[0].table is None and terms:
                said = f"{', '.join(terms)}: {inner.pieces[0].text}"
                self.pieces.append(Piece("paragraph", None, 0, said, line))
            else:
                self.pieces += [Piece("paragraph", None, 0, text, line) for text in terms]
                self.pieces += inner.pieces
            terms = []
        self.pieces += [Piece("paragraph", None, 0, text, _line_of(element)) for text in terms]

    def _read_row(self, element: etree._Element, open_cells: dict[int, int]) -> Row:
        line = self.fixed_line or _line_of(element)
        cells: list[Cell] = []
        for child in element:
            if child.tag not in ("td", "th"):
                continue
            while open_cells.get(len(cells), 0) > 0:
                open_cells[len(cells)] -= 1
                cells.append(Cell(merged="above"))
            across, down = _span(child.get("colspan")), _span(child.get("rowspan"))
            open_cells.update({len(cells) + i: down - 1 for i in range(across) if down > 1})
            inner = _Walker(self.name, self.fixed_line, self.limits)
            inner.walk(child)
            inner.flush()
            cells.append(Cell(_parts(inner.pieces)))
            cells.extend(Cell(merged="left") for _ in range(across - 1))
        while open_cells.get(len(cells), 0) > 0:
            open_cells[len(cells)] -= 1
            cells.append(Cell(merged="above"))
        self._cells += len(cells)
        if self._cells > self.limits.cells:
            raise too_large("The tables of this page have too many cells.", self.name)
        return Row(tuple(cells), line)


def _lays_out(table: etree._Element) -> bool:
    """Whether a table has one column and holds others: then it is the frame of a page and not a table."""
    rows = list(_table_rows(table))
    single = all(sum(cell.tag in ("td", "th") for cell in row) == 1 for row in rows)
    return bool(rows) and single and next(table.iterdescendants("table"), None) is not None


def _line_of(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _table_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _opened_list(tag: str, element: etree._Element) -> _List:
    style: str | None = None
    if tag == "ol":
        found = _STYLE.search(element.get("style", "").lower())
        named = found[1] if found else element.get("type", "")
        style = _LIST_STYLES.get(named, "decimal")
    start = element.get("start", "")
    return _List(style, int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0)


def _span(value: str | None) -> int:
    if not value or not re.fullmatch(r"\d{1,4}", value):
        return 1
    return min(max(int(value), 1), _LARGEST_SPAN)
