"""A change of one copy's words taken over into another copy, whose words differ in places. Pure, by paragraphs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_GAP = re.compile(r"\n[^\S\n]*\n")


def taken_over(before: str, after: str, other: str) -> str | None:
    """`other` with what was changed from `before` to `after`; None where a paragraph that changed is another there.

    What only one of the two copies says, such as its greeting, stays as it is in each.
    """
    old, new, found = _paragraphs(before), _paragraphs(after), _paragraphs(other)
    # From the end, so that places before a change stay what they were.
    for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, old, new, False).get_opcodes()):
        if tag == "equal":
            continue
        place = _place(old, i1, i2, found)
        if place is None:
            return None
        found[place : place + i2 - i1] = new[j1:j2]
    return "\n\n".join(found)


def _place(old: list[str], first: int, end: int, found: list[str]) -> int | None:
    """Where in `found` the paragraphs `first` to `end` of `old` stand; of none, where something is put in."""
    if end > first:
        return _only(old[first:end], found)
    if first and (before := _only(old[first - 1 : first], found)) is not None:
        return before + 1
    return _only(old[first : first + 1], found) if first < len(old) else None


def _only(wanted: list[str], found: list[str]) -> int | None:
    """The one place where these paragraphs stand one after another; None where there is none, or more than one."""
    size = len(wanted)
    places = [at for at in range(len(found) - size + 1) if found[at : at + size] == wanted]
    return places[0] if len(places) == 1 else None


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in _GAP.split(words.strip())]
