"""The day on which a letter counts as served, and the sentence that says why. Pure; data/service.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.calendars import BeyondCalendar, england

DATA = Path(__file__).parent / "data" / "service.yaml"


@dataclass(frozen=True)
class Served:
    """The day, a whole sentence, and on what it rests."""

    on: date
    because: str


@cache
def service_rules() -> dict[str, Any]:
    """The rule file in force."""
    return load_rules(DATA)


def methods() -> tuple[str, ...]:
    """The codes of all ways by which a letter goes."""
    return tuple(service_rules()["ways"])


def served(method: str, went_on: date) -> Served:
    """When a letter that went that way on that day counts as served.

    UserError for a way that is not in the file, and where the bank holidays of that time are not known.
    """
    way = service_rules()["ways"].get(method)
    if way is None:
        raise UserError("no_such_way", "Letters do not go that way.", "method", "Choose from the list.")  # fmt: skip
    number = way["working_days"]
    try:
        day = england().after(went_on, number) if number else went_on
    except BeyondCalendar as problem:
        raise UserError("beyond_calendar", str(problem), "sent_on", "Check the day.") from None
    said: str = way["said"]
    return Served(day, f"{day_words(day)}: {said} ({way['source']}).")
