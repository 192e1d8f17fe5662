"""One door for every file: what it is, whether it is safe, and what it holds."""

from __future__ import annotations

import re

from goldenthread.core.files import too_large as file_too_large
from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.archives import Archive, office_kind
from goldenthread.exchange.reading.decoding import decode
from goldenthread.exchange.reading.delimited import guess_grid, looks_delimited, read_delimited
from goldenthread.exchange.reading.document import Block, Document
from goldenthread.exchange.reading.errors import (
    SAVE_AS_WORD_OR_TEXT,
    UnreadableFile,
    too_large,
    unsafe_xml,
)
from goldenthread.exchange.reading.limits import DEFAULT_LIMITS, Limits
from goldenthread.exchange.reading.markdown import looks_like_markdown, read_markdown
from goldenthread.exchange.reading.plain import read_plain
from goldenthread.exchange.reading.sniffing import container_of
from goldenthread.exchange.reading.web import read_html
from goldenthread.exchange.reading.word import read_word
from goldenthread.exchange.reading.workbook import read_workbook

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_FRAGMENT = re.compile(
    r"\s*<(?:h[1-6]|div|section|article|main|table|p|ul|ol|header)\b", re.IGNORECASE
)
_DECLARES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


def read_document(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a file as people send it, by its content and never by the extension of its name.

    `name` is used in messages, and to tell CSV and Markdown from plain text where the content
    alone cannot. Raises UnreadableFile, whose code, message and fix say why and what to do.
    """
    refuse_large(name, len(data), limits=limits)
    if container_of(name, data) == "zip":
        return _read_office(name, data, limits)
    return _read_text(name, data, limits)


def refuse_large(name: str, size: int, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise UnreadableFile for a file of so many bytes: asked before it is read, where its size is known."""
    if size > limits.file_bytes:
        message, fix = file_too_large(size, limits.file_bytes)
        raise too_large(message, name, fix)


def _read_office(name: str, data: bytes, limits: Limits) -> Document:
    archive = Archive(name, data, limits)
    kind = office_kind(archive)
    archive.refuse_macros()
    read = read_word if kind == "docx" else read_workbook
    blocks, notes = read(archive, limits)
    return _document(name, kind, blocks, None, notes, limits)


def _read_text(name: str, data: bytes, limits: Limits) -> Document:
    decoded = decode(name, data)
    text, notes = decoded.text, list(decoded.notes)
    if len(text) > limits.text_characters:
        raise too_large(
            f"The text has {len(text):,} characters; at most {limits.text_characters:,} are read.",
            name,
        )
    if _DECLARES.search(text):
        raise unsafe_xml(name, "the text itself")
    kind, blocks = _text_blocks(name, text, limits, notes)
    return _document(name, kind, blocks, decoded.encoding, notes, limits)


def _text_blocks(
    name: str, text: str, limits: Limits, notes: list[Finding]
) -> tuple[str, list[Block]]:
    if _HTML_START.match(text) or _HTML_FRAGMENT.match(text):
        return "html", read_html(name, text, limits)
    if re.match(r"\s*<\?xml|\s*<[a-z]+:[a-z]+\s+xmlns", text, re.IGNORECASE):
        raise UnreadableFile(
            "wrong_kind_of_file",
            "This is an XML file, which is not read.",
            name,
            SAVE_AS_WORD_OR_TEXT,
        )
    if looks_like_markdown(name, text):
        return "markdown", read_markdown(text)
    grid = guess_grid(text)
    if grid is not None and looks_delimited(name, grid):
        blocks, formulas = read_delimited(name, grid, limits)
        notes.extend(formulas)
        return "csv", blocks
    return "text", read_plain(text)


def _document(
    name: str,
    kind: str,
    blocks: list[Block],
    encoding: str | None,
    notes: list[Finding],
    limits: Limits,
) -> Document:
    if not blocks:
        raise UnreadableFile(
            "empty_file",
            "The file holds no text.",
            name,
            "Check that you chose the right file. Words in pictures cannot be read.",
        )
    if len(blocks) > limits.blocks:
        raise too_large("The document is too long.", name)
    return Document(kind, tuple(blocks), encoding, tuple(notes), name)
