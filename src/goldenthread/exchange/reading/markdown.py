"""Markdown to blocks: headings, paragraphs, lists with their numbers, pipe tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from goldenthread.exchange.reading.document import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Row,
    Table,
)
from goldenthread.exchange.reading.lines import split_item, tidy
from goldenthread.exchange.reading.markup import fragment_parts, has_markup, markup_pieces
from goldenthread.exchange.reading.plain import is_table_line, text_cell
from goldenthread.exchange.reading.web import block_of

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$", re.MULTILINE)
_HASHES = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)
_LABEL = re.compile(r"[A-Z][\w /&'’-]{0,40}:(\s|$)|\d{1,2}[a-z][.):]?\s")


def looks_like_markdown(name: str, text: str) -> bool:
    """Headings with `#` or a ruled pipe table, and no tables made with tabs."""
    tabbed = sum(is_table_line(line, in_table=False) for line in text.split("\n"))
    if tabbed > 1:
        return False
    if name.lower().endswith((".md", ".markdown")) or _RULE.search(text):
        return True
    return len(_HASHES.findall(text)) >= 2


def read_markdown(text: str) -> list[Block]:
    """The blocks of a Markdown text; `line` is the physical line."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    # Indented lines in plans are sub-items that somebody pushed too far, never program code.
    parser.disable("code")
    reader = _Reader()
    for token in parser.parse(text):
        reader.take(token)
    return reader.blocks


@dataclass
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    _heading: int = 0
    _markers: list[str | None] = field(default_factory=list)
    _fresh: list[bool] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    _in_cell: bool = False
    _line: int = 1

    def take(self, token: Token) -> None:
        if token.map:
            self._line = token.map[0] + 1
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "list_item_open":
                marker = f"{token.info}{token.markup}" if token.info else token.markup
                self._markers.append(marker)
                self._fresh.append(True)
            case "list_item_close":
                self._markers.pop()
                self._fresh.pop()
            case "html_block":
                self._take_markup(token.content)
            case "inline" | "fence" | "code_block":
                self._take_text(token)
            case _:
                self._take_table(token)

    def _take_table(self, token: Token) -> None:
        match token.type:
            case "tr_open":
                self._cells = []
            case "th_open" | "td_open":
                self._in_cell = True
            case "th_close" | "td_close":
                self._in_cell = False
            case "tr_close":
                self._rows.append(Row(tuple(self._cells), self._line))
            case "table_close":
                self.blocks.append(Table(tuple(self._rows), self._rows[0].line))
                self._rows = []
            case _:
                pass

    def _take_text(self, token: Token) -> None:
        if self._in_cell:
            self._cells.append(text_cell(_plain(token), self._line))
            return
        if self._heading:
            self.blocks.append(Heading(self._heading, tidy(_plain(token)), self._line))
            return
        for offset, words in _lines(_plain(token)):
            self._take_line(words, self._line + offset)

    def _take_markup(self, content: str) -> None:
        # The fragment is moved down to its place in the file, so that its lines are the file's.
        above = "\n" * (self._line - 1)
        self.blocks.extend(block_of(piece) for piece in markup_pieces("", above + content))

    def _take_line(self, words: str, line: int) -> None:
        if has_markup(words):
            self.blocks.extend(
                Paragraph(part.printed, line) for part in fragment_parts(words, line)
            )
            return
        if self._fresh and self._fresh[-1]:
            self._fresh[-1] = False
            level = len(self._markers) - 1
            self.blocks.append(ListItem(level, self._markers[-1], tidy(words), line))
            return
        item = split_item(words)
        if item:
            self.blocks.append(ListItem(len(self._markers), item[1], item[2], line))
        else:
            self.blocks.append(Paragraph(tidy(words), line))


def _plain(token: Token) -> str:
    """An inline token without its marks; tags of HTML are kept for the fragment reader."""
    if token.children is None:
        return token.content
    words = []
    for child in token.children:
        if child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif child.type == "image" or child.type in (
            "text",
            "code_inline",
            "html_inline",
            "text_special",
        ):
            words.append(child.content)
    return "".join(words)


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines of a paragraph; a line goes on with the one before unless it begins something."""
    result: list[tuple[int, str]] = []
    for offset, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        begins = split_item(line) or _LABEL.match(line.strip())
        if result and not begins:
            result[-1] = (result[-1][0], f"{result[-1][1]} {line.strip()}")
        else:
            result.append((offset, line.strip()))
    return result
