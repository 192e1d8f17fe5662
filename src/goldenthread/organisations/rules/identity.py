"""How somebody's identity can be checked, from data/identity_checks.yaml. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "identity_checks.yaml"


@cache
def identity_checks() -> dict[str, str]:
    """The ways there are, by code, in the order of the file."""
    found: dict[str, str] = load_rules(DATA)["checks"]
    return found
