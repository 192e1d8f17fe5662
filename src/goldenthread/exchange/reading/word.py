"""Word documents (.docx) to blocks: headings, numbered lists, tables with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.archives import Archive
from goldenthread.exchange.reading.colours import colour_note, coloured_blanks, is_colour
from goldenthread.exchange.reading.document import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Part,
    PlacedLine,
    Row,
    Table,
)
from goldenthread.exchange.reading.errors import damaged, too_large
from goldenthread.exchange.reading.limits import Limits
from goldenthread.exchange.reading.lines import SIDE_BY_SIDE, split_item, tidy
from goldenthread.exchange.reading.numbering import Numbering
from goldenthread.exchange.reading.wordnotes import word_notes
from goldenthread.exchange.reading.wordxml import (
    Styles,
    TextGatherer,
    attribute,
    first,
    local,
    paragraph_properties,
)

_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_WIDEST_SPAN = 100


def read_word(archive: Archive, limits: Limits) -> tuple[list[Block], list[Finding]]:
    """The blocks of a document and notes on what it holds besides its text."""
    body = first(archive.xml("word/document.xml"), "body")
    if body is None:
        raise damaged(archive.name, "word/document.xml")
    styles = Styles.read(_part(archive, "word/styles.xml"))
    numbering = Numbering.read(_part(archive, "word/numbering.xml"), styles.lists())
    reader = _WordReader(archive.name, limits, styles, numbering)
    reader.read(body)
    notes = word_notes(archive, reader.gatherer, reader.notes_at, reader.contents)
    return reader.blocks, [*notes, *colour_note(reader.coloured)]


def _part(archive: Archive, member: str) -> etree._Element | None:
    return archive.xml(member) if member in archive.names else None


def _unwrapped(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Children of the given names, looking through content controls and inserted ranges."""
    for child in element:
        name = local(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from _unwrapped(child, *names)


@dataclass
class _WordReader:
    name: str
    limits: Limits
    styles: Styles
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)
    gatherer: TextGatherer = field(default_factory=TextGatherer)
    notes_at: dict[str, int] = field(default_factory=dict)
    contents: list[tuple[int, str]] = field(default_factory=list)
    _line: int = 0
    _cells: int = 0
    _paragraphs: int = 0
    _tables: int = 0
    coloured: list[int] = field(default_factory=list)

    def read(self, body: etree._Element) -> None:
        """The blocks of the body, or of a cell of a table that only lays out the page."""
        for element in _unwrapped(body, "p", "tbl", "altChunk"):
            if len(self.blocks) > self.limits.blocks:
                raise too_large("The document is too long.", self.name)
            if local(element) == "altChunk":
                self.gatherer.left_out["embedded document"] += 1
            elif local(element) == "tbl" and _lays_out(element):
                for row in _unwrapped(element, "tr"):
                    for cell in _unwrapped(row, "tc"):
                        self.read(cell)
            elif local(element) == "tbl":
                self._read_table(element)
            else:
                self._paragraphs += 1
                self._line = PlacedLine(self._line + 1, "", "paragraph", self._paragraphs)
                self._read_paragraph(element)

    def _text(self, element: etree._Element) -> str:
        before = len(self.gatherer.footnotes)
        text = self.gatherer.text(element)
        for identity in self.gatherer.footnotes[before:]:
            self.notes_at.setdefault(identity, self._line)
        return text

    def _read_paragraph(self, element: etree._Element) -> None:
        text = self._text(element)
        heading, in_contents = self._heading(element)
        is_item, marker, depth = self._list_place(element, counts=bool(tidy(text)))
        if not tidy(text):
            return
        if in_contents:
            self.contents.append((self._line, tidy(text)))
        elif heading:
            words = f"{marker} {tidy(text)}" if marker and marker != "•" else tidy(text)
            self.blocks.append(Heading(heading, words, self._line))
        elif is_item:
            self.blocks.append(ListItem(depth, marker, tidy(text), self._line))
        else:
            self._add_lines(text)

    def _add_lines(self, text: str) -> None:
        for line in text.split("\n"):
            item = split_item(line)
            if item:
                self.blocks.append(ListItem(0, item[1], item[2], self._line))
            elif tidy(line):
                self.blocks.append(Paragraph(tidy(line), self._line))

    def _style_id(self, element: etree._Element) -> str:
        style = first(element, "pPr", "pStyle")
        return attribute(style, "val") if style is not None else ""

    def _heading(self, element: etree._Element) -> tuple[int | None, bool]:
        """The heading level, and whether the paragraph is a line of the table of contents."""
        own, _, _ = paragraph_properties(first(element, "pPr"))
        chain = self.styles.chain(self._style_id(element))
        for style in chain:
            if re.match(r"toc \d", style.name, re.IGNORECASE):
                return None, True
            found = _HEADING.fullmatch(style.name)
            if found:
                return int(found[1]), False
            if style.name.lower() == "title":
                return 1, False
        outline = (
            own
            if own is not None
            else next((style.outline for style in chain if style.outline is not None), None)
        )
        return (outline + 1 if outline is not None and outline < 9 else None), False

    def _list_place(self, element: etree._Element, *, counts: bool) -> tuple[bool, str | None, int]:
        _, list_id, depth = paragraph_properties(first(element, "pPr"))
        if not list_id:
            for style in self.styles.chain(self._style_id(element)):
                if style.list_id:
                    list_id = style.list_id
                    depth = style.list_depth if depth is None else depth
                    break
        if not list_id or not counts:
            return False, None, 0
        is_item, marker = self.numbering.next_marker(list_id, depth or 0)
        return is_item, marker, depth or 0

    def _read_table(self, element: etree._Element) -> None:
        rows: list[Row] = []
        self._tables += 1
        for number, row in enumerate(_unwrapped(element, "tr"), 1):
            if first(row, "trPr", "del") is not None:
                self.gatherer.left_out["deleted"] += 1
                continue
            self._line = PlacedLine(self._line + 1, f"Table {self._tables}", "row", number)
            rows.append(self._read_row(row))
            self._cells += len(rows[-1].cells)
            if len(rows) > self.limits.rows or self._cells > self.limits.cells:
                raise too_large("A table of the document is too long.", self.name)
        if rows:
            self.blocks.append(Table(tuple(rows), rows[0].line))

    def _read_row(self, row: etree._Element) -> Row:
        before = first(row, "trPr", "gridBefore")
        cells = [Cell() for _ in range(_span(before))] if before is not None else []
        fills = [False for _ in cells]
        for element in _unwrapped(row, "tc"):
            properties = first(element, "tcPr")
            merge = first(properties, "vMerge")
            if merge is not None and attribute(merge, "val") != "restart":
                cells.append(Cell(merged="above"))
            else:
                cells.append(Cell(tuple(self._cell_parts(element))))
            shade = first(properties, "shd")
            fills.append(shade is not None and is_colour(attribute(shade, "fill")))
            across = _span(first(properties, "gridSpan"))
            cells.extend(Cell(merged="left") for _ in range(across - 1))
            fills.extend(False for _ in range(across - 1))
        self.coloured += [self._line] * coloured_blanks(cells, fills)
        return Row(tuple(cells), self._line)

    def _cell_parts(self, cell: etree._Element) -> Iterator[Part]:
        for element in _unwrapped(cell, "p", "tbl"):
            if local(element) == "tbl":
                yield from self._inner_rows(element)
                continue
            text = self._text(element)
            is_item, marker, _ = self._list_place(element, counts=bool(tidy(text)))
            if is_item:
                yield Part("item", marker, tidy(text), self._line)
                continue
            for number, line in enumerate(text.split("\n")):
                if tidy(line):
                    yield Part("text" if number else "paragraph", None, tidy(line), self._line)

    def _inner_rows(self, table: etree._Element) -> Iterator[Part]:
        """Each row of a table inside a cell as one part: what stands side by side belongs together."""
        for row in _unwrapped(table, "tr"):
            cells = [list(self._cell_parts(cell)) for cell in _unwrapped(row, "tc")]
            texts = [" ".join(part.printed for part in parts) for parts in cells if parts]
            if texts:
                yield Part("paragraph", None, SIDE_BY_SIDE.join(texts), self._line)


def _lays_out(table: etree._Element) -> bool:
    """Whether a table has one column and holds others: then it is the frame of a page and not a table."""
    rows = list(_unwrapped(table, "tr"))
    single = all(sum(1 for _ in _unwrapped(row, "tc")) == 1 for row in rows)
    return single and any(True for _ in table.iterdescendants("{*}tbl"))


def _span(element: etree._Element | None) -> int:
    value = attribute(element, "val") if element is not None else ""
    return min(max(int(value), 1), _WIDEST_SPAN) if re.fullmatch(r"\d{1,4}", value) else 1
