"""What families send by the family page: topics, by when a worry is read. Pure; data/families.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.calendars import BeyondCalendar, england

FILE = Path(__file__).parent / "data" / "families.yaml"
WORRY = "worry"


@cache
def family_rules() -> dict[str, Any]:
    """The file in force: `topics`, `worry_read_within`, `longest`."""
    return load_rules(FILE)


def topic_words(topic: str) -> str:
    """What a topic is called for staff; one that the file no longer has is said as it stands."""
    return str(family_rules()["topics"].get(topic, topic))


def longest(what: str) -> int:
    """How many characters `words`, an `answer` or `filed_how` may have."""
    return int(family_rules()["longest"][what])


def read_by(sent_on: date) -> date:
    """By which day a person has read a worry that was sent on that day."""
    try:
        return england().after(sent_on, int(family_rules()["worry_read_within"]))
    except BeyondCalendar:
        # Bank holidays of that year are not known yet: rather a day too early than one too late.
        return sent_on
