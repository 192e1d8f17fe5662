"""The kinds of thing that the trail speaks of: codes with their sentences, one YAML file in each room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps

from goldenthread.core.rulesfile import load_rules

FILE = Path("rules") / "data" / "audit_actions.yaml"
KINDS = {
    "change": "Changes",
    "read": "Reading",
    "export": "Copies taken out",
    "sign_in": "Signing in and out",
    "refusal": "Refusals",
}


@dataclass(frozen=True)
class Action:
    """One code. `words` complete "Somebody ..."; `{what}` in them stands for the record."""

    code: str
    kind: str
    words: str


def build(documents: Iterable[Mapping[str, Any]]) -> dict[str, Action]:
    """Every action of `documents`, by code. ValueError for an unknown kind or a code defined twice."""
    found: dict[str, Action] = {}
    for document in documents:
        for code, entry in document["actions"].items():
            if code in found:
                raise ValueError(f"audit action {code!r} is defined twice")
            if entry["kind"] not in KINDS:
                raise ValueError(
                    f"audit action {code!r} has the kind {entry['kind']!r}; there are {', '.join(KINDS)}"
                )
            found[code] = Action(code, entry["kind"], entry["words"])
    return found


@cache
def actions() -> dict[str, Action]:
    """The actions of all installed rooms, by code."""
    files = (Path(room.path) / FILE for room in apps.get_app_configs())
    return build(load_rules(file) for file in files if file.is_file())


def action(code: str) -> Action:
    """The action called `code`; ValueError says where to add one."""
    try:
        return actions()[code]
    except KeyError:
        raise ValueError(
            f"{code!r} is not an audit action: add it to {FILE} of the room it belongs to"
        ) from None


def codes_of(kind: str) -> list[str]:
    """The codes of one kind, sorted."""
    return sorted(code for code, one in actions().items() if one.kind == kind)
