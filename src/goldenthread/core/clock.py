"""The only place that asks what time it is, so that tests and demonstrations can choose it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_fixed: ContextVar[datetime | None] = ContextVar("goldenthread_clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in England. `GOLDENTHREAD_TODAY=YYYY-MM-DD` sets it for a demonstration."""
    chosen = _fixed.get()
    if chosen is None and (given := os.environ.get("GOLDENTHREAD_TODAY")):
        return date.fromisoformat(given)
    return now().astimezone(LONDON).date()


@contextmanager
def fixed(moment: date | datetime) -> Iterator[None]:
    """Hold the clock at `moment` (a date stands at noon in England) until the block ends."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), LONDON)
    if moment.tzinfo is None:
        raise ValueError("clock.fixed needs a date or an aware datetime")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
