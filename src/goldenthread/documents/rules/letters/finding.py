"""Whether what is required stands in the words of a letter, entry by entry of required.yaml. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from goldenthread.documents.rules.letters.book import WAYS
from goldenthread.documents.rules.letters.days import FoundDay
from goldenthread.documents.rules.letters.terms import (
    each_group,
    pattern,
    patterns,
    said,
    stands,
    without,
)
from goldenthread.documents.rules.letters.topics import (
    abouts,
    concerns,
    day_of,
    last_days_in,
    meant,
)
from goldenthread.documents.rules.letters.view import Sentence, View, plainly

Entry = Mapping[str, Any]
_EMAIL = re.compile(r"\S+@\S+")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = 4
# Of the longer words of a line so many have to stand, since whoever writes may say it in another way.
_SHARE = 0.5


def holds(entry: Entry, view: View, facts: Mapping[str, str], known: frozenset[str]) -> bool:
    """Whether one entry holds. `known` are the sentences that the template gives by itself, plainly."""
    return all(check(entry, view, facts, known) for name, check in _CHECKS.items() if name in entry)


def _says(entry: Entry, view: View, facts: Mapping[str, str], _known: frozenset[str]) -> bool:
    if "grounded" in entry:
        return True
    if entry.get("within") == "section":
        return any(_whole(entry["says"], part, facts) for part in _around(entry, view, facts))
    groups = list(each_group(entry["says"], facts))
    test = stands if entry.get("denied") else said
    aside = [pattern(term) for term in entry.get("aside", ())]
    return any(
        all(test(group, without(aside, one.plain)) for group in groups)
        and _whole(entry.get("and_section", []), view.section_of(one), facts)
        for one in view.sentences
        if not one.heading  # which announces, and says nothing
    )


def _around(entry: Entry, view: View, facts: Mapping[str, str]) -> list[str]:
    return [part for part in view.sections if _whole(entry.get("and_section", []), part, facts)]


def _whole(groups: list[str], text: str, facts: Mapping[str, str]) -> bool:
    return all(stands(group, text) for group in each_group(groups, facts))


def _day(entry: Entry, view: View, facts: Mapping[str, str], _known: frozenset[str]) -> bool:
    wanted = day_of(facts, entry["day"])
    if wanted is None:
        return False
    found = (
        _days_about(entry["about"], view, facts)
        if "about" in entry
        else _days(entry["with"], view, facts)
    )
    return any(
        day.day == wanted and (last or not entry.get("last") or meant(one, day))
        for one, day, last in found
    )


def _days(
    groups: list[str], view: View, facts: Mapping[str, str]
) -> Iterator[tuple[Sentence, FoundDay, bool]]:
    for one in view.sentences:
        if _whole(groups, view.section_of(one), facts):
            yield from ((one, day, last) for day, last in last_days_in(one))


def _days_about(
    topic: str, view: View, facts: Mapping[str, str]
) -> Iterator[tuple[Sentence, FoundDay, bool]]:
    for one, told in abouts(view, facts, [topic]):
        for day, last in last_days_in(one):
            if concerns(topic, told, day):
                yield one, day, last


def _contact(entry: Entry, view: View, facts: Mapping[str, str], _known: frozenset[str]) -> bool:
    whose = [entry["contact"], *([entry["or"]] if "or" in entry else [])]
    given = (facts.get(f"{one}_{way}", "").strip() for one in whose for way in WAYS)
    return any(reached(text, view) for text in given if text)


def reached(text: str, view: View) -> bool:
    """Whether a number or an address stands in the letter, with whatever gaps."""
    digits = re.sub(r"\D", "", text)
    if "@" in text or len(digits) < 5:
        bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", plainly(text))
        there = plainly(re.sub(r"https?://|www\.", " ", view.words, flags=re.IGNORECASE))
        return bool(re.search(rf"(?<![\w.]){re.escape(bare)}(?![\w-]|\.\w)", there))
    first, rest = digits[0], digits[1:]
    lead = r"(?:\+44\D{0,3}0?\D{0,2}|0)" if first == "0" else first
    spaced = "".join(rf"\D{{0,3}}{one}" for one in rest)
    return bool(re.search(rf"(?<!\d){lead}{spaced}(?!\d)", view.words))


def _fact(entry: Entry, view: View, facts: Mapping[str, str], _known: frozenset[str]) -> bool:
    wanted = _WORD.findall(plainly(facts.get(entry["fact"], "")))
    whole = " ".join(_WORD.findall(_EMAIL.sub(" ", plainly(view.words))))
    return bool(wanted) and f" {' '.join(wanted)} " in f" {whole} "


def _lines(entry: Entry, view: View, facts: Mapping[str, str], _known: frozenset[str]) -> bool:
    there = set(_WORD.findall(view.plain))
    lines = [line for line in facts.get(entry["lines"], "").splitlines() if line.strip()]
    return bool(lines) and all(_mostly(line, there) for line in lines)


def _mostly(line: str, there: set[str]) -> bool:
    words = _WORD.findall(plainly(line))
    long = [word for word in words if len(word) > _SMALL] or words
    return sum(word in there for word in long) >= _SHARE * len(long)


def _grounded(entry: Entry, view: View, facts: Mapping[str, str], known: frozenset[str]) -> bool:
    """Whether enough is said, beside what the template says by itself, where reasons are given."""
    reason = patterns(entry["says"][0], facts)
    headed = {one.section for one in view.sentences if one.heading and stands(reason, one.plain)}
    near = {
        place for place, step in _reasoned(view, reason, known) for place in (place, place + step)
    }
    told = [
        one
        for one in view.sentences
        if (one.section in headed or one.paragraph in near)
        and not one.heading
        and one.plain not in known
    ]
    return sum(len(_WORD.findall(one.plain)) for one in told) >= entry["grounded"]


def _reasoned(
    view: View, reason: tuple[re.Pattern[str], ...], known: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Each paragraph that gives reasons, and 1 where it only announces the next one."""
    for one in view.sentences:
        told = one.plain not in known or one.text.endswith(":")
        if told and not one.heading and stands(reason, one.plain):
            yield one.paragraph, int(not one.text.endswith((".", "!", "?")))


_CHECKS: Mapping[str, Callable[[Entry, View, Mapping[str, str], frozenset[str]], bool]] = {
    "says": _says,
    "day": _day,
    "contact": _contact,
    "fact": _fact,
    "lines": _lines,
    "grounded": _grounded,
}
