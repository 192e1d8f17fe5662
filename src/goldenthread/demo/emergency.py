"""What was opened in an emergency in the demonstration: a draft, by somebody who may read agreed plans only."""

from __future__ import annotations

from goldenthread.access.break_glass import telling
from goldenthread.access.break_glass.actions import open_record
from goldenthread.demo.people import person
from goldenthread.demo.source import load_area
from goldenthread.improvement.emergency import KIND, reference_of


def open_draft(plan_id: int) -> None:
    """Open the plan while it is a draft, on the day at which the clock is held."""
    told = load_area()["emergency"]
    scope, _ = person(told["by"])
    opening = open_record(
        scope=scope, kind=KIND, reference=reference_of(plan_id), reason=told["reason"],
        hours=told["hours"],
    )  # fmt: skip
    # Told on its day, not when the demonstration has been made.
    telling.tell_owners(opening.pk)
