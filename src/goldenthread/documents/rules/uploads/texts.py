"""Plain text: read in the encodings that programs write, kept as UTF-8."""

from __future__ import annotations

import re

from goldenthread.documents.rules.uploads.book import book, refusal

# Everything below a blank but tab, line feed, form feed and return; and what some editors end a file with.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def text_of(data: bytes) -> str:
    """The text. UserError where the bytes are none: UTF-8, UTF-16 with its mark, or the letters of old Windows."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise refusal("unknown")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    return ("utf-8-sig", "cp1252")


def refuse_page_or_program(text: str) -> None:
    """UserError for a text that a browser or a shell would take for more than a text."""
    if text.lstrip("\ufeff \t\r\n\f").lower().startswith(book().no_texts):
        raise refusal("page_or_program")


def clean_text(data: bytes) -> bytes:
    """The text as UTF-8. A text has nothing beside its words."""
    return text_of(data).encode()
