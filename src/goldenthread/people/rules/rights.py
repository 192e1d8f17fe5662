"""Who holds the rights in a child's case on a day: the parent, or the young person. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from goldenthread.core.months import day_words
from goldenthread.statute.ages import age_on, compulsory_school_age_ends

Who = Literal["parent", "young_person"]
_CAPACITY_FROM = 16
CITATION = "Children and Families Act 2014, s.83(2) and s.80; Education Act 1996, s.8"


@dataclass(frozen=True)
class RightsHolder:
    """Who holds the rights. `passes_on` is the first day on which they are the young person's own."""

    who: Who
    passes_on: date
    sentence: str
    citation: str = CITATION


@dataclass(frozen=True)
class FamilyRights:
    """What `recipients` has to know of the rights: whose they are, and what follows for the grown-ups.

    `parents_told`: parents hold the rights, or the young person said that they may be told. `representatives`: the
    carers, by key, who decide for a young person who cannot. `parents_stand_in`: nobody is named for one who cannot.
    """

    young_person: bool
    parents_told: bool
    representatives: frozenset[int] = frozenset()
    parents_stand_in: bool = False

    def act_for_them(self, carer_id: int) -> bool:
        """Whether that carer decides for a young person who cannot."""
        if self.representatives:
            return carer_id in self.representatives
        return self.young_person and self.parents_stand_in


def capacity_asked(born: date, day: date) -> bool:
    """Whether capacity is a question on that day.

    From the 16th birthday (Mental Capacity Act 2005, s.2(5)), or from the day on which the rights pass, if earlier.
    """
    return age_on(born, day) >= _CAPACITY_FROM or day >= rights_pass_on(born)


def rights_pass_on(born: date) -> date:
    """The day after compulsory school age, which ends with the last Friday in June (Education Act 1996, s.8)."""
    return compulsory_school_age_ends(born) + timedelta(days=1)


def rights_holder(born: date, today: date) -> RightsHolder:
    """Who holds the rights on that day, with the sentence that says so and why."""
    passes = rights_pass_on(born)
    last = day_words(passes - timedelta(days=1))
    if today < passes:
        words = (
            f"The parents hold the rights. Compulsory school age ends on {last}; from the next day the rights are "
            "the young person’s own."
        )
        return RightsHolder("parent", passes, words)
    words = (
        f"Compulsory school age ended on {last}, so the rights are the young person’s own. A decision that they "
        "cannot take is taken for them by whoever stands in for them (Mental Capacity Act 2005)."
    )
    return RightsHolder("young_person", passes, words)
