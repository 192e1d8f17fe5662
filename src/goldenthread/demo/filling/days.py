"""When the people of the demonstration do what they do."""

from __future__ import annotations

from datetime import date, datetime, time

from goldenthread.core.clock import LONDON


def noon(day: date) -> datetime:
    """The moment of a day, aware."""
    return datetime.combine(day, time(12), LONDON)
