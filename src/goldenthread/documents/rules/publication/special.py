"""Health and other special categories of data, said of one person: a post, a relative, "her", "he", or a named one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.documents.rules.publication.alternatives import in_small_letters
from goldenthread.documents.rules.publication.book import any_of
from goldenthread.documents.rules.publication.letters import LOWER, UPPER
from goldenthread.documents.rules.publication.names import Hit

# Words between a person and what is said of them: at most so many, so that nothing backtracks far.
_FEW = r"(?:[\w'’-]+ ){0,5}"
_WHO_CAN = r"(?:is|was|has been|had been|being|remains|became|fell|went|are|be|still)"


@cache
def _telling() -> tuple[re.Pattern[str], ...]:
    """A person and a condition, from the closest tie to the loosest."""
    health = any_of(*_CONDITIONS)
    condition = rf"(?P<what>(?:{health})\b(?! (?:{any_of('not_followed_by')})\b)(?![-'’]))"
    adjectives = rf"(?:(?:{any_of('adjectives')}) ){{0,2}}"
    post, relative = any_of("posts"), any_of("relatives")
    # "The mother", "our SENCO", "her son", "Mum", "Dad", "he", "she", and whoever holds a post.
    whose = r"(?:the|our|her|his|their|my|this|that)"
    close = rf"(?:{relative}|{any_of('known_child')})"
    somebody = (
        rf"(?:{post}(?:['’]s {relative})?|{whose} (?:[\w-]+ ){{0,2}}{close}|mum|dad|nan|he|she"
        rf"|{whose} only (?:[\w-]+ ){{0,2}}(?:{any_of('known_child', 'any_child')})|this (?:{any_of('any_child')}))"
    )
    said = rf"(?:{any_of('states')})\b(?! (?:{any_of('not_followed_by')})\b)(?!-)"
    tie = rf"(?:{any_of('ties')})"
    aside = r"(?:,? who |, [^,.;]{1,60}, )"
    patterns = (
        rf"\b(?:{post}|{whose} (?:[\w-]+ ){{0,2}}(?:{relative}))['’]s {adjectives}{condition}",
        rf"\b(?:her|his|my) {adjectives}{condition}",
        rf"\b{condition} of (?:the|our|her|his|my) {_FEW}(?:{post}|{relative})\b",
        rf"\b{somebody}{aside}?[ ,]*{_FEW}{tie} (?:an? |the )?{adjectives}{condition}",
        rf"\b{somebody}(?:{aside}| )(?:{_FEW}{_WHO_CAN} (?:[\w-]+ ){{0,2}}|)(?P<state>{said})",
        rf"\b{somebody}(?:{aside}| )(?:[\w'’-]+ ){{0,2}}(?:{any_of('events_of_life')})\b",
        rf"\b(?:he|she) (?:is|was) {_FEW}(?:{any_of('states')}) (?:{any_of('any_child', 'known_child')})\b",
        rf"\b(?:the|this) (?:only )?(?:[\w-]+ )?(?:{any_of('states')}) (?:{any_of('known_child')})\b",
        rf"\b(?:{any_of('alone')})\b(?! (?:{any_of('not_followed_by')})\b)",
    )
    return tuple(re.compile(one) for one in patterns)


@cache
def _named() -> re.Pattern[str]:
    """A capitalised word that did or is what only a person can: "Musa broke his leg"."""
    return re.compile(
        rf"(?<![\w-])[{UPPER}][{LOWER}]+ (?:[\w'’]+ ){{0,2}}(?i:{any_of('events_of_life', 'alone')})\b"
    )


@cache
def _anybody() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of('anybody')})\b")


_CONDITIONS = (
    "conditions_health", "conditions_family", "conditions_belief", "conditions_sexual_life", "conditions_offences",
)  # fmt: skip


def special_categories(sentence: str) -> Iterator[Hit]:
    """What is told of one person's health, belief, sexual life or offences."""
    small = in_small_letters(sentence)
    if _anybody().match(small) or not _holds_any().search(small):
        return
    found = [one for pattern in _telling() for one in pattern.finditer(small)]
    for one in (*found, *_named().finditer(sentence)):
        yield one.start(), one.end(), "health or the like, said of one person"


@cache
def _holds_any() -> re.Pattern[str]:
    """Whether a word of the lists stands in the sentence at all: most sentences end here."""
    lists = (*_CONDITIONS, "states", "events_of_life", "alone")
    return re.compile(rf"\b(?:{any_of(*lists)})\b")
