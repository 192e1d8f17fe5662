"""Names that stand alone and on no list: found by what is said around them, and names in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.letters import LOWER, plain_letters
from goldenthread.documents.rules.publication.names import WORD, Hit, begins
from goldenthread.documents.rules.publication.vocabulary import (
    is_given,
    is_no_name,
    is_ordinary,
    may_be_given,
)

_NAME = rf"(?<![\w.@/·-])(?P<name>{WORD})"
# Plural words and the like begin many sentences: "Reviewers said".
_PLURAL = ("s", "body", "one", "staff")
_SMALL = re.compile(rf"(?<![\w@./-])(?P<name>[{LOWER}]{{3,}})(?P<whose>['’]s)?(?![\w@-])")
# "miss" and "ms" are words of their own in small letters.
_SMALL_TITLE = re.compile(rf"\b(?:mr|mrs|dr|cllr|prof)\.? (?P<name>[{LOWER}]{{3,}})\b")
# "A carer from Slatebridge spoke": after these stands a place.
_PLACE = re.compile(r"\b(?:from|in|at|near|of|to|for) $")


def _told() -> tuple[str, ...]:
    """What stands beside a person: apposition, a verb, a joining word, a task, a word before."""
    verbs, helping = any_of("person_verbs"), any_of("clause_verbs")
    relatives = any_of("person")
    people = rf"(?i:{any_of('posts')}|{relatives})s?"
    after = "and|about|for|not|on|in|at|that|to|who|from|with|by|her|his|because|when"
    return (
        rf"\b{people} ?(?:, |\(|– |- ){_NAME}(?=[,).;]| and |$)",
        rf"{_NAME},? (?:who )?(?:{verbs})\b",
        rf"{_NAME},? and (?:her|his) (?:\w+ )?(?:{relatives})\b",
        rf"\b(?:{any_of('clause_words')}) {_NAME} (?:{helping})\b",
        rf"^[\s•–-]*{_NAME} to (?:{any_of('task_verbs')})\b",
        rf"\b(?i:{any_of('before_person')}) {_NAME}(?! {WORD}|-)(?=[.,;:!?)]|$| (?:{after})\b)",
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in _told())


@cache
def _finite() -> re.Pattern[str]:
    """A helping verb as a name: what follows can only follow a name ("Will has")."""
    return re.compile(rf"(?<![\w-])(?P<name>Will) (?:{any_of('finite_verbs')})\b")


def lone_names(sentence: str) -> Iterator[Hit]:
    """The names in a sentence that is `readable`, by what stands around them."""
    for pattern in _patterns():
        for found in pattern.finditer(sentence):
            start = found.start("name")
            if found.start() == start and _PLACE.search(sentence[max(0, start - 6) : start]):
                continue
            if not _is_word(sentence, found["name"], found.start("name")):
                yield (
                    found.start("name"),
                    found.end("name"),
                    "a word that stands where a person is named",
                )
    for found in _finite().finditer(sentence):
        yield found.start(), found.end("name"), "a given name"
    yield from _in_small_letters(sentence)


def _is_word(sentence: str, name: str, start: int) -> bool:
    if is_given(name):
        return False
    if may_be_given(name):
        return name.casefold() in book().words["months"]
    if is_no_name(name) or is_ordinary(name):
        return True
    return begins(sentence, start) and name.endswith(_PLURAL)


def _in_small_letters(sentence: str) -> Iterator[Hit]:
    words = book().words
    for found in _SMALL_TITLE.finditer(sentence):
        if found["name"] not in words["not_names"]:
            yield found.start(), found.end(), "a title with a name"
    for found in _SMALL.finditer(sentence):
        plain = plain_letters(found["name"])
        if plain not in words["given"] or plain in words["words_in_small_letters"]:
            continue
        if found["whose"] or len(plain) > 3:
            yield found.start("name"), found.end("name"), "a given name in small letters"
