"""How alike two names or two dates of birth are: by spelling, sound, short form, or slip of the pen. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

import jellyfish

from goldenthread.people.rules.names import sounds_of, words_of

SAME, SHORT, ALIKE, INITIAL, OTHERS, DIFFERENT = (
    "same", "short", "alike", "initial", "others", "different",
)  # fmt: skip
PART, SWAPPED, ONE_FIGURE = "part", "swapped", "one_figure"
_RANK = (SAME, SHORT, ALIKE, INITIAL)
_TYPED_WRONG, _LONG = 4, 9
_MONTHS = 12
Words = tuple[frozenset[str], ...]
"""The words of a name, each as the ways in which it may be written (`names.words_of`)."""


def forenames(a: tuple[str, str], b: tuple[str, str], groups: Iterable[frozenset[str]]) -> str:
    """How the forenames of two children compare; each is legal and used. `groups`: names with their short forms.

    The name that a child goes by, or the first one, must be among the other's: a shared middle name says little.
    """
    known = tuple(groups)
    every = tuple(words_of(" ".join(names)) for names in (a, b))
    calls = tuple(_calls(*names) for names in (a, b))
    whole = (_joined(a[0]), _joined(b[0]))
    if whole[0] == whole[1] or whole[0] in _flat(every[1]) or whole[1] in _flat(every[0]):
        return SAME
    found = [
        *(_word(x, y, known) for x, y in product(calls[0], every[1])),
        *(_word(x, y, known) for x, y in product(calls[1], every[0])),
    ]
    best = next((rank for rank in _RANK if rank in found), DIFFERENT)
    if best != DIFFERENT and _others_differ(words_of(a[0]), words_of(b[0]), known):
        return OTHERS
    return best


def surnames(a: Iterable[str], b: Iterable[str]) -> str:
    """How the surnames of two children compare: the best of those that each has."""
    ranks = (SAME, PART, ALIKE)
    found = [_surname(x, y) for x, y in product(filter(None, a), filter(None, b))]
    return next((rank for rank in ranks if rank in found), DIFFERENT)


def swapped(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether forename and surname of one stand the other way round in the other; each is both names."""
    return bool(
        _flat(words_of(a[0])) & _flat(words_of(b[1]))
        and _flat(words_of(a[1])) & _flat(words_of(b[0]))
    )


def births(a: date, b: date) -> str:
    """How two dates of birth compare: the same, day and month swapped, one figure wrong, or different."""
    if a == b:
        return SAME
    if b in day_and_month_swapped(a):
        return SWAPPED
    slips = sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True))
    return ONE_FIGURE if slips == 1 else DIFFERENT


def day_and_month_swapped(day: date) -> tuple[date, ...]:
    """The day with its month and day the other way round, where there is one and it is another."""
    if day.day > _MONTHS or day.day == day.month:
        return ()
    return (day.replace(month=day.day, day=day.month),)


def alike(x: str, y: str) -> bool:
    """Whether two words, as `names.plain` has them, sound the same, or one is the other with a slip.

    A slip leaves the first letter: names of twins rhyme more often than anybody mistypes a beginning.
    """
    apart = jellyfish.damerau_levenshtein_distance(x, y)
    shorter = min(len(x), len(y))
    if sounds_of(x) & sounds_of(y) and apart <= max(1, shorter // 2):
        return True
    allowed = 0 if shorter < _TYPED_WRONG else 1 if shorter < _LONG else 2
    return x[0] == y[0] and apart <= allowed


def _word(x: frozenset[str], y: frozenset[str], groups: tuple[frozenset[str], ...]) -> str:
    """How two words of forenames compare."""
    if x & y:
        return SAME
    if any(x & group and y & group for group in groups):
        return SHORT
    # Abdul Karim and Abdul Rahim are alike in what they share only: the shortest way of writing each is compared.
    if alike(min(x, key=_length), min(y, key=_length)):
        return ALIKE
    initials = {one[0] for one in (*x, *y) if len(one) == 1}
    if initials and {one[0] for one in x} == {one[0] for one in y}:
        return INITIAL
    return DIFFERENT


def _others_differ(a: Words, b: Words, groups: tuple[frozenset[str], ...]) -> bool:
    """Whether each has a forename that the other has not: Mohammed Ali and Mohammed Umar are brothers."""
    lone = [
        any(all(_word(x, y, groups) == DIFFERENT for y in theirs) for x in mine)
        for mine, theirs in ((a, b), (b, a))
    ]
    return min(len(a), len(b)) > 1 and all(lone)


def _surname(x: str, y: str) -> str:
    a, b = words_of(x), words_of(y)
    if _joined(x) == _joined(y):
        return SAME
    if len(a) == len(b) and all(p & q for p, q in zip(a, b, strict=True)):
        barrels = max(len(one) for one in (*a, *b)) > 2
        return PART if barrels else SAME
    if _flat(a) & _flat(b):
        return PART
    return ALIKE if any(alike(*pair) for pair in product(_flat(a), _flat(b))) else DIFFERENT


def _calls(legal: str, used: str) -> Words:
    """The words by which a child may go: the first of the legal ones, and those that are used."""
    return (*words_of(legal)[:1], *words_of(used))


def _joined(name: str) -> str:
    """The longest ways of its words, in one."""
    return "".join(max(one, key=_length) for one in words_of(name))


def _length(way: str) -> tuple[int, str]:
    return len(way), way


def _flat(words: Words) -> frozenset[str]:
    return frozenset().union(*words)
