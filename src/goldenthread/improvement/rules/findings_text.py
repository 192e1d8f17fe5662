"""The findings of an inspection out of text that a person copied from its report.

Reports number their findings, letter them, set bullets, or give each a paragraph. Whatever the shape, every
word of the text is in the result, in its order: before the findings, in one of them, or after them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_BULLETS = "•●▪■◦‣∙·*\uf0b7–—-"
_MARK = re.compile(
    rf"(?P<indent>\s*)(?P<mark>\(?(?P<name>[0-9]{{1,2}}|[a-zA-Z]|[ivxIVX]{{2,5}})[.):]|[{_BULLETS}])\s+(?P<text>\S.*)"
)
_SENTENCE_END = (".", ";", "!", "?", ".”", ".’", ";and", "; and")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
          "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundText:
    """One finding: its number as printed (without dots and brackets), the mark before it, and its text."""

    number: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingsText:
    """The findings in order, and what stands before the first and after the last."""

    before: str
    findings: tuple[FoundText, ...]
    after: str


@dataclass(slots=True)
class _Piece:
    """The lines of one finding, the first without its mark."""

    number: str
    mark: str
    lines: list[str]


def read_findings(text: str) -> FindingsText:
    """The findings in `text`; no finding at all in empty text."""
    lines = [line.rstrip() for line in text.splitlines()]
    first = next((place for place, line in enumerate(lines) if _starts_a_list(line)), None)
    if first is None:
        return _by_paragraph(lines)
    pieces = _by_mark(lines[first:])
    after = _cut_after(pieces)
    return FindingsText(
        _joined(lines[:first]),
        tuple(FoundText(piece.number, piece.mark, _joined(piece.lines)) for piece in pieces),
        _joined(after),
    )


def _starts_a_list(line: str) -> bool:
    """A bullet, or the first name of a row of numbers or letters (a list may also go on from an earlier page)."""
    found = _MARK.fullmatch(line)
    if found is None:
        return False
    name = found["name"]
    # A capital letter with a dot opens a sentence more often than a list ("J. Smith said").
    return name is None or name.isdigit() or name in ("a", "i", "A", "I")


def _by_mark(lines: Sequence[str]) -> list[_Piece]:
    """Lines cut where a mark of the first one's kind goes on; other marks belong to the text."""
    head = _match(lines[0])
    indent, place_of = len(head["indent"].expandtabs(4)), _kind(head["name"])
    pieces: list[_Piece] = []
    last = -1
    for line in lines:
        found = _MARK.fullmatch(line)
        place = place_of(found["name"]) if found else None
        is_inside = found is not None and len(found["indent"].expandtabs(4)) > indent
        goes_on = place is not None and (place > last or place == 0 == last)
        if found and place is not None and goes_on and not is_inside:
            pieces.append(_Piece(found["name"] or "", found["mark"], [found["text"]]))
            last = place
            continue
        pieces[-1].lines.append(line)
    return pieces


def _match(line: str) -> re.Match[str]:
    found = _MARK.fullmatch(line)
    if found is None:
        raise ValueError(f"no mark in {line!r}")
    return found


def _kind(name: str | None) -> Callable[[str | None], int | None]:
    """How marks of the first one's kind are placed in their row; a bullet is always at nought."""
    if name is None:
        return lambda other: 0 if other is None else None
    if name.isdigit():
        return lambda other: int(other) if other is not None and other.isdigit() else None
    if name.lower() == "i":
        return lambda other: (
            _ROMAN.index(other.lower()) + 1 if other and other.lower() in _ROMAN else None
        )
    return lambda other: (
        ord(other.lower()) if other and len(other) == 1 and other.isalpha() else None
    )


def _cut_after(pieces: list[_Piece]) -> list[str]:
    """Takes from the last finding what the shape of the others says is no longer part of it."""
    *earlier, last = pieces
    rest = last.lines[1:]
    if not rest:
        return []
    broken = any(_has_blank_inside(piece.lines) for piece in earlier)
    wrapped = any(len([line for line in piece.lines if line]) > 1 for piece in earlier)
    if earlier and not wrapped and last.lines[0].endswith(_SENTENCE_END):
        cut = 1
    elif not broken and "" in last.lines:
        cut = last.lines.index("")
    else:
        return []
    after = last.lines[cut:]
    del last.lines[cut:]
    return after


def _has_blank_inside(lines: Sequence[str]) -> bool:
    return "" in "\n".join(lines).strip().split("\n")


def _by_paragraph(lines: Sequence[str]) -> FindingsText:
    """One finding for each paragraph; a first one that ends with a colon only leads up to them."""
    blocks = [block for block in "\n".join(lines).split("\n\n") if block.strip()]
    if len(blocks) == 1:
        blocks = [line for line in lines if line.strip()]
    texts = [_joined(block.split("\n")) for block in blocks]
    before = texts.pop(0) if len(texts) > 1 and texts[0].endswith(":") else ""
    return FindingsText(before, tuple(FoundText("", "", text) for text in texts), "")


def _joined(lines: Sequence[str]) -> str:
    """Lines that a page's width broke are joined again; a list inside the text keeps its lines."""
    parts: list[str] = []
    for line in lines:
        words = " ".join(line.split())
        if not words:
            parts.append("\n\n")
        elif _MARK.fullmatch(line) and parts:
            parts.append(f"\n{words}")
        else:
            glue = " " if parts and parts[-1] != "\n\n" else ""
            parts.append(glue + words)
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()
