"""What the rules for small counts share: numbers in digits and words, and what is counted."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from goldenthread.documents.rules.publication.alternatives import in_small_letters, one_of
from goldenthread.documents.rules.publication.book import any_of, book

# "One child in twelve": a ratio, and no count.
RATIO = re.compile(
    r" (?:in|out of|per|for every) (?:\d+|every|each|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b",
)
YEAR_GROUP = re.compile(r"\byear (?:group )?\d+")


@cache
def number() -> str:
    """A pattern for a number that is no part of another, of a sum of money or of a percentage."""
    return rf"(?<![\w.,£$/-])(?:\d{{1,6}}|{any_of('numbers')})(?![\w/-]|[.,]\d|\s?%)"


def phrases(name: str) -> str:
    """A pattern for any phrase of a list of the rules for numbers."""
    return one_of(book().numbers[name])


def value(text: str) -> int | None:
    """What a number in digits, or in a word up to nine, comes to."""
    folded = text.casefold()
    if folded in book().lists["numbers"]:
        return book().lists["numbers"].index(folded) + 1
    return int(text) if text.isdecimal() else None


def is_thing(after: str) -> bool:
    """Whether the words after a number count things and no people."""
    words = [word.casefold() for word in after.split()]
    return any(word in book().words["things"] for word in words) and not is_people(after)


@lru_cache(maxsize=256)
def is_people(text: str) -> bool:
    """Whether the text speaks of children, families or what happens to single ones."""
    return _people().search(in_small_letters(text)) is not None


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('people', 'events')})\b")
