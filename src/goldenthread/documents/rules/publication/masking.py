"""Making names of organisations, posts and areas unreadable, so that they are not taken for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from goldenthread.documents.rules.publication.book import book
from goldenthread.documents.rules.publication.letters import LOWER, UPPER, as_read
from goldenthread.documents.rules.publication.names import WORD

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
    several = _pattern({one for one in names if " " in one})
    single = _pattern({one for one in names if " " not in one})

    def mask(text: str) -> str:
        masked = several.sub(_hidden, text) if several else text
        if single is None:
            return masked
        return single.sub(
            lambda found: found[0] if _may_be_a_person(masked, found) else _hidden(found), masked
        )

    return mask


def _pattern(names: Collection[str]) -> re.Pattern[str] | None:
    longest = sorted(names, key=lambda one: (-len(one), one))
    one_of = "|".join(re.escape(one) for one in longest)
    return re.compile(rf"(?<!\w)(?:{one_of})(?!\w)") if longest else None


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
    titles, people = book().one_of("titles"), book().one_of("person")
    return re.compile(rf"\b(?:(?:{titles})\.?|(?i:{people}),?) (?:[{UPPER}]\.? ?)?[\"“‘]?$")


@cache
def _related_after() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:['’]s? (?:{book().one_of('person')})| (?:{book().one_of('households')}))\b"
    )
