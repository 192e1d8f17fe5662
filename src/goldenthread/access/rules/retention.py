"""How long things are kept, from data/retention.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "retention.yaml"


@dataclass(frozen=True)
class Keeping:
    """One rule: what is kept for how many days after what, and what is removed then."""

    name: str
    what: str
    days: int
    after: str
    removes: str

    def cut_off(self, today: date) -> date:
        """What came to its end on this day or before it is kept no longer."""
        return today - timedelta(days=self.days)


@cache
def keepings() -> dict[str, Keeping]:
    """Every rule by its name, in the order of the file."""
    return build(load_rules(DATA))


def build(data: dict[str, Any]) -> dict[str, Keeping]:
    """ValueError for a rule that lacks or invents a key, or keeps for less than a day."""
    found = {}
    for name, rule in data["rules"].items():
        if set(rule) != {"what", "days", "after", "removes"}:
            raise ValueError(f"retention.yaml: {name} needs what, days, after and removes")
        if not isinstance(rule["days"], int) or rule["days"] < 1:
            raise ValueError(f"retention.yaml: {name} needs a whole number of days, at least 1")
        found[name] = Keeping(name, **rule)
    return found
