"""Rare combinations: an age, a place and a trait, or one person with two of them, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from goldenthread.documents.rules.publication.alternatives import in_small_letters
from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.names import Hit


@cache
def _trait() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('traits')})\b")


def combinations(sentence: str, places: Collection[str]) -> Iterator[Hit]:
    """The sentence as one hit where it holds a whole set; `places` are narrow places that the caller knows."""
    rules = book()
    there = {name for name in ("age", "one_person") if rules.patterns[name].search(sentence)}
    if _trait().search(in_small_letters(sentence)):
        there.add("trait")
    if _in_a_place(sentence, places):
        there.add("place")
    for parts in rules.sets:
        if parts <= there:
            words = ", ".join(_WORDS[part] for part in sorted(parts))
            yield 0, len(sentence), f"together in one sentence: {words}"
            return


_WORDS = {
    "age": "an age or year group",
    "one_person": "one person",
    "place": "a place",
    "trait": "a need or origin",
}


def _in_a_place(sentence: str, places: Collection[str]) -> bool:
    if any(place in sentence for place in places):
        return True
    wide = book().words["wide_places"]
    for found in book().patterns["place"].finditer(sentence):
        if found["named"] or found["after"].split()[0].casefold() not in wide:
            return True
    return False
