"""Whether the year of a day or a month can be meant, or is a slip: "1926", "2126". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "plausible_years.yaml"
ANY, HELD, PLANNED = "any", "held", "planned"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A year that is taken for a slip: what to ask, and which years could be meant."""

    question: str
    fix: str


@cache
def year_rules() -> dict[str, Any]:
    """The parsed and checked data/plausible_years.yaml."""
    rules = load_rules(DATA)
    for name, kind in rules["kinds"].items():
        if "years_after" not in kind or ("not_before" in kind) == ("years_before" in kind):
            raise ValueError(
                f"plausible_years.yaml: kinds.{name} needs years_after and one beginning"
            )
    return rules


def years(kind: str, anchor: int) -> tuple[int, int]:
    """The first and the last year that can be meant; `anchor` is the year of the plan's date, or of today."""
    rule = year_rules()["kinds"][kind]
    first = rule["not_before"] if "not_before" in rule else anchor - rule["years_before"]
    return first, anchor + rule["years_after"]


def doubt(year: int, kind: str, *, anchor: int, subject: str) -> Doubt | None:
    """What to ask of a year that cannot be meant; None where it can. `subject` begins the sentence."""
    first, last = years(kind, anchor)
    if first <= year <= last:
        return None
    rules = year_rules()
    return Doubt(
        rules["question"].format(subject=subject, year=year),
        rules["fix"].format(first=first, last=last),
    )
