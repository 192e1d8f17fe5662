"""Names as they are compared: without case, accents, apostrophes and hyphens, and by their sound. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import jellyfish

from goldenthread.core.rulesfile import load_rules

_FILE = Path(__file__).parent / "data" / "names.yaml"
_APOSTROPHES = re.compile(r"['\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032`\u00b4\uff07]")
_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212/]")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_SOUNDED = re.compile(r"[a-z]{2,}")
_LONGEST_KEY = 100

WORD, SOUND = "word", "sound"
NameKeyPair = tuple[str, str]
"""A kind (`word` or `sound`) and a key of it: a row of `NameKey`."""


@cache
def _rules() -> dict[str, Any]:
    return load_rules(_FILE)


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(_rules()["prefixes"])


def plain(text: str) -> str:
    """Small letters without accents; what is no letter of ours stays: `Łukasz` is `lukasz`, `José` is `jose`."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in folded if not unicodedata.combining(one))
    return kept.translate(str.maketrans(_rules()["letters"]))


def words_of(name: str) -> tuple[frozenset[str], ...]:
    """The words of a name, each as the set of ways in which it may be written.

    `O'Brien`: {obrien, brien}; `Van der Berg`: {vanderberg, berg}; `Smith-Jones`: {smith, jones, smithjones}.
    """
    found: list[frozenset[str]] = []
    before: list[str] = []
    for part in name.split():
        whole = _bare(part)
        if whole in _prefixes():
            before.append(whole)
        elif whole:
            joined = {"".join([*before, whole])} if before else set()
            found.append(frozenset(_ways(part) | joined))
            before = []
    # What nothing follows is a name of its own, such as Le or Van.
    return (*found, *(frozenset({word}) for word in before))


def keys_of(*names: str) -> frozenset[NameKeyPair]:
    """Every key by which somebody with these names is found: the words, and how they sound."""
    return frozenset().union(*(_keys(words) for name in names for words in words_of(name)))


def typed_keys(text: str) -> tuple[frozenset[NameKeyPair], ...]:
    """What a person typed to find a name: for each word, the keys of which a record must have one."""
    return tuple(_keys(words) for words in words_of(text))


def sounds_of(name: str) -> frozenset[str]:
    """How the words of a name sound: keys of the kind `sound`."""
    return frozenset(key for kind, key in keys_of(name) if kind == SOUND)


def _ways(part: str) -> set[str]:
    """The ways of writing one word between blanks: its barrels, and all in one; with and without a prefix."""
    barrels = _HYPHENS.sub(" ", part).split()
    ways = {_letters(_APOSTROPHES.sub("", barrel)) for barrel in barrels}
    ways |= {_letters(_APOSTROPHES.sub("", "".join(barrels)))}
    for barrel in barrels:
        first, _, rest = _APOSTROPHES.sub(" ", barrel).partition(" ")
        if _letters(first) in _prefixes() and rest:
            ways.add(_letters(rest))
    # Al-Hassan is found by Hassan; by Al alone half of an area would be.
    return {way for way in ways if way and (way not in _prefixes() or len(ways) == 1)}


def _bare(part: str) -> str:
    return _letters(_HYPHENS.sub("", _APOSTROPHES.sub("", part)))


def _letters(text: str) -> str:
    return _PUNCTUATION.sub("", plain(text)).replace(" ", "")


def _keys(words: frozenset[str]) -> frozenset[NameKeyPair]:
    found = {(WORD, word[:_LONGEST_KEY]) for word in words}
    for word in words:
        if _SOUNDED.fullmatch(word):
            # Two ways of hearing a name: one is good with Steven and Stephen, the other with Sean and Shaun.
            found.add((SOUND, f"m.{jellyfish.metaphone(word)}"[:_LONGEST_KEY]))
            found.add((SOUND, f"n.{jellyfish.nysiis(word)}"[:_LONGEST_KEY]))
    return frozenset(found)
