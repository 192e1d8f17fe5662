"""Plain text: paragraphs, lists, `#` headings and tables whose cells are divided by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from goldenthread.exchange.reading.document import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Part,
    Row,
    Table,
)
from goldenthread.exchange.reading.lines import Levels, split_bullets, split_item, tidy
from goldenthread.exchange.reading.markup import fragment_parts, has_markup

_HASHES = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# A line this long that stops in mid-sentence was broken by its program, not by its author.
_WRAPPED = 60


def read_plain(text: str) -> list[Block]:
    """The blocks of a text; `line` is the physical line."""
    reader = _PlainReader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.take(line, number)
    reader.end_table()
    return reader.blocks


def text_cell(text: str, line: int) -> Cell:
    """A cell of text, its line breaks and HTML fragments made into parts."""
    if has_markup(text):
        return Cell(fragment_parts(text, line))
    parts: list[Part] = []
    for piece in re.split(r"\r\n|[\r\n\x0b\u2028]", text):
        for bullet, words in split_bullets(without_emphasis(piece)):
            item = None if bullet else split_item(words)
            if bullet:
                parts.append(Part("item", bullet, words, line))
            elif item and item[1] in "-*–":
                parts.append(Part("item", item[1], item[2], line))
            else:
                parts.append(Part("text", None, words, line))
    return Cell(tuple(parts))


def without_emphasis(text: str) -> str:
    """Text without the stars and underscores that mark bold words."""
    return _EMPHASIS.sub(r"\2", text)


def is_table_line(line: str, in_table: bool) -> bool:
    """Whether tabs in a line divide cells rather than indent it."""
    if "\t" not in line or not line.strip():
        return False
    if "\t" in line.strip():
        return True
    return in_table or line.rstrip(" ").endswith("\t")


@dataclass
class _PlainReader:
    blocks: list[Block] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _levels: Levels = field(default_factory=Levels)
    _last_line: str = ""

    def take(self, line: str, number: int) -> None:
        if is_table_line(line, bool(self._rows)) or self._cut_off(line):
            self._rows.append(Row(tuple(text_cell(c, number) for c in line.split("\t")), number))
            self._last_line = ""
            return
        # A line of tabs alone is an empty row and does not end the table.
        if not line.strip() and "\t" in line and self._rows:
            return
        self.end_table()
        self._take_words(line, number)
        self._last_line = line

    def _cut_off(self, line: str) -> bool:
        """A row that a blank line cut off from its table: its first cells are empty."""
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Table) or not line.strip():
            return False
        tabs = len(line) - len(line.lstrip("\t"))
        return 1 < tabs < max(len(row.cells) for row in last.rows)

    def end_table(self) -> None:
        if self._rows:
            self.blocks.append(Table(tuple(self._rows), self._rows[0].line))
            self._rows.clear()

    def _take_words(self, line: str, number: int) -> None:
        words = tidy(without_emphasis(line))
        if not words:
            return
        heading = _HASHES.fullmatch(line.strip())
        item = split_item(line)
        if heading:
            self._levels.reset()
            title = tidy(without_emphasis(heading[2]))
            self.blocks.append(Heading(len(heading[1]), title, number))
        elif item:
            level = self._levels.level(item[0])
            text = without_emphasis(item[2])
            self.blocks.append(ListItem(level, item[1], text, number))
        elif has_markup(line):
            parts = fragment_parts(line, number)
            self.blocks.extend(Paragraph(part.printed, number) for part in parts)
        elif not self._continues(words):
            self._levels.reset()
            self.blocks.append(Paragraph(words, number))

    def _continues(self, words: str) -> bool:
        """Join a line that goes on in mid-sentence to the block before it."""
        before = self._last_line.rstrip()
        if len(before) < _WRAPPED or before[-1] in ".:;!?" or not words[0].islower():
            return False
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph):
            self.blocks[-1] = Paragraph(f"{last.text} {words}", last.line)
        elif isinstance(last, ListItem):
            joined = f"{last.text} {words}"
            self.blocks[-1] = ListItem(last.level, last.marker, joined, last.line)
        else:
            return False
        return True
