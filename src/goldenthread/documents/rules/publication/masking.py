"""Making names of organisations, posts and areas unreadable, so that they are not taken for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.letters import LOWER, UPPER, as_read
from goldenthread.documents.rules.publication.names import WORD
from goldenthread.documents.rules.publication.vocabulary import is_given, may_be_given

# A capitalised word, a word in capitals, or an initial, right before or right after.
_CAPITALISED = rf"(?:{WORD}|[{UPPER}]+)"
_BEFORE = re.compile(rf"(?<![\w'’-])(?P<word>{_CAPITALISED})\.?[  -]$")
_AFTER = re.compile(rf"^[  -](?P<word>{_CAPITALISED})(?![{UPPER}{LOWER}'’])")


def mask_of(known: Collection[str]) -> Callable[[str], str]:
    """Makes each known name unreadable, its place kept.

    A name of several words always; one word only where it cannot be part of a person's name, since many places
    are surnames: not after a title, beside a relation, or beside another capitalised word of no list.
    """
    names = {as_read(one).strip() for one in known} - {""}
    several = _pattern({way for one in names if " " in one for way in _ways(one)}, re.IGNORECASE)
    single = _pattern({one for one in names if " " not in one})

    def mask(text: str) -> str:
        masked = several.sub(_hidden, text) if several else text
        if single is None:
            return masked
        return single.sub(
            lambda found: found[0] if _may_be_a_person(masked, found) else _hidden(found), masked
        )

    return mask


def _ways(name: str) -> set[str]:
    """A name of several words as people write it: with "&" or "and", and without "School" or "Trust" at its end.

    What is left must be two words or more, and hold no given name: "Grace Taylor" of a school is a person.
    """
    *words, last = name.split()
    found = {name}
    may_be_a_person = any(is_given(word) or may_be_given(word) for word in words)
    if len(words) > 1 and last.casefold() in book().words["ends_of_bodies"] and not may_be_a_person:
        found.add(" ".join(words))
    return {
        way
        for one in found
        for way in (one, one.replace(" & ", " and "), one.replace(" and ", " & "))
    }


def _pattern(names: Collection[str], flags: int = 0) -> re.Pattern[str] | None:
    longest = sorted(names, key=lambda one: (-len(one), one))
    one_of = "|".join(re.escape(one) for one in longest)
    return re.compile(rf"(?<!\w)(?:{one_of})(?!\w)", flags) if longest else None


def _hidden(found: re.Match[str]) -> str:
    return "·" * len(found[0])


def _may_be_a_person(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if _related_before().search(before) or _related_after().search(after):
        return True
    beside = (_BEFORE.search(before), _AFTER.search(after))
    return any(
        one is not None and one["word"].casefold() not in book().words["not_names"]
        for one in beside
    )


@cache
def _related_before() -> re.Pattern[str]:
    titles, people = any_of("titles"), any_of("person")
    return re.compile(rf"\b(?:(?:{titles})\.?|(?i:{people}),?) (?:[{UPPER}]\.? ?)?[\"“‘]?$")


@cache
def _related_after() -> re.Pattern[str]:
    return re.compile(rf"^(?:['’]s? (?:{any_of('person')})| (?:{any_of('households')}))\b")
