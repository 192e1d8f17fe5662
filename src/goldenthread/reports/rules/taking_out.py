"""Taking words that had to go out of a text that was written from them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|[.!?]+|$)?")


def without(text: str, gone: Iterable[str]) -> str:
    """The lines of `text` without each sentence that stands in one of the texts that are `gone`.

    Capitals, spaces and the mark at the end make no difference. A sentence that was changed stays: a person reads it.
    """
    out = {_folded(one) for words in gone for one in _SENTENCE.findall(words)} - {""}
    kept = []
    for line in text.splitlines():
        sentences = [one for one in _SENTENCE.findall(line) if _folded(one) not in out]
        if rest := "".join(sentences).strip():
            kept.append(rest)
        elif not line.strip():
            kept.append("")
    return "\n".join(kept).strip()


def _folded(sentence: str) -> str:
    return " ".join(sentence.casefold().split()).rstrip(".!? ").lstrip("-*• ")
