"""What kind of word a capitalised word is: a given name, one that may be, a word of the field, an ordinary word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.letters import plain_letters

# "Jun 2027", "3 Jan 2027": a month beside its year is nobody, though Jun, Jan and May are names.
_MONTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.? (?:19|20)\d{2}"
)


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """Whether the word, or a part of it before or after a hyphen, is a given name and nothing else."""
    parts = plain_letters(word).split("-")
    words = book().words
    # "Isla-Rose", where one part may be a word; not "Anti-" or "Multi-" and something.
    whole = any(one in words["given"] - words["ambiguous"] for one in parts)
    return whole and not any(one in words["not_names"] for one in parts[1:])


@lru_cache(maxsize=20_000)
def may_be_given(word: str) -> bool:
    """Whether the word is a given name as well as a word, a month or a place."""
    return plain_letters(word) in book().words["ambiguous"]


@lru_cache(maxsize=20_000)
def is_plain(word: str) -> bool:
    """Whether the word is an ordinary one of this field, and no part of a name."""
    folded = word.casefold().replace("’", "'")
    return folded in book().words["not_names"] and folded not in book().words["given"]


@lru_cache(maxsize=20_000)
def is_no_name(word: str) -> bool:
    """Whether the word is of this field, or a body, a make or a programme."""
    folded = word.casefold().replace("’", "'")
    return is_plain(word) or folded in book().words["bodies"] | book().words["wide_places"]


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Whether the word ends as ordinary words do ("Balancing", "Provision") and is no given name."""
    return not is_given(word) and not may_be_given(word) and _ends(word)


def _ends(word: str) -> bool:
    folded = word.casefold()
    ends = tuple(book().lists["ordinary_ends"])
    return len(word) > 5 and (folded.endswith(ends) or folded.removesuffix("s").endswith(ends))


def readable(sentence: str) -> str:
    """The sentence with names of laws, conditions, works, the field's phrases and months of a year made unreadable.

    Each place is kept.
    """
    return _told().sub(lambda found: "·" * len(found[0]), sentence)


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of('legal', 'phrases')}|{_MONTH})(?!\w)")
