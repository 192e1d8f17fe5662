"""The rules of files that people send in, from data/uploads.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.files import MEGABYTE
from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parents[1] / "data" / "uploads.yaml"


@dataclass(frozen=True)
class Kind:
    """One kind of file. `starts`: its first bytes, any of these; none for a text. Extensions begin with a dot."""

    code: str
    title: str
    content_type: str
    extensions: tuple[str, ...]
    starts: tuple[bytes, ...]


@dataclass(frozen=True)
class NotTaken:
    """Files that are known and not taken: `starts` stand `at` so many bytes; the code of the refusal."""

    at: int
    starts: tuple[bytes, ...]
    refusal: str


@dataclass(frozen=True)
class Parts:
    """Parts of a document by their names, all compared in small letters; `dropped` are beginnings of names."""

    allowed: tuple[str, ...]
    embedded: tuple[str, ...]
    dropped: tuple[str, ...]
    macros: tuple[str, ...]
    macro_folders: tuple[str, ...]

    def drops(self, name: str) -> bool:
        """Whether nothing of that part is kept."""
        return name.lower().startswith(tuple(one.lower() for one in self.dropped))


@dataclass(frozen=True)
class Book:
    """The whole file. `limits` has whole numbers, in the unit that each name ends with."""

    limits: Mapping[str, int]
    kinds: Mapping[str, Kind]
    not_taken: tuple[NotTaken, ...]
    no_texts: tuple[str, ...]
    parts: Parts
    pdf_keys: frozenset[str]
    pdf_actions: frozenset[str]
    refusals: Mapping[str, tuple[str, str]]

    @property
    def file_bytes(self) -> int:
        """The largest file."""
        return self.limits["file_megabytes"] * MEGABYTE

    @property
    def accepts(self) -> str:
        """What the field of a form tells the browser to offer: extensions and kinds, with commas."""
        found = [end for kind in self.kinds.values() for end in kind.extensions]
        return ",".join([*found, "image/jpeg", "image/png"])


@cache
def book() -> Book:
    """The rules in force."""
    return build(load_rules(FILE))


def build(data: Mapping[str, Any]) -> Book:
    """ValueError for a refusal that nothing says, or a limit that is not a number above nought."""
    for name, limit in data["limits"].items():
        if not isinstance(limit, int) or limit < 1:
            raise ValueError(f"uploads.yaml: the limit {name} is {limit!r}")
    unknown = {one["refusal"] for one in data["not_taken"]} - set(data["refusals"])
    if unknown:
        raise ValueError(f"uploads.yaml: nothing is said of {', '.join(sorted(unknown))}")
    kinds = {
        code: Kind(
            code, one["title"], one["content_type"], tuple(one["extensions"]), _bytes(one["starts"])
        )
        for code, one in data["kinds"].items()
    }
    return Book(
        limits=MappingProxyType(data["limits"]),
        kinds=MappingProxyType(kinds),
        not_taken=tuple(
            NotTaken(one["at"], _bytes(one["starts"]), one["refusal"]) for one in data["not_taken"]
        ),
        no_texts=tuple(data["no_texts"]),
        parts=Parts(**{name: tuple(ends) for name, ends in data["parts"].items()}),
        pdf_keys=frozenset(data["pdf_keys"]),
        pdf_actions=frozenset(data["pdf_actions"]),
        refusals=MappingProxyType(
            {code: (one["message"], one["fix"]) for code, one in data["refusals"].items()}
        ),
    )


def _bytes(digits: list[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(one) for one in digits)


def refusal(code: str, where: str | None = None) -> UserError:
    """What is said of a file that is not taken: the code is `file_` and the name in the rules. KeyError for another."""
    message, fix = book().refusals[code]
    return UserError(f"file_{code}", message.format(**book().limits), where, fix)
