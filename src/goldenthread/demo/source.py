"""Reads the demonstration's own data files and sets their dates against today."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.core import clock
from goldenthread.core.months import Month

DATA = Path(__file__).parent / "data"
DOMAIN = "fellmoor.example"
_PLACE = re.compile(r"\{(day|month)([+-]\d+)?\}")


@cache
def load_area() -> dict[str, Any]:
    """Areas, organisations, posts and people."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "area.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def load_history() -> dict[str, Any]:
    """Reports and sign-offs."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "history.yaml").read_text(encoding="utf-8"))
    return loaded


def plan_text(name: str = "plan.md") -> bytes:
    """A plan of the demonstration as a Markdown document, with its dates set against today."""

    def filled(found: re.Match[str]) -> str:
        offset = int(found[2] or 0)
        if found[1] == "day":
            day = clock.today() + timedelta(days=offset)
            return f"{day.day} {day:%B %Y}"
        return (Month.of(clock.today()) + offset).short_label

    return _PLACE.sub(filled, (DATA / name).read_text(encoding="utf-8")).encode()


def address(name: str) -> str:
    """The sign-in address of a demonstration person."""
    return f"{name}@{DOMAIN}"


def demo_accounts() -> list[dict[str, str]]:
    """Who can sign in to the demonstration, for the start message and the sign-in page."""
    data = load_area()
    return [
        {
            "email": address(post["email"]),
            "password": data["password"],
            "name": post["name"],
            "post": post["title"],
        }
        for post in data["posts"]
    ]
