"""Sentences of a block, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.documents.rules.publication.letters import UPPER

# Not after an initial, a title or "e.g.": the sentence goes on there.
_END = re.compile(
    rf"(?<!\b[{UPPER}]\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    rf"(?<=[.!?:;])[\"'”’)]*\s+(?=[\"'“‘(]?[{UPPER}0-9])|\n+"
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the place of its first character."""
    start = 0
    for end in _END.finditer(text):
        if text[start : end.start()].strip():
            yield start, text[start : end.start()]
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]
