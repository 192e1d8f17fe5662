"""What a duty is called in a letter to a family (data/family_steps.yaml), and which ones it can be told of. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules
from goldenthread.duties.rules.states import OVERDUE
from goldenthread.duties.rules.words import COUNCIL

FILE = Path(__file__).parent / "data" / "family_steps.yaml"


@cache
def _steps() -> dict[str, str]:
    return dict(load_rules(FILE)["steps"])


def step_words(rule: str) -> str:
    """As it reads after “a last day for”; empty where nobody has put the rule in such words."""
    return _steps().get(rule, "")


def told_late(kind: str, owner: str, state: str) -> bool:
    """Whether the council writes to a family that this is late: what it owes by law, and has not done in time.

    Not of a limit that an exemption lifts: that has a letter of its own.
    """
    return kind == "LAW" and owner in COUNCIL and state == OVERDUE
