"""Status words as documents print them, and which of the five statuses they mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

STATUSES = ("grey", "blue", "green", "amber", "red")


@dataclass(frozen=True, slots=True)
class StatusWords:
    """What printed words mean: `status` is one of STATUSES, or None where they say none of them.

    `words` are the known words that it was read from. `exact` says that nothing else is printed.
    """

    status: str | None
    words: str = ""
    exact: bool = False


def read_status(printed: str, words: Vocabulary) -> StatusWords:
    """A status by its words alone, or by the longest known words at the start of a remark.

    A single letter of a RAG scheme opens a remark only before a mark: "A - late", not "A report".
    "Red/Amber" names two and so neither.
    """
    alone = words.statuses.get(label_key(printed)) if not _has_brackets(printed) else None
    if alone:
        return StatusWords(alone, printed.strip(), exact=True)
    if not normal(printed):
        return StatusWords(_of_sign(printed, words), printed.strip())
    text = " ".join(printed.split())
    for word, pattern in _openings(tuple(words.statuses)):
        found = pattern.match(text)
        if found:
            return StatusWords(words.statuses[word], found[0].strip())
    return StatusWords(None)


def _of_sign(printed: str, words: Vocabulary) -> str | None:
    """The status of a coloured sign such as a green circle, where it stands alone."""
    names = [unicodedata.name(sign, "").lower().split() for sign in printed if not sign.isspace()]
    found = {
        words.status_colours[name]
        for said in names
        for name in said
        if name in words.status_colours
    }
    return found.pop() if len(found) == 1 else None


def kept_words(printed: str | None, update: str | None) -> str:
    """The printed words of a status in front of the update that stands beside it."""
    if not update or not printed:
        return printed or update or ""
    end = "" if printed[-1:] in ".;:!?" else "."
    return f"{printed}{end} {update}"


def _has_brackets(text: str) -> bool:
    return bool(re.search(r"[(\[]", text)) and bool(normal(re.sub(r"[(\[].*", "", text)))


@cache
def _openings(phrases: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each phrase, longest first, as it may open a remark."""
    longest = sorted(phrases, key=len, reverse=True)
    return tuple((phrase, _opening(phrase)) for phrase in longest)


def _opening(phrase: str) -> re.Pattern[str]:
    spaced = re.escape(phrase).replace(r"\ ", r"[\s-]+")
    after = r"(?=\s*[-–—:;,.(\[]|$)" if len(phrase) == 1 else r"s?(?![\w/'’]|\s*/)"
    return re.compile(rf"{spaced}{after}", re.IGNORECASE)
