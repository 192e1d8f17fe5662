"""What speaks against closing a case: a plan that is in force, or may not stop yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.duties.rules.stages import stages_file

# The plan continues while it can be appealed: Children and Families Act 2014, s.45(4).
END_OF_PLAN = "CE-4"


def doubts_of_closing(stage: str, ends: Sequence[date | None], on: date) -> list[str]:
    """Sentences. `ends`: the first days on which a plan may stop after each notice; None while an appeal waits."""
    if stage in stages_file()["plan_goes_on"]:
        return [
            "The child has a plan that is in force: the council goes on owing what it says, and its reviews."
        ]
    if any(day is None for day in ends):
        return [
            "The plan may not stop while an appeal against ceasing it is not decided (CFA 2014 s.45(4))."
        ]
    last = max((day for day in ends if day), default=on)
    if last > on:
        return [
            f"The plan may not stop before {day_words(last)}: until then it can be appealed (CFA 2014 s.45(4))."
        ]
    return []
