"""Names: titles, given names, unknown pairs of capitalised words, and whoever is called somebody's son."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.letters import LOWER, MARKS, UPPER
from goldenthread.documents.rules.publication.vocabulary import (
    is_given,
    is_no_name,
    is_ordinary,
    is_plain,
    may_be_given,
)

# A span of the sentence and what to say about it.
Hit = tuple[int, int, str]

WORD = rf"(?:Mc|Mac|[OD]['’])?[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)*"
CAPITALS = rf"[{UPPER}][{UPPER}{MARKS}]+(?:[-'’][{UPPER}][{UPPER}{MARKS}]+)*"
_RUN = re.compile(rf"(?<![\w.@/-]){WORD}(?:[  ]{WORD})*(?![\w@])")
_TOKEN = re.compile(WORD)
_SHOUTED = re.compile(rf"(?<![\w.@/-]){CAPITALS}(?: {CAPITALS})*(?![\w@])")
_SAINT = re.compile(r"\b(?:St|Saint)\.? $")
# "King's Lynn": what follows belongs to a place or a work.
_OWNED = re.compile(rf"[{UPPER}][{LOWER}]+['’]s $")
_ASIDE = re.compile(r",|\)| who\b")
_OWNS = re.compile(rf"['’]s? ([{UPPER}][{LOWER}]+)")
_BEGINS = re.compile(r"[\s\"'“‘(•–-]*")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{any_of('titles')})\.? (?:[{UPPER}]\.? ?)?(?P<name>{WORD}(?: {WORD})?)"
    )


@cache
def _titled_in_capitals() -> re.Pattern[str]:
    titles = any_of("titles").upper()
    return re.compile(rf"\b(?:{titles})\.? (?:[{UPPER}]\.? )?(?P<name>{CAPITALS})")


@cache
def _related() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<who>(?i:{any_of('person')})),? [\"“‘]?(?P<name>{WORD})(?![\w-])"
        rf"|(?<![\w-])(?P<whose>{WORD})['’]s? (?:{any_of('belongings')})\b"
    )


@cache
def _household() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{WORD}) (?:{any_of('households')})\b")


def names(sentence: str) -> Iterator[Hit]:
    """The names in a sentence that is `readable`. What the caller knows to be no name is masked before."""
    for pattern in (_titled(), _titled_in_capitals()):
        for found in pattern.finditer(sentence):
            if not is_plain(found["name"].split()[0]):
                yield found.start(), found.end(), "a title with a name"
    for found in _related().finditer(sentence):
        group = "name" if found["name"] else "whose"
        if _names_somebody(sentence, found, group):
            yield found.start(group), found.end(group), "a name beside a person"
    for found in _household().finditer(sentence):
        if not is_plain(found["name"]) and not _describes(found["name"]):
            yield found.start("name"), found.end(), "a name beside a family"
    for run in _RUN.finditer(sentence):
        yield from _in_run(sentence, run)
    for run in _SHOUTED.finditer(sentence):
        yield from _in_capitals(run)


def _names_somebody(sentence: str, found: re.Match[str], group: str) -> bool:
    """Whether the word beside a person is no word of the field, no saint and no part of a title."""
    name, start = found[group], found.start(group)
    if is_plain(name) or (is_no_name(name) and not may_be_given(name)):
        return False
    if found["who"] and _is_title(sentence, found):
        return False
    return _SAINT.search(sentence[max(0, start - 8) : start]) is None


def _in_run(sentence: str, run: re.Match[str]) -> Iterator[Hit]:
    tokens = [
        (run.start() + one.start(), run.start() + one.end(), one[0])
        for one in _TOKEN.finditer(run[0])
    ]
    before = sentence[max(0, run.start() - 40) : run.start()]
    if _SAINT.search(before) or _OWNED.search(before) or _names_a_place(sentence, run):
        return
    first = 0
    while (
        first < len(tokens)
        and is_plain(tokens[first][2])
        and not _may_begin(tokens[first : first + 2])
    ):
        first += 1
    tokens = tokens[first:]
    for place, (start, end, word) in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        surname = following is not None and not is_plain(following[2])
        alone = len(tokens) == 1 and _is_alone(sentence, run, word)
        if is_given(word) or alone or (may_be_given(word) and surname):
            last = following[1] if following is not None and surname else end
            yield start, last, "a given name"
            return
    words = [word for _, _, word in tokens]
    if (
        len(words) >= 2
        and not any(map(is_no_name, words))
        and not any(map(is_ordinary, words[:-1]))
    ):
        yield tokens[0][0], tokens[-1][1], "two capitalised words that may be a name"


def _is_alone(sentence: str, run: re.Match[str], word: str) -> bool:
    """Whether a name that is also a word has a capital for no reason but being a name ("their intern Nick, who")."""
    if not may_be_given(word) or word.casefold() in book().words["capital_for_another_reason"]:
        return False
    if run[0] != word:
        return _ASIDE.match(sentence, run.end()) is not None
    return not begins(sentence, run.start())


def _in_capitals(run: re.Match[str]) -> Iterator[Hit]:
    """A given name among words in capitals throughout, as headings are; not one that is an abbreviation."""
    for word in re.finditer(r"\S+", run[0]):
        short = word[0].casefold() in book().words["names_as_abbreviations"] or len(word[0]) < 4
        if is_given(word[0]) and not (short and word[0] == run[0]):
            yield run.start() + word.start(), run.end(), "a given name in capitals"
            return


def _is_title(sentence: str, found: re.Match[str]) -> bool:
    """Whether both words have capitals as in a title ("Family Conversation", "Child Centred") and no name is there."""
    name = found["name"]
    if found["who"][0].islower() or is_given(name) or may_be_given(name):
        return False
    return not begins(sentence, found.start()) or is_ordinary(name)


def begins(sentence: str, start: int) -> bool:
    """Whether the sentence begins there, marks before it aside: a capital says nothing."""
    found = _BEGINS.match(sentence)
    return found is not None and found.end() >= start


def _describes(word: str) -> bool:
    """Whether the word says what kind of family it is, such as `Another` or `Polish`."""
    return word.casefold() in book().words["kinds_of_family"] | book().words["traits"]


def _may_begin(tokens: list[tuple[int, int, str]]) -> bool:
    """Whether the first word is a given name as well as a word, with what looks like a surname after it."""
    return may_be_given(tokens[0][2]) and len(tokens) > 1 and not is_plain(tokens[1][2])


def _names_a_place(sentence: str, run: re.Match[str]) -> bool:
    """Whether the run ends in a word such as School or Council, itself or after an apostrophe."""
    last = _TOKEN.findall(run[0])[-1]
    after = _OWNS.match(sentence, run.end())
    own = after is not None and is_plain(after[1])
    return own or (len(run[0].split()) > 1 and last.casefold() in book().words["ends_of_bodies"])
