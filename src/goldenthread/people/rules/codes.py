"""The code lists of people's records, from data/codes.yaml. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from goldenthread.core.rulesfile import load_rules

_FILE = Path(__file__).parent / "data" / "codes.yaml"


@cache
def codes(name: str) -> Mapping[str, str]:
    """One list, in the order of the file: each code with its words. KeyError names the lists there are."""
    lists = load_rules(_FILE)["lists"]
    if name not in lists:
        raise KeyError(f"no list {name!r}; there are {', '.join(lists)}")
    return MappingProxyType({str(code): str(words) for code, words in lists[name]["codes"].items()})


def list_names() -> tuple[str, ...]:
    """The names of all lists."""
    return tuple(load_rules(_FILE)["lists"])


def words_of(name: str, code: str) -> str:
    """The words of a code, or the code itself where a record holds one that the list no longer has."""
    return codes(name).get(code, code)
