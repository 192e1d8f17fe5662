"""A saved web page to blocks."""

from __future__ import annotations

from goldenthread.exchange.reading.document import Block, Heading, ListItem, Paragraph
from goldenthread.exchange.reading.limits import Limits
from goldenthread.exchange.reading.markup import Piece, markup_pieces


def read_html(name: str, text: str, limits: Limits) -> list[Block]:
    """The blocks of a page in reading order; scripts, styles and comments are not text."""
    return [block_of(piece) for piece in markup_pieces(name, text, limits=limits)]


def block_of(piece: Piece) -> Block:
    """The block that a piece of markup is."""
    if piece.table is not None:
        return piece.table
    if piece.kind == "heading":
        return Heading(piece.level, piece.text, piece.line)
    if piece.kind == "item":
        return ListItem(piece.level, piece.marker, piece.text, piece.line)
    return Paragraph(piece.text, piece.line)
