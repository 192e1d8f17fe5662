"""England's councils by their ONS codes, and which of them answers for a district, from data/councils.yaml. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from goldenthread.core.rulesfile import load_rules

_FILE = Path(__file__).parent / "data" / "councils.yaml"
_CODE = re.compile(r"[EWSNLM][0-9]{8}")


@dataclass(frozen=True)
class _Book:
    councils: Mapping[str, str]
    leads_to: Mapping[str, str]
    elsewhere: Mapping[str, str]


@cache
def _book() -> _Book:
    """The file, checked: every code that it leads to is one of its councils, and no code leads to two."""
    rules = load_rules(_FILE)
    leads_to: dict[str, str] = dict(rules["former"])
    for county, districts in rules["districts"].items():
        for district in districts:
            if district in leads_to:
                raise ValueError(f"councils.yaml: {district} stands twice")
            leads_to[district] = county
    unknown = set(leads_to.values()) - set(rules["councils"])
    if unknown:
        raise ValueError(f"councils.yaml: no such councils {sorted(unknown)}")
    return _Book(rules["councils"], leads_to, rules["elsewhere"])


def is_code(text: str) -> bool:
    """Whether it has the form of an ONS code of a council or district: a letter and eight digits."""
    return _CODE.fullmatch(text) is not None


def councils() -> Mapping[str, str]:
    """England's councils with education functions by code, in the order of their names."""
    found = _book().councils
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1])))


def council_for(code: str) -> str | None:
    """The council that answers for education where a directory says `code`; outside England the code itself.

    A district leads to its county, a former district to its successor. None for a code that is not known.
    """
    book = _book()
    found = book.leads_to.get(code, code)
    if found in book.councils or (is_code(found) and found[0] in book.elsewhere):
        return found
    return None


def council_name(code: str) -> str:
    """The name of a council, or of where else a code lies; empty for one that is not known."""
    book = _book()
    return book.councils.get(code) or book.elsewhere.get(code[:1], "")
