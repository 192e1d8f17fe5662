"""The words of a letter as blocks: a blank line between them, `# ` before a heading, `- ` before items. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADING, LIST, TEXT = "heading", "list", "text"
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Block:
    """A heading with one line, a list with its items, or a paragraph with its lines."""

    kind: str
    lines: tuple[str, ...]


def blocks(words: str) -> tuple[Block, ...]:
    """The blocks in order. Lines without a mark between items of a list end it."""
    return tuple(block for part in _GAP.split(words.strip()) for block in _of_part(part))


def _of_part(part: str) -> list[Block]:
    found: list[Block] = []
    for line in (one.strip() for one in part.splitlines() if one.strip()):
        kind, text = _kind(line)
        if found and kind != HEADING and found[-1].kind == kind:
            found[-1] = Block(kind, (*found[-1].lines, text))
        else:
            found.append(Block(kind, (text,)))
    return found


def _kind(line: str) -> tuple[str, str]:
    if line.startswith("# "):
        return HEADING, line[2:].strip()
    if line.startswith("- "):
        return LIST, line[2:].strip()
    return TEXT, line
