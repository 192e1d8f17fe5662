"""The other readings of a contested convention, on every date that they move, each with who holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.settings import setting_words
from goldenthread.statute.timeline import Case

_DATES = ("statutory_due", "earliest", "guidance_due")
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One date of a duty under another value of a setting: `date` is None where that reading fixes none."""

    setting: str
    value: str
    who: str
    field: str
    date: date | None


def other_readings(case: Case, duties: list[Duty]) -> list[list[Reading]]:
    """For each of a case's duties, in their order, what other readings say of its dates."""
    own = keyed(duties)
    found: dict[Key, list[Reading]] = {key: [] for key in own}
    for name, value, settings in case.settings.others():
        others = keyed(derive(replace(case, settings=settings)))
        who = setting_words(name)["values"][value]["who"]
        for key, duty in own.items():
            if (other := others.get(key)) is not None:
                found[key] += _moved(duty, other, name, value, who)
    return list(found.values())


def keyed(duties: list[Duty]) -> Mapping[Key, Duty]:
    """Duties by their rule and how many of it came before."""
    found: dict[Key, Duty] = {}
    counts: dict[str, int] = {}
    for duty in duties:
        number = counts.get(duty.rule, 0)
        counts[duty.rule] = number + 1
        found[duty.rule, number] = duty
    return found


def _moved(duty: Duty, other: Duty, name: str, value: str, who: str) -> list[Reading]:
    return [
        Reading(name, value, who, field, getattr(other, field))
        for field in _DATES
        if getattr(duty, field) != getattr(other, field)
    ]
