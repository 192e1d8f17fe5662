"""Terms of required.yaml as patterns, and whether a sentence takes back what it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from goldenthread.documents.rules.letters.book import NAMED, required_rules
from goldenthread.documents.rules.letters.view import plainly

# A term goes over no end of a sentence, and its gaps over no comma.
_BETWEEN = r"[^\w.!?]+"
_SOME = r"[^\w.!?,;:]+(?:\w+[^\w.!?,;:]+){0,6}?"
_CLAUSE = re.compile(r"[,;:()\n]| - |\bbut\b|\bhowever\b")
_JUST_AFTER = 4


@lru_cache(maxsize=2000)
def pattern(term: str) -> re.Pattern[str]:
    """A term as a pattern for plain text."""
    parts: list[str] = []
    for word in term.split():
        if word == "..":
            parts[-1:] = [_SOME] if parts else []
            continue
        stem = re.escape(plainly(word).rstrip("*"))
        parts += [stem + (r"\w*" if word.endswith("*") else ""), _BETWEEN]
    # A word of an e-mail or web address says nothing.
    return re.compile(rf"(?<![\w@.-])(?:{''.join(parts[:-1])})(?![\w@]|\.\w)")


def patterns(group: str, facts: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """The terms of a group; one that names a fact is left out where the fact is not given."""
    fixed, named = _group(group)
    made = (_with_facts(term, facts) for term in named)
    return (*fixed, *(pattern(term) for term in made if term))


@cache
def _group(group: str) -> tuple[tuple[re.Pattern[str], ...], tuple[str, ...]]:
    """The terms of a group: as patterns, and those that name a fact."""
    terms = required_rules()["groups"][group]
    named = tuple(term for term in terms if NAMED.search(term))
    return tuple(pattern(term) for term in terms if term not in named), named


def stands(found: tuple[re.Pattern[str], ...], plain: str) -> bool:
    """Whether a term of the group stands in the text."""
    return any(one.search(plain) for one in found)


def said(found: tuple[re.Pattern[str], ...], plain: str) -> bool:
    """Whether a term of the group stands in the sentence and is not taken back there."""
    spans = (match.span() for one in found for match in one.finditer(plain))
    return any(not denied(plain, start, end) for start, end in spans)


def taken_back(found: tuple[re.Pattern[str], ...], plain: str) -> bool:
    """Whether the sentence takes back a term of the group."""
    spans = (match.span() for one in found for match in one.finditer(plain))
    return any(denied(plain, start, end) for start, end in spans)


def without(aside: Iterable[re.Pattern[str]], plain: str) -> str:
    """The sentence without what stands aside, as long as before, so that the rest keeps its place."""
    for one in aside:
        plain = one.sub(lambda gone: " " * len(gone[0]), plain)
    return plain


def denied(plain: str, start: int, end: int) -> bool:
    """Whether the clause denies what stands from `start` to `end` of the plain sentence."""
    rules = _denial()
    begin = max((cut.end() for cut in _CLAUSE.finditer(plain, 0, start)), default=0)
    before = _without_harmless(plain[begin:start])
    if _not_yet(before, plain[start:]):
        return False
    near = before.split()[-rules["reach"] :]
    if any(word.strip(".\"'") in rules["words"] for word in near):
        return True
    cut = _CLAUSE.search(plain, end)
    after = " ".join(plain[end : cut.start() if cut else None].split()[:_JUST_AFTER])
    return any(pattern(phrase).match(after) for phrase in rules["after"])


def _not_yet(before: str, rest: str) -> bool:
    """Whether it can only not be done until something else is."""
    rules = _denial()["not_yet"]
    for phrase in rules["words"]:
        if found := pattern(phrase).search(before):
            return any(
                pattern(one).search(before[found.end() :] + " " + rest) for one in rules["until"]
            )
    return False


def _without_harmless(clause: str) -> str:
    for phrase in _denial()["harmless"]:
        # What is cut out still stands between two words.
        clause = pattern(phrase).sub("also", clause)
    return clause


def _denial() -> Mapping[str, Any]:
    found: Mapping[str, Any] = required_rules()["denial"]
    return found


def _with_facts(term: str, facts: Mapping[str, str]) -> str:
    named = NAMED.findall(term)
    if not all(facts.get(code, "").strip() for code in named):
        return ""
    return NAMED.sub(lambda found: facts[found[1]], term)


def each_group(
    groups: list[str], facts: Mapping[str, str]
) -> Iterator[tuple[re.Pattern[str], ...]]:
    """The patterns of each group in turn."""
    return (patterns(group, facts) for group in groups)
