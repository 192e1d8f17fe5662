"""Whose duties a worklist shows, by what its reader may read. Pure."""

from __future__ import annotations

from dataclasses import dataclass

MINE, CHASE, NOBODY, ALL, OF_POST = "mine", "chase", "nobody", "all", "post-"
# Whoever owes something to a case but its coordinator and its family.
OTHERS = frozenset(
    {"setting", "health_body", "old_authority", "new_authority", "asked_body", "mediation_adviser"}
)
# The owner of what a school's or a college's own post has to do.
SETTING = frozenset({"setting"})


@dataclass(frozen=True)
class Reader:
    """What decides it: whose records a person may read (of an area, a setting, a network), and whether they have cases.

    A setting sees only what it owes itself, as on the record (data/record_sections.yaml).
    """

    reads_all: bool
    reads_setting: bool
    reads_network: bool
    has_cases: bool


def choices(reader: Reader) -> dict[str, str]:
    """What this reader may choose from, the usual one first: code and words."""
    found = {}
    if reader.has_cases:
        found[MINE] = "Yours: what the council owes in cases that you coordinate"
        found[CHASE] = "What others owe in cases that you coordinate"
    if reader.reads_all:
        found[ALL] = "Everything that is owed in the area"
        found[NOBODY] = "What the council owes in cases that nobody coordinates"
        return found
    if reader.reads_setting:
        found[MINE] = "What your setting owes"
    if reader.reads_network:
        found[ALL] = "Everything that is owed for the children whom you work with"
    return found


def post_of(code: str) -> int | None:
    """The post that a code names (`post-12`); None for every other code."""
    number = code.removeprefix(OF_POST)
    return int(number) if code.startswith(OF_POST) and number.isdecimal() else None
