"""Initials: `Pupil A`, `child J.`, `K's mother`, `J. Smith`, `J.S.` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.documents.rules.publication.book import book
from goldenthread.documents.rules.publication.letters import LOWER, UPPER, UPPER_ALONE
from goldenthread.documents.rules.publication.names import Hit

_POINTS = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.\s?){{2,3}}(?![\w])")
_SURNAME = re.compile(rf"(?<![\w.'’-])(?P<all>[{UPPER_ALONE}]\.? [{UPPER}][{LOWER}]{{2,}})(?![\w])")


@cache
def _beside_person() -> re.Pattern[str]:
    rules = book()
    nouns = rules.one_of("person")
    # "A" and "I" are words as well: initials only where the text goes on as after a name.
    word_too = rf"[AI](?=[.,;:'’)\"”]|$| (?:{rules.one_of('after_initial')})\b)"
    return re.compile(
        rf"\b(?i:{nouns})[, ]+[\"“‘(]?(?P<one>(?:[{UPPER_ALONE}]|{word_too})(?![\w-])\.?|[{UPPER}]{{2,3}}(?![\w-]))"
    )


@cache
def _belonging() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.&-])(?P<whose>[{UPPER}])\.?['’]s (?=(?:[a-z]+ ){{0,2}}(?i:{book().one_of('belongings')})\b)"
    )


def initials(sentence: str) -> Iterator[Hit]:
    """The initials in a sentence."""
    rules = book()
    for found in _beside_person().finditer(sentence):
        letters = found["one"].rstrip(".")
        if letters.casefold() not in rules.words["abbreviations"]:
            yield found.start(), found.end("one"), "an initial beside a person"
    for found in _belonging().finditer(sentence):
        if not _labelled(sentence, found.start()):
            yield found.start("whose"), found.end("whose"), "an initial with what belongs to it"
    for found in _POINTS.finditer(sentence):
        if found[0].strip().replace(" ", "").casefold() not in rules.words["not_initials"]:
            yield found.start(), found.end(), "initials with points"
    for found in _SURNAME.finditer(sentence):
        word = found["all"].split()[-1].casefold()
        plain = word in rules.words["not_names"]
        if not plain and not _labelled(sentence, found.start()):
            yield found.start(), found.end(), "an initial with a surname"


def _labelled(sentence: str, start: int) -> bool:
    """Whether the letter is the label of a section, an action or the like."""
    labels = book().one_of("labels")
    return re.search(rf"(?i)\b(?:{labels})s? $", sentence[:start]) is not None
