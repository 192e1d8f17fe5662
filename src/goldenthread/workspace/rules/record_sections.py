"""What each kind of reader sees of a child's record, from data/record_sections.yaml. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "record_sections.yaml"
ALL, SETTING, NETWORK = "all", "setting", "network"


@dataclass(frozen=True)
class Shown:
    """What a page shows: the sections with their titles, in order, and what of them.

    `owners`: only duties that these owe; None for all.
    """

    sections: Mapping[str, str]
    events: bool
    letters: bool
    owners: frozenset[str] | None


def shown_to(readers: Collection[str]) -> Shown:
    """What somebody sees who is all of these: whatever one of them sees. KeyError for a kind that is none."""
    rules = _rules()
    found = [rules["readers"][name] for name in readers]
    named = {section for one in found for section in one["sections"]}
    every = any(not one["owners"] for one in found)
    return Shown(
        sections=MappingProxyType(
            {code: title for code, title in rules["sections"].items() if code in named}
        ),
        events=any(one["events"] for one in found),
        letters=any(one["letters"] for one in found),
        owners=None if every else frozenset(owner for one in found for owner in one["owners"]),
    )


@cache
def _rules() -> dict[str, Any]:
    return load_rules(FILE)
