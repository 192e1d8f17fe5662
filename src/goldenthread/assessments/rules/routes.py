"""Who asks for an assessment, and what that is in law, from data/request_routes.yaml. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "request_routes.yaml"
VOICES = ("parent", "young_person", "professional", "other")


@dataclass(frozen=True, slots=True)
class Route:
    """One way in. `by` is the statute's word; `request`: the law knows it as one; if not, it brings to attention."""

    name: str
    words: str
    hint: str
    by: str
    voice: str
    request: bool


@cache
def route_rules() -> dict[str, Any]:
    """The file as it is."""
    return load_rules(FILE)


@cache
def routes() -> dict[str, Route]:
    """Every route by its name, in the order of the file."""
    return {name: Route(name, **said) for name, said in route_rules()["routes"].items()}


def voice_of(route: str) -> str:
    """How the pages speak to somebody; the plainest way where nobody has said yet who asks."""
    found = routes().get(route)
    return found.voice if found else "other"


def by_of(route: str) -> str:
    """The statute's word for who asked. KeyError for a route that is none."""
    return routes()[route].by


def attention() -> tuple[list[str], str]:
    """What is said to those who bring a child to attention, and where the law says so."""
    return list(route_rules()["attention"]), str(route_rules()["attention_source"])
