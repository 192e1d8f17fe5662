"""Many alternatives as one pattern that tries each letter once: a list of a thousand words costs as much as ten."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A letter to what may follow it; the empty letter where an entry ends.
Tree = dict[str, "Tree"]


def one_of(entries: Iterable[str]) -> str:
    """A pattern, in a group, for any of the entries, a longer one before a shorter that it begins with."""
    tree: Tree = {}
    for entry in entries:
        branch = tree
        for letter in entry:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    ends = "" in tree
    branches = [re.escape(letter) + _rest(tree[letter]) for letter in sorted(tree) if letter]
    whole = f"(?:{'|'.join(branches)})"
    return f"{whole}?" if ends else whole


def _rest(tree: Tree) -> str:
    return "" if set(tree) == {""} else _pattern(tree)


def in_small_letters(text: str) -> str:
    """The text in small letters, each at its place: a letter that would become two stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
