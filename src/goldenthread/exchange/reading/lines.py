"""What the text-like readers share: list markers, bullets and tidy spaces."""

from __future__ import annotations

import re

# Between the texts of cells that are put onto one line, so that a date still stands apart.
SIDE_BY_SIDE = " – "
BULLETS = "-*•○●▪▫■□◦‣∙·–—➢➤✓o"
_INLINE_BULLET = re.compile(r"(?:(?<=\s)|^)([○●•▪■◦‣➢➤])\s+")
_ITEM = re.compile(
    r"(?P<indent>[ \t\u00a0]*)"
    r"(?P<marker>[-*•○●▪▫■□◦‣∙·–—➢➤✓]|o(?=\s)|\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|\(?[ivxIVX]{2,5}[.)])"
    r"[ \t\u00a0]+(?P<text>\S.*)"
)
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f\u200b\ufeff]+")


def tidy(text: str) -> str:
    """One space between words, none at the ends; line breaks count as spaces."""
    return _SPACES.sub(" ", text.replace("\n", " ").replace("\r", " ")).strip()


def split_item(line: str) -> tuple[int, str, str] | None:
    """Indent, marker and text of a line that is an item of a list, else None."""
    found = _ITEM.fullmatch(line.rstrip())
    if not found:
        return None
    indent = len(found["indent"].expandtabs(4))
    return indent, found["marker"], tidy(found["text"])


def is_bullet(marker: str | None) -> bool:
    """Whether a marker carries no number or letter of its own."""
    return marker is None or marker in BULLETS


def split_bullets(text: str) -> list[tuple[str | None, str]]:
    """Bullets that run on in one line, each with its text; first may be text before any bullet."""
    pieces = _INLINE_BULLET.split(text)
    result: list[tuple[str | None, str]] = []
    if tidy(pieces[0]):
        result.append((None, tidy(pieces[0])))
    for marker, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if tidy(words):
            result.append((marker, tidy(words)))
    return result


class Levels:
    """List levels from indents: deeper than the item before is one level down."""

    def __init__(self) -> None:
        self._indents: list[int] = []

    def level(self, indent: int) -> int:
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1]:
            self._indents.append(indent)
        return len(self._indents) - 1

    def reset(self) -> None:
        self._indents.clear()
