"""Sentences of a block, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.documents.rules.publication.letters import UPPER

# After a colon a number belongs to what stands before: "Out of school: 6".
_END = re.compile(
    rf"(?:[.!?;](?P<after>[\"'”’)]*\s+)(?=[\"'“‘(]?[{UPPER}0-9])|:(?P<told>\s+)(?=[\"'“‘(]?[{UPPER}]))|\n+"
)
# Not after an initial, a title or "e.g.": the sentence goes on there.
_SHORT = re.compile(rf"(?:\b[{UPPER}]|\bMr|\bMrs|\bMs|\bDr|\bSt|\be\.g|\bi\.e)\.$")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the place of its first character."""
    start = 0
    for found in _END.finditer(text):
        end = max(found.start("after"), found.start("told"))
        end = found.start() if end < 0 else end
        if _SHORT.search(text[max(start, end - 6) : end]):
            continue
        if text[start:end].strip():
            yield start, text[start:end]
        start = found.end()
    if text[start:].strip():
        yield start, text[start:]
