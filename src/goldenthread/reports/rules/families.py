"""Reads progress_words.yaml: how the page for families speaks of steps, and in which part each stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "progress_words.yaml"


@dataclass(frozen=True)
class LookWords:
    """How steps of one look are told: their part, their count, and what stands beside a late one."""

    group: str
    count: str
    step: str
    no_date: str = ""


@dataclass(frozen=True)
class Group:
    """A part of a section on the page."""

    key: str
    heading: str
    none: str
    easy_one: str
    easy: str
    none_but_maybe: str = ""
    none_but_late: str = ""
    none_but_undated: str = ""

    def counted(self, count: int) -> str:
        """`1 thing is done.`, `3 things are done.`; the words for nothing at nought."""
        if count == 0:
            return self.none
        return self.easy_one if count == 1 else self.easy.format(count=count)


@dataclass(frozen=True)
class FamilyWords:
    """All words of one version of the file."""

    version: str
    looks: Mapping[str, LookWords]
    groups: Mapping[str, Group]
    no_date: str
    next_months: int
    easy_most: int
    always: str
    easy_some: str
    reading_age: int

    def nothing(self, group: Group, late: Collection[str], *, maybe: bool = False) -> str:
        """What is said in a part without a step; `late` is what stands beside each late step of the section.

        `maybe` where other steps of it may be late.
        """
        if not late:
            return (group.none_but_maybe if maybe else "") or group.none
        undated = group.none_but_undated if self.no_date in late else ""
        return undated or group.none_but_late or group.none

    def of_step(self, look: str, date: str) -> str:
        """What stands beside a step of that look; `date` is when it is hoped for, empty where nobody has said."""
        words = self.looks[look].step
        if "{date}" in words and not date:
            return self.looks[look].no_date or self.no_date
        return words.format(date=date)


def build(data: Mapping[str, Any], looks: Collection[str]) -> FamilyWords:
    """Check the file against the looks that there are. ValueError for a missing look or an unknown group."""
    if set(data["looks"]) != set(looks):
        raise ValueError(
            f"the page for families needs words for each of {', '.join(sorted(looks))}"
        )
    found = {
        key: LookWords(row["group"], row["count"], row.get("step", ""), row.get("no_date", ""))
        for key, row in data["looks"].items()
    }
    groups = {key: Group(key, **row) for key, row in data["groups"].items()}
    if unknown := {row.group for row in found.values()} - set(groups):
        raise ValueError(f"unknown parts of a section: {sorted(unknown)}")
    return FamilyWords(
        str(data["version"]),
        found,
        groups,
        data["no_date"],
        int(data["next_months"]),
        int(data["easy_most"]),
        data["always"],
        data["easy_some"],
        int(data["reading_age"]),
    )


WAITING = "waiting"
"""The look of a step that is reported done and not checked yet, whatever its date."""
LOOKS = ("blue", "green", "grey", "amber", "red", "new_date_needed", WAITING)


@cache
def family_words() -> FamilyWords:
    """The words in force."""
    return build(load_rules(DATA), LOOKS)
