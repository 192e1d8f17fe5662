"""Initials: `Pupil A`, `child J.`, `K's mother`, `J. Smith`, `J.S.` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.letters import LOWER, UPPER, UPPER_ALONE
from goldenthread.documents.rules.publication.names import Hit

_POINTS = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.\s?){{2,3}}(?![\w])")
_SURNAME = re.compile(rf"(?<![\w.'’-])(?P<all>[{UPPER_ALONE}]\.? [{UPPER}][{LOWER}]{{2,}})(?![\w])")
_NAMED, _QUOTED = "an initial where a person is named", "an initial under a quotation"


@cache
def _beside_person() -> re.Pattern[str]:
    # "A" and "I" are words as well: initials only where the text goes on as after a name.
    word_too = rf"[AI](?=[.,;:'’)\"”]|$| (?:{any_of('after_initial')})\b)"
    letters = rf"(?:[{UPPER_ALONE}]|{word_too})(?![\w-])\.?|[{UPPER}]{{2,3}}(?![\w-])"
    nouns = rf"\b(?i:{any_of('person')}|client|resident)"
    return re.compile(rf"{nouns}(?:[, ]+| of )[\"“‘(]?(?P<one>{letters})")


@cache
def _belonging() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.&-])(?P<one>[{UPPER}])\.?['’]s (?=(?:[a-z]+ ){{0,2}}(?i:{any_of('belongings')})\b)"
    )


@cache
def _spoken() -> tuple[tuple[re.Pattern[str], str], ...]:
    """A letter that speaks, is spoken of, has an age, or stands under a quotation."""
    one = rf"(?<![\w.&/-])(?P<one>[{UPPER_ALONE}]\.?)"
    verbs, titles, people = any_of("person_verbs"), any_of("titles"), any_of("person")
    told = any_of("before_person")
    patterns = (
        (rf"{one},? (?:who )?(?:{verbs})\b", "an initial that speaks or does"),
        (rf"{one},? \(?(?:aged?\b|\d{{1,2}}\b|Year \d|(?:{people})\b)", "an initial with an age"),
        (rf"\b(?:{titles})\.? {one}(?! ?[{UPPER}]|\w)", "a title with an initial"),
        (rf"\b(?i:{told}) {one}(?! ?[{UPPER}]|\w)", _NAMED),
        (rf"\b(?:of|for|with|by|and) (?P<one>[{UPPER_ALONE}]\.) (?:and|with|at|in) ", _NAMED),
        # After the closing mark of a quotation, or a sentence of its own: (H), - S, parent.
        (rf"[\"”’][.,]? ?(?:\(|[-–—] ?){one}(?=[,).;]|$)", _QUOTED),
        (rf"^\W*(?:\(|[-–—] ?){one}(?=\)|, )", _QUOTED),
        (rf"[\"”’],? {one}(?=[,).;]|$)", _QUOTED),
    )
    return tuple((re.compile(pattern), words) for pattern, words in patterns)


def initials(sentence: str) -> Iterator[Hit]:
    """The initials in a sentence."""
    rules = book()
    for found in _beside_person().finditer(sentence):
        letters = found["one"].rstrip(".")
        if letters.casefold() not in rules.words["abbreviations"]:
            yield found.start(), found.end("one"), "an initial beside a person"
    for pattern, words in ((_belonging(), "an initial with what belongs to it"), *_spoken()):
        for found in pattern.finditer(sentence):
            if not _labelled(sentence, found.start("one")):
                yield found.start("one"), found.end("one"), words
    for found in _POINTS.finditer(sentence):
        if found[0].strip().replace(" ", "").casefold() not in rules.words["not_initials"]:
            yield found.start(), found.end(), "initials with points"
    for found in _SURNAME.finditer(sentence):
        plain = found["all"].split()[-1].casefold() in rules.words["not_names"]
        label = _labelled(sentence, found.start()) or _of_a_list(sentence, found)
        if not plain and not label:
            yield found.start(), found.end(), "an initial with a surname"


@cache
def _goes_on() -> re.Pattern[str]:
    """What follows a person's name and not the first word of an action."""
    return re.compile(rf"(?:[,.:;)]|$|['’]s| (?:{any_of('person_verbs', 'clause_verbs')})\b)")


def _of_a_list(sentence: str, found: re.Match[str]) -> bool:
    """Whether the letter counts the actions of a plan: "B. Deliver training to schools"."""
    if found["all"][1] != "." or found["all"][0] not in "BCDEFGH":
        return False
    return (
        sentence[: found.start()].strip() == "" and _goes_on().match(sentence, found.end()) is None
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{any_of('labels')})s? $")


def _labelled(sentence: str, start: int) -> bool:
    """Whether the letter is the label of a section, an action or the like."""
    # No label is longer than this, and a whole long sentence is not read again for each letter.
    return _label().search(sentence[max(0, start - 40) : start]) is not None
