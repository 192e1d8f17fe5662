"""Letters of every script that has capitals: classes for patterns, and text as a careful reader sees it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Scripts with capitals: Latin, Greek, Cyrillic, Armenian and their like, and the Latin additions far behind.
_SCRIPTS = (*range(0x3000), *range(0xA640, 0xABC0))
# An accent that has no letter of its own together with the one it stands on.
_MARKS = "".join(map(chr, range(0x300, 0x370)))


def _of(*categories: str) -> str:
    return "".join(chr(code) for code in _SCRIPTS if unicodedata.category(chr(code)) in categories)


_CAPITALS = _of("Lu", "Lt")
# The inside of a character class. A capital that is no word by itself, as "A" and "I" are:
UPPER = re.escape(_CAPITALS)
UPPER_ALONE = re.escape(_CAPITALS.replace("A", "").replace("I", ""))
LOWER = re.escape(_of("Ll") + _MARKS)
MARKS = re.escape(_MARKS)

# Letters with a stroke and the like, which no accent makes.
_STROKES = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)


def as_read(text: str) -> str:
    """The text with each letter and its accents in one, without characters that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


@lru_cache(maxsize=20_000)
def plain_letters(word: str) -> str:
    """The word in small letters without accents and strokes."""
    apart = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.translate(_STROKES)
