"""On which day a family was told of a decision, where copies went to several on several days (ADR 0026). Pure.

SEND Regulations 2014 reg. 5(1) asks the council to notify the child's parent or the young person. Their time to appeal
runs from the day on which the notice was sent. So the day is the first on which a copy went to somebody whom the
regulation names: whoever got theirs later may trust the last days in the letter, which are then too late for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.people.rules.rights import FamilyRights


@dataclass(frozen=True, slots=True)
class Went:
    """A copy that went to somebody of the family: a carer by key, or, with None, the young person."""

    carer_id: int | None
    on: date


def notified_on(copies: Iterable[Went], rights: FamilyRights) -> date | None:
    """The day; None where no copy went to anybody whom the law asks to tell.

    Where the rights are the young person's own, that is they themselves, or whoever stands in for them in all
    decisions of the case; else any carer, to whom the rules of recipients let the letter go.
    """
    return min((one.on for one in copies if _counts(one, rights)), default=None)


def _counts(one: Went, rights: FamilyRights) -> bool:
    if not rights.young_person:
        return one.carer_id is not None
    if rights.representatives:
        return one.carer_id in rights.representatives
    return one.carer_id is None
