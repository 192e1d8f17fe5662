"""Reads audiences.yaml: who receives a report, what it receives, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "audiences.yaml"


@dataclass(frozen=True)
class Audience:
    """A body of the reporting chain. `parts` are keys of `Chain.parts`, in the order of its reports.

    `answers` is the right with which it answers what registers escalate; empty for most.
    """

    key: str
    name: str
    short: str
    presents: bool
    public: bool
    explains: bool
    parts: tuple[str, ...]
    answers: str = ""


@dataclass(frozen=True)
class Chain:
    """The whole reporting chain of one version of the file."""

    version: str
    parts: dict[str, str]
    audiences: dict[str, Audience]
    exceptions_only: tuple[str, ...]

    def audience(self, key: str) -> Audience:
        """The audience of that key; KeyError lists the keys there are."""
        try:
            return self.audiences[key]
        except KeyError:
            raise KeyError(f"no audience {key!r}; there are {', '.join(self.audiences)}") from None


def build(data: dict[str, Any]) -> Chain:
    """Check the file. ValueError for an unknown or repeated part, or one that nobody receives."""
    parts = {key: str(entry["title"]) for key, entry in data["parts"].items()}
    lists = {key: entry["parts"] for key, entry in data["audiences"].items()}
    lists["exceptions_only"] = data["exceptions_only"]
    for owner, chosen in lists.items():
        if unknown := set(chosen) - set(parts):
            raise ValueError(f"{owner} receives unknown parts: {sorted(unknown)}")
        if len(set(chosen)) != len(chosen) or not chosen:
            raise ValueError(f"{owner} must list each part once, and at least one")
        if "asks" not in chosen:
            raise ValueError(f"{owner} must list asks: whoever prepares a report may ask something")
    audiences = {
        key: Audience(
            key, entry["name"], entry["short"], entry["presents"], entry["public"],
            entry["explains"], tuple(entry["parts"]), entry.get("answers", ""),
        )
        for key, entry in data["audiences"].items()
    }  # fmt: skip
    if told := [one.key for one in audiences.values() if one.public and one.answers]:
        raise ValueError(f"a register is not for publication: {told} may not be asked for answers")
    return Chain(str(data["version"]), parts, audiences, tuple(data["exceptions_only"]))


@cache
def chain() -> Chain:
    """The reporting chain in force."""
    return build(yaml.safe_load(DATA.read_text(encoding="utf-8")))
