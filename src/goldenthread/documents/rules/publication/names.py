"""Names: titles, given names, unknown pairs of capitalised words, and whoever is called somebody's son."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.documents.rules.publication.book import Book, book
from goldenthread.documents.rules.publication.letters import LOWER, MARKS, UPPER, plain_letters

# A span of the sentence and what to say about it.
Hit = tuple[int, int, str]

WORD = rf"(?:Mc|Mac|[OD]['’])?[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)*"
_CAPITALS = rf"[{UPPER}][{UPPER}{MARKS}]+(?:[-'’][{UPPER}][{UPPER}{MARKS}]+)*"
_RUN = re.compile(rf"(?<![\w.@/-]){WORD}(?:[  ]{WORD})*(?![\w@])")
_TOKEN = re.compile(WORD)
_SHOUTED = re.compile(rf"(?<![\w.@/-]){_CAPITALS}(?: {_CAPITALS})+(?![\w@])")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{book().one_of('titles')})\.? (?:[{UPPER}]\.? ?)?(?P<name>{WORD}(?: {WORD})?)"
    )


@cache
def _related() -> re.Pattern[str]:
    before = book().one_of("person")
    after = book().one_of("belongings")
    return re.compile(
        rf"\b(?i:{before}),? [\"“‘]?(?P<name>{WORD})(?![\w-])|(?<![\w-])(?P<whose>{WORD})['’]s? (?:{after})\b"
    )


@cache
def _household() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{WORD}) (?:{book().one_of('households')})\b")


def names(sentence: str) -> Iterator[Hit]:
    """The names in a sentence. What the caller knows to be no name is masked before."""
    rules = book()
    hidden = _without_legal(sentence, rules)
    for found in _titled().finditer(hidden):
        if not _is_plain(found["name"].split()[0], rules):
            yield found.start(), found.end(), "a title with a name"
    for found in _related().finditer(hidden):
        group = "name" if found["name"] else "whose"
        if not _is_plain(found[group], rules) and not _after_saint(hidden, found.start(group)):
            yield found.start(group), found.end(group), "a name beside a person"
    for found in _household().finditer(hidden):
        if not _is_plain(found["name"], rules) and not _describes(found["name"], rules):
            yield found.start("name"), found.end(), "a name beside a family"
    for run in _RUN.finditer(hidden):
        yield from _in_run(hidden, run, rules)
    for run in _SHOUTED.finditer(hidden):
        yield from _in_capitals(run, rules)


def _in_run(sentence: str, run: re.Match[str], rules: Book) -> Iterator[Hit]:
    tokens = [
        (run.start() + one.start(), run.start() + one.end(), one[0])
        for one in _TOKEN.finditer(run[0])
    ]
    if _after_saint(sentence, run.start()) or _names_a_place(sentence, run, rules):
        return
    while tokens and _is_plain(tokens[0][2], rules) and not _may_begin(tokens, rules):
        tokens = tokens[1:]
    for place, (start, end, word) in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        surname = following is not None and not _is_plain(following[2], rules)
        known = plain_letters(word) in rules.words["given"] - rules.words["ambiguous"]
        may_be = plain_letters(word) in rules.words["ambiguous"]
        if known or (may_be and surname):
            last = following[1] if following is not None and surname else end
            yield start, last, "a given name"
            return
    if len(tokens) >= 2 and not any(_is_plain(word, rules) for _, _, word in tokens):
        yield tokens[0][0], tokens[-1][1], "two capitalised words that may be a name"


def _in_capitals(run: re.Match[str], rules: Book) -> Iterator[Hit]:
    """A given name among words in capitals throughout, as headings are; alone it is an abbreviation."""
    given = rules.words["given"] - rules.words["ambiguous"]
    for word in re.finditer(r"\S+", run[0]):
        if plain_letters(word[0]) in given:
            yield run.start() + word.start(), run.end(), "a given name in capitals"
            return


def _describes(word: str, rules: Book) -> bool:
    """Whether the word says what kind of family it is, such as `Another` or `Polish`."""
    return word.casefold() in rules.words["kinds_of_family"] | rules.words["traits"]


def _may_begin(tokens: list[tuple[int, int, str]], rules: Book) -> bool:
    """Whether the first word is a given name as well as a word, with what looks like a surname after it."""
    first = tokens[0][2].casefold() in rules.words["ambiguous"]
    return first and len(tokens) > 1 and not _is_plain(tokens[1][2], rules)


def _names_a_place(sentence: str, run: re.Match[str], rules: Book) -> bool:
    """Whether the run ends in a word such as School or Council, itself or after an apostrophe."""
    last = _TOKEN.findall(run[0])[-1]
    after = re.match(r"['’]s? ([A-Z][a-z]+)", sentence[run.end() :])
    own = after is not None and _is_plain(after[1], rules)
    return own or (len(run[0].split()) > 1 and last.casefold() in rules.words["ends_of_bodies"])


def _is_plain(word: str, rules: Book) -> bool:
    """Whether the word is an ordinary one of this field, and no part of a name."""
    folded = word.casefold()
    return folded in rules.words["not_names"] and folded not in rules.words["given"]


def _after_saint(sentence: str, start: int) -> bool:
    return re.search(r"\b(?:St|Saint)\.? $", sentence[:start]) is not None


def _without_legal(sentence: str, rules: Book) -> str:
    """The sentence with names of laws, conditions and works made unreadable, each place kept."""
    pattern = rules.one_of("legal")
    return re.sub(pattern, lambda found: "·" * len(found[0]), sentence)
