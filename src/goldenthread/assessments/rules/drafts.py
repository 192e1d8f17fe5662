"""How long a request that is not sent is kept, and how often things may be done: data/request_drafts.yaml. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "request_drafts.yaml"


@dataclass(frozen=True, slots=True)
class DraftRules:
    """`kept`: from the last word written until it is erased. `idle`: how long a browser goes on without its link."""

    kept: timedelta
    idle: timedelta
    rates: dict[str, str]


@cache
def draft_rules() -> DraftRules:
    """The rules in force. ValueError for a period that is none."""
    said = load_rules(FILE)
    kept, idle = timedelta(days=said["kept_days"]), timedelta(hours=said["idle_hours"])
    if not timedelta() < idle <= kept:
        raise ValueError(
            "request_drafts.yaml: a request is kept longer than a browser goes on with it"
        )
    return DraftRules(kept, idle, said["rates"])
