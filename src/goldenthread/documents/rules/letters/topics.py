"""What each sentence of a letter is about, and which days in it are last days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from goldenthread.documents.rules.letters.book import fact_book, required_rules
from goldenthread.documents.rules.letters.days import FoundDay
from goldenthread.documents.rules.letters.shapes import FactKind
from goldenthread.documents.rules.letters.terms import pattern, patterns, without
from goldenthread.documents.rules.letters.view import Sentence, View, plainly

# How far from a day those words stand that make it a last one.
_NEAR, _AFTER = 60, 40
Terms = tuple[re.Pattern[str], ...]


def day_of(facts: Mapping[str, str], code: str) -> date | None:
    """A fact that is a day; None where it is not given."""
    text = facts.get(code, "").strip()
    return date.fromisoformat(text) if text else None


def days_given(facts: Mapping[str, str]) -> frozenset[date | None]:
    """Every fact that is a day."""
    return frozenset(
        day_of(facts, one.code) for one in fact_book().values() if one.kind is FactKind.DAY
    )


def last_days_in(sentence: Sentence) -> Iterator[tuple[FoundDay, bool]]:
    """Each day of a sentence, and whether it is given as a last one: by that day, until then, at the latest."""
    before = 0
    for found in sentence.days:
        lead = sentence.plain[max(before, found.start - _NEAR) : found.start]
        after = sentence.plain[found.end : found.end + _AFTER]
        by = any(one.search(lead) for one in _last_day("before"))
        yield found, by or any(one.match(after.lstrip(" ,;-(")) for one in _last_day("after"))
        before = found.end


def meant(sentence: Sentence, found: FoundDay) -> bool:
    """Whether a day is what was said before it comes to: two months, that is 9 February; it is 9 February."""
    lead = sentence.plain[max(0, found.start - _NEAR) : found.start].rstrip(" ,:;-(")
    return any(lead.endswith(plainly(one)) for one in required_rules()["last_day"]["means"])


@cache
def _last_day(place: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(pattern, required_rules()["last_day"][place]))


def abouts(
    view: View, facts: Mapping[str, str], topics: Iterable[str]
) -> Iterator[tuple[Sentence, Mapping[str, int]]]:
    """Each sentence with what it is about: by its own words, those before it, or its heading.

    Each topic, of these and of those beside them, with the place from which on the sentence names it; nought where it
    only follows from what stands before.
    """
    rules, wanted = required_rules()["topics"], set(topics)
    beside = {one for name in wanted for one in rules[name].get("beside", ())}
    acts = {name: _acts(rules[name], facts) for name in sorted(wanted | beside)}
    place, held = -1, dict[str, int]()
    for one in view.sentences:
        told = _told(one.plain, acts)
        if not told and place == one.paragraph:
            told = dict.fromkeys(held, 0)
        if not told:
            told = dict.fromkeys(_told(view.section_of(one).split("\n")[0], acts), 0)
        place, held = one.paragraph, told
        yield one, told


def concerns(topic: str, told: Mapping[str, int], found: FoundDay) -> bool:
    """Whether a day is about the topic: one that is named only after it has another topic's day before it."""
    if topic not in told:
        return False
    return told[topic] <= found.start or all(start > found.start for start in told.values())


def _acts(rule: Mapping[str, Any], facts: Mapping[str, str]) -> tuple[Terms, Terms]:
    """What tells that a sentence is about a topic, and what stands aside."""
    terms = tuple(one for group in rule["act"] for one in patterns(group, facts))
    return terms, tuple(map(pattern, rule.get("aside", ())))


def _told(plain: str, acts: Mapping[str, tuple[Terms, Terms]]) -> dict[str, int]:
    found = {}
    for name, (terms, aside) in acts.items():
        rest = without(aside, plain)
        starts = [match.start() for one in terms for match in one.finditer(rest)]
        if starts:
            found[name] = min(starts)
    return found
