"""What the record says of the decision whether to assess: read with the record, in its one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.assessments.models import Decision
from goldenthread.assessments.queries.considering import REQUEST
from goldenthread.duties.models import Case
from goldenthread.people.free_words import WITHHELD
from goldenthread.people.models import Person
from goldenthread.people.queries.together import Wanted

DECISIONS = "decisions"


@dataclass(frozen=True)
class DecisionPart:
    """The newest decision of the case; `letter` says how the letter to the family stands, empty where none is written.

    `outcome` is empty while nothing is written: then somebody asks, and the decision is to be made.
    """

    case_id: int
    outcome: str = ""
    state: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    reasons: str = ""
    letter: str = ""
    told_on: date | None = None


def wanted_of_decision(person: Person) -> Wanted:
    """Rows to be read with the record."""
    found = Decision.objects.filter(consideration__case__person=person)
    return Wanted(
        DECISIONS, found,
        ("consideration__case_id", "consideration__ended_on", "decided_post__title", "letter__state"),
    )  # fmt: skip


def decision_part(
    rows: Iterable[Decision], case: Case | None, *, hidden: bool
) -> DecisionPart | None:
    """What is decided, or to be decided, in the case; None where nobody asks and nothing was decided here.

    `hidden`: a part of the record is hidden from the reader, and so are the reasons.
    """
    if case is None:
        return None
    mine = [one for one in rows if one.consideration.case_id == case.pk]
    newest = max(mine, key=lambda one: one.pk, default=None)
    waits = case.stage == REQUEST and case.closed_on is None
    if newest is None or (waits and newest.sent):
        return DecisionPart(case.pk) if waits else None
    return DecisionPart(
        case_id=case.pk,
        outcome=newest.get_outcome_display(),
        state=newest.get_state_display(),
        decided_on=newest.decided_on,
        decided_by=newest.decided_post.title if newest.decided_post else "",
        reasons=WITHHELD if hidden else newest.reasons,
        letter=newest.letter.get_state_display() if newest.letter else "",
        told_on=newest.notified_on,
    )
