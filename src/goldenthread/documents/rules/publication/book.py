"""Reads publication.yaml and its three lists of words (words, names, special): patterns, lists, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication.alternatives import one_of
from goldenthread.documents.rules.publication.findings import Kind
from goldenthread.documents.rules.publication.letters import UPPER

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Contact:
    """One kind of contact: its pattern, what a text must hold for it, what it is called, what makes a match none."""

    pattern: re.Pattern[str]
    holds: re.Pattern[str]
    word: str
    digits: tuple[int, int] | None
    check_digit: bool
    not_local: frozenset[str]
    not_starting: tuple[str, ...]
    not_after: frozenset[str]


@dataclass(frozen=True)
class Book:
    """Everything that the check goes by. `version` names the four files and the threshold."""

    version: str
    kinds: Mapping[Kind, Mapping[str, str]]
    contacts: Mapping[str, Contact]
    numbers: Mapping[str, Any]
    sets: tuple[frozenset[str], ...]
    patterns: Mapping[str, re.Pattern[str]]
    lists: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]

    def one_of(self, *names: str) -> str:
        """A pattern for any entry of these lists, the longest first, each letter tried once."""
        return one_of({entry for name in names for entry in self.lists[name]})


def build(rules: Mapping[str, Any], files: Sequence[Mapping[str, Any]], threshold: str) -> Book:
    """Check the rules and their files of words.

    ValueError for an entry that is no text, a list that stands in two files, an unknown kind, or a set of unknown
    parts.
    """
    lists: dict[str, tuple[str, ...]] = {}
    for name, entries in (row for words in files for row in _lists(words)):
        if name in lists:
            raise ValueError(f"{name} stands in two files")
        lists[name] = entries
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
        version=" / ".join(str(one["version"]) for one in (rules, *files)) + f" / {threshold}",
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


def _lists(words: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists of a file by name; of a list in groups the whole, and each group with the name of the list before."""
    for name, entries in words.items():
        if isinstance(entries, list):
            yield name, tuple(entries)
        elif isinstance(entries, dict):
            yield name, tuple(one for group in entries.values() for one in group)
            yield from ((f"{name}_{group}", tuple(found)) for group, found in entries.items())


def _contact(entry: Mapping[str, Any]) -> Contact:
    digits = entry.get("digits")
    return Contact(
        re.compile(entry["pattern"].strip()),
        re.compile(entry["holds"]),
        entry["word"],
        (digits[0], digits[1]) if digits else None,
        bool(entry.get("check_digit")),
        frozenset(entry.get("not_local", ())),
        tuple(entry.get("not_starting", ())),
        frozenset(entry.get("not_after", ())),
    )


def _place(after: Sequence[str], kinds: Sequence[str]) -> re.Pattern[str]:
    """A capitalised name after a preposition, or one that ends with what it is ("Harbour Lane Primary")."""
    # As many words as a name of a place has, so that a long row of capitals is not read again from each.
    word = rf"(?<![\w'’-])[{UPPER}][\w'’-]{{1,40}}"
    named = rf"(?:{word} ){{1,6}}(?:{'|'.join(kinds)})\b"
    return re.compile(rf"(?:\b(?:{'|'.join(after)}) )(?P<after>{word})|(?P<named>{named})")


@cache
def book() -> Book:
    """The rules in force."""
    return build(
        load_rules(DATA / "publication.yaml"),
        [load_rules(DATA / f"publication_{name}.yaml") for name in ("words", "names", "special")],
        f"below {gate().below}",
    )


@cache
def any_of(*names: str) -> str:
    """A pattern for any entry of these lists of the rules in force, the longest first."""
    return book().one_of(*names)
