"""What is said to somebody before a request is sent, by what they told us. It advises and never stops them. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from goldenthread.core.months import day_words
from goldenthread.people.rules.rights import rights_pass_on
from goldenthread.statute.ages import birthday

_TOO_OLD = 25


def notes(route: str, born: date | None, day: date) -> list[str]:
    """Sentences about the age of the child, as the law has it on that day (CFA 2014 ss.36, 37 and 83)."""
    if born is None:
        return []
    if day >= birthday(born, _TOO_OLD):
        return [
            "The law only lets a council do this for somebody who is under 25. Please look at the date of birth."
        ]
    passes = rights_pass_on(born)
    if route == "young_person" and day < passes:
        return [
            f"The law lets you ask for yourself from {day_words(passes)}. You can still send this. The council must "
            "think about it, and it will speak with your parent or carer."
        ]
    if route == "parent" and day >= passes:
        return [
            f"From {day_words(passes - timedelta(days=1))} on, your child is old enough to leave school. The right to "
            "ask is then their own, if they can decide on this. You can still send this. We will ask them."
        ]
    return []
