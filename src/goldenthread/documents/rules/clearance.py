"""Reads clearance.yaml: what a reason has to hold, and how long a draft stands still for its clearance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "clearance.yaml"
# Letters of any script, accents with them; an apostrophe or a hyphen joins.
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class ClearanceRules:
    """One version of the file. `words`, `letters` and `different_letters` are the least that a reason holds."""

    words: int
    letters: int
    different_letters: int
    good_reason: str
    stands_days: int


@cache
def clearance_rules() -> ClearanceRules:
    """The rules in force."""
    data = load_rules(DATA)
    return ClearanceRules(
        **data["reason"],
        good_reason=data["good_reason"].strip(),
        stands_days=data["stands_days"],
    )


def says_why(reason: str) -> bool:
    """Whether a reason holds enough to be one. A word that is said again, or of one letter, counts for nothing."""
    rules = clearance_rules()
    words = {one.casefold() for one in _WORD.findall(reason) if len(one) > 1}
    letters = [letter for word in words for letter in word if letter.isalpha()]
    return (
        len(words) >= rules.words
        and len(letters) >= rules.letters
        and len(set(letters)) >= rules.different_letters
    )


def reads_on(asked_on: date | None, today: date) -> date:
    """The day for which a draft is composed: that on which it was put forward while it stands, else `today`."""
    if asked_on is None or today > asked_on + timedelta(days=clearance_rules().stands_days):
        return today
    return asked_on
