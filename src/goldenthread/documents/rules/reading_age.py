"""The reading age of a text: Flesch-Kincaid grade + 5. Each block (paragraph, line of a list, heading) ends a sentence.

Syllables are counted by groups of vowels, which is right for most English words and near for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_END = re.compile(r"(?<=[.!?:])\s+")
_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """The syllables of a word: groups of vowels, less a silent e."""
    folded = re.sub(r"['’].*", "", word.lower())
    silent = folded.endswith("e") and not folded.endswith("le")
    silent = silent or (folded.endswith("ed") and not folded.endswith(("ted", "ded")))
    return max(1, len(_VOWELS.findall(folded)) - silent)


def reading_age(blocks: Iterable[str], names: Collection[str] = ()) -> float:
    """Years of age at which the text is read with ease, leaving out `names` (of bodies, areas, laws).

    Nought for a text without a word.
    """
    text = [_without(block, names) for block in blocks]
    sentences = [part for block in text for part in _END.split(block) if _WORD.search(part)]
    words = [word for part in sentences for word in _WORD.findall(part)]
    if not words:
        return 0.0
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59 + 5


def _without(block: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        block = block.replace(name, "")
    return block
