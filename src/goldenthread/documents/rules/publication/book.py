"""Reads publication.yaml and publication_words.yaml: patterns, word lists, versions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication.findings import Kind
from goldenthread.documents.rules.publication.letters import UPPER

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Contact:
    """One kind of contact: its pattern, what it is called, and what makes a match none."""

    pattern: re.Pattern[str]
    word: str
    digits: tuple[int, int] | None
    check_digit: bool
    not_local: frozenset[str]
    not_starting: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """Everything that the check goes by. `version` names both files and the threshold."""

    version: str
    kinds: Mapping[Kind, Mapping[str, str]]
    contacts: Mapping[str, Contact]
    numbers: Mapping[str, Any]
    sets: tuple[frozenset[str], ...]
    patterns: Mapping[str, re.Pattern[str]]
    lists: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]

    def one_of(self, *names: str) -> str:
        """A pattern for any entry of these lists, the longest first."""
        entries = {entry for name in names for entry in self.lists[name]}
        return "|".join(re.escape(one) for one in sorted(entries, key=lambda one: (-len(one), one)))


def build(rules: Mapping[str, Any], words: Mapping[str, Any], threshold: str) -> Book:
    """Check the two files. ValueError for an entry that is no text, an unknown kind, or a set of unknown parts."""
    lists = {name: tuple(entries) for name, entries in words.items() if isinstance(entries, list)}
    for name, entries in lists.items():
        if wrong := [one for one in entries if not isinstance(one, str)]:
            raise ValueError(f"{name} holds what is no text (quote it): {wrong}")
    if set(rules["kinds"]) != set(Kind):
        raise ValueError(f"publication.yaml must explain each of {', '.join(Kind)}")
    combinations = rules["combinations"]
    sets = tuple(frozenset(row) for row in combinations["sets"])
    if unknown := frozenset().union(*sets) - {"age", "place", "trait", "one_person"}:
        raise ValueError(f"combinations of unknown parts: {sorted(unknown)}")
    numbers = "|".join(lists["numbers"])
    return Book(
        version=f"{rules['version']} / {words['version']} / {threshold}",
        kinds={Kind(name): entry for name, entry in rules["kinds"].items()},
        contacts={name: _contact(entry) for name, entry in rules["contacts"].items()},
        numbers=rules["numbers"],
        sets=sets,
        patterns={
            "age": re.compile(combinations["age"].replace("{numbers}", numbers).strip()),
            "one_person": re.compile(combinations["one_person"].strip()),
            "place": _place(combinations["place_after"], combinations["places"]),
        },
        lists=lists,
        words={name: frozenset(one.casefold() for one in found) for name, found in lists.items()},
    )


def _contact(entry: Mapping[str, Any]) -> Contact:
    digits = entry.get("digits")
    return Contact(
        re.compile(entry["pattern"].strip()),
        entry["word"],
        (digits[0], digits[1]) if digits else None,
        bool(entry.get("check_digit")),
        frozenset(entry.get("not_local", ())),
        tuple(entry.get("not_starting", ())),
    )


def _place(after: Sequence[str], kinds: Sequence[str]) -> re.Pattern[str]:
    """A capitalised name after a preposition, or one that ends with what it is ("Harbour Lane Primary")."""
    word = rf"[{UPPER}][\w'’-]+"
    named = rf"(?:{word} )+(?:{'|'.join(kinds)})\b"
    return re.compile(
        rf"(?:\b(?:{'|'.join(after)}) )(?P<after>{word}(?: {word})*)|(?P<named>{named})"
    )


@cache
def book() -> Book:
    """The rules in force."""
    return build(
        load_rules(DATA / "publication.yaml"),
        load_rules(DATA / "publication_words.yaml"),
        f"below {gate().below}",
    )
