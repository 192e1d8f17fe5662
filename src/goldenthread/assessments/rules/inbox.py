"""How staff deal with what was sent (data/inbox.yaml): when a worry is read, why something is no request. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.ages import age_on
from goldenthread.statute.calendars import BeyondCalendar, england

FILE = Path(__file__).parent / "data" / "inbox.yaml"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is no request: code, words for a list, and what is asked before it is put away."""

    code: str
    words: str
    asks: str
    born_from: int | None = None


@cache
def inbox_rules() -> dict[str, Any]:
    """The file as it is: for the page that publishes it."""
    return load_rules(FILE)


@cache
def reasons() -> dict[str, Reason]:
    """Every reason, by its code, in the order of the file."""
    return {code: Reason(code, **said) for code, said in inbox_rules()["declining"].items()}


def reason_words(code: str) -> str:
    """What a reason says; one that the file does not know is said as it stands."""
    found = reasons().get(code)
    return found.words if found else code


def doubts_of_declining(code: str, born: date | None, received_on: date) -> list[str]:
    """What is asked before a request is put away. UserError for a reason that is none."""
    reason = reasons().get(code)
    if reason is None:
        raise UserError(
            "not_in_list", "That answer is not in the list.", "reason", "Choose a reason."
        )
    found = [" ".join(reason.asks.split())]
    if reason.born_from is not None and born is not None:
        age = age_on(born, received_on)
        if age < reason.born_from:
            found.insert(
                0,
                f"By the date of birth that was given, the person was {age} on the day of receipt.",
            )
    return found


def ways_of_withdrawing() -> list[tuple[str, str]]:
    """Code and words of each way to say that a request is withdrawn."""
    return list(inbox_rules()["withdrawing"].items())


def read_by(sent_on: date) -> date:
    """By which day a person has read a worry that was sent on a day: so many working days after it."""
    days = int(inbox_rules()["worry_read_within"])
    try:
        return england().after(sent_on, days)
    except BeyondCalendar:
        # Bank holidays of that year are not known yet: rather a day too early than one too late.
        return sent_on


def is_late(received_on: date, taken_in_on: date) -> bool:
    """Whether a request lay for longer than it should before somebody took it in."""
    return (taken_in_on - received_on).days > int(inbox_rules()["taken_in_late_after"])
