"""Which comparison the words about a printed number say. None wherever they could be read in two ways. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.rules.criteria.book import DATA
from goldenthread.improvement.rules.criteria.names import Comparator

_BY_PERCENT = {
    Comparator.INCREASE_BY: Comparator.INCREASE_BY_PERCENT,
    Comparator.DECREASE_BY: Comparator.DECREASE_BY_PERCENT,
}
_TURNED = {Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST}
# Between words of comparison and their number: "at least the 60%", "no more than about 12".
_FILLER = r"(?:\s+(?:a|an|the|to|of|about|around|approximately|roughly|some|another|a further|a total of))?\s*"


@cache
def printed_rules() -> dict[str, Any]:
    """The rules in force."""
    return load_rules(DATA.with_name("printed_numbers.yaml"))


def any_of(words: list[str]) -> str:
    """A pattern of any of the words, the longest first, each as a whole word."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<!\w){re.escape(one)}(?!\w)" if one[0].isalnum() else re.escape(one) for one in ordered
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words about a number say, and where they begin.

    `said`: something is said of the number; without a `way` it cannot be told what.
    """

    way: Comparator | None
    start: int
    said: bool


def comparison(before: str, after: str, *, per_cent: bool, time: bool) -> Comparison:
    """The comparison that stands about a number. Both texts are in lower case.

    `per_cent`: the number is a share or points; `time`: it counts weeks, days and the like.
    """
    clause = len(before) - len(re.split(r"[.;]\s", before)[-1])
    if (turned := _turned(before)) is not None:
        return turned
    named, start = _named(before, time=time)
    directions = _directions(before[clause:start])
    linked = re.search(
        rf"(?P<link>\b(?:by|to|of|in)){_FILLER}£?$", before[: start if named else None]
    )
    link = linked["link"] if linked else ""
    change = _change_after(after)
    if named is None:
        return _unnamed(before, after, directions, link, change, clause, per_cent=per_cent)
    way = named[0]
    if way in _BY_PERCENT:
        return Comparison(_improving(way, before[clause:]), start, True)
    return Comparison(
        _bounded(way, before[clause:], after, directions, link, change, per_cent=per_cent),
        start,
        True,
    )


def relative(way: Comparator | None) -> Comparator | None:
    """A change "by 20%" is by per cent of the baseline."""
    return None if way is None else _BY_PERCENT.get(way, way)


def _phrase(before: str) -> tuple[int, Comparator, str] | None:
    """The words of comparison right before the number: where, which way, and the words themselves."""
    best: tuple[int, Comparator, str] | None = None
    for name, phrases in printed_rules()["before"].items():
        if (spot := re.search(rf"(?P<said>{any_of(phrases)}){_FILLER}£?$", before)) is not None:
            candidate = (spot.start(), Comparator(name), spot["said"])
            best = min(best, candidate, key=lambda one: one[0]) if best else candidate
    return best


def _turned(before: str) -> Comparison | None:
    """What is denied says the opposite: "no child waits more than 12 weeks", "does not fall below 93%"."""
    rules, found = printed_rules(), _phrase(before)
    if found is None or found[2] not in rules["turned"]:
        return None
    denied = rf"(?:{any_of(rules['negations'])})(?:\s[\w'-]+){{0,3}}\s$"
    if re.search(denied, before[: found[0]]) is None:
        return None
    return Comparison(_TURNED[found[1]], found[0], True)


def _named(before: str, *, time: bool) -> tuple[tuple[Comparator | None] | None, int]:
    """What stands right before the number, such as "at least", in a tuple as it may say nothing clear; and where."""
    found = _phrase(before)
    if found is None:
        return None, len(before)
    start, way, said = found
    if time and said in printed_rules()["turned"] and way is Comparator.AT_LEAST:
        # "Children who wait more than 52 weeks" says what is counted, not what is enough.
        return (None,), start
    return (way,), start


def _unnamed(
    before: str, after: str, directions: list[tuple[Comparator, int]], link: str,
    change: Comparator | None, clause: int, *, per_cent: bool,
) -> Comparison:  # fmt: skip
    """A number with no words of comparison right before it: "reduction in waits by 20%", "a 20% reduction"."""
    rules = printed_rules()
    if per_cent and change is not None:
        ways = {way for way, _ in directions}
        way = change if ways <= {change} else None
        return Comparison(_improving(way, before[clause:] + after), len(before), True)
    for name, words in rules["after_bounds"].items():
        if re.match(rf"(?:\s[a-z-]+)?\s?(?:{any_of(words)})", after):
            return Comparison(
                None if directions and link in ("by", "of") else Comparator(name), len(before), True
            )
    if not directions or link not in ("by", "to", "of") or (link == "of" and not per_cent):
        return Comparison(None, len(before), False)
    start = clause + directions[-1][1]
    way = _one_way(directions)
    way = None if way is None else _linked(way, before[clause:], after, link)
    return Comparison(way, start, True)


def _linked(way: Comparator, clause: str, after: str, link: str) -> Comparator | None:
    rules = printed_rules()
    if _improving(way, clause) is None:
        return None
    if link == "to":
        return Comparator.AT_LEAST if way is Comparator.INCREASE_BY else Comparator.AT_MOST
    if re.search(rf"(?:{any_of(rules['starting_points'])})\s(?:of\s)?$", clause):
        return None
    if re.match(rf"\sof\s(?!(?:{any_of(rules['of_the_baseline'])}))", after):
        # "Raised by 40% of families": the families raise it.
        return None
    return way


def _bounded(
    way: Comparator | None, clause: str, after: str, directions: list[tuple[Comparator, int]],
    link: str, change: Comparator | None, *, per_cent: bool,
) -> Comparator | None:  # fmt: skip
    """What "at least" and "no more than" say: a level, a change by at least that much, or nothing clear."""
    if way is None:
        return None
    turn = change or (_one_way(directions) if link in ("by", "of") else None)
    if turn is not None:
        # No comparison in use says that something may change by so much and no more.
        return _improving(turn, clause) if way is Comparator.AT_LEAST else None
    if not directions:
        return way
    if link == "to":
        # "Reduce to at least 20%" can be read in two ways; "fall to no more than 20" cannot.
        contrary = _one_way(directions) is Comparator.DECREASE_BY and way is Comparator.AT_LEAST
        return None if contrary else way
    of_something = re.match(r"\sof\s", after) is not None
    return way if of_something or not per_cent else None


def _directions(clause: str) -> list[tuple[Comparator, int]]:
    """Words that say which way, wherever they stand before the number, with their places."""
    found = [
        (Comparator(name), spot.start())
        for name, words in printed_rules()["verbs"].items()
        for spot in re.finditer(any_of(words), clause)
    ]
    return sorted(found, key=lambda one: one[1])


def _one_way(directions: list[tuple[Comparator, int]]) -> Comparator | None:
    """The way that all of them say; None where they differ or there is none."""
    ways = {way for way, _ in directions}
    return ways.pop() if len(ways) == 1 else None


def _improving(way: Comparator | None, clause: str) -> Comparator | None:
    """None where something improves by becoming less, such as a wait: "improve" then says no direction."""
    rules = printed_rules()
    improves = re.search(any_of(rules["improving"]), clause)
    return None if improves and re.search(any_of(rules["less_is_better"]), clause) else way


def _change_after(after: str) -> Comparator | None:
    rules = printed_rules()
    for name, words in rules["after"].items():
        if re.match(rf"\s(?:(?:{any_of(rules['after_between'])})\s)?(?:{any_of(words)})", after):
            return Comparator(name)
    return None
