"""What matters now in a case: what waits, the worst first; and what is known of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.duties.queries.cases import EventRow
from goldenthread.duties.queries.ledger import DutyRow
from goldenthread.duties.rules.states import EXEMPT, OVERDUE, PAST_GUIDANCE, RUNNING, UNKNOWN
from goldenthread.duties.rules.telling import FAMILY, is_limb, is_listed
from goldenthread.statute.rulebook import rulebook

# The rules by which a plan is to be reviewed: after it was made, after the last review, after a move.
_REVIEWS = ("AR-1", "AR-2", "MV-4")
_MADE = ("final_plan_sent", "plan_first_made")
_AMENDED = ("final_amended_plan_sent",)
_REVIEWED = ("review_decision_sent",)
_MOST = 6


@dataclass(frozen=True)
class Matters:
    """`first` is what comes next, and `duty` its words in the rulebook; `others` wait as well, and `more` beside them.

    `family`: what the family may do, and until when: its rights, and the time that it was given to answer.
    """

    first: DutyRow | None
    duty: str
    others: tuple[DutyRow, ...]
    more: int
    family: tuple[DutyRow, ...]


@dataclass(frozen=True)
class PlanFacts:
    """What the events and the ledger tell of a plan. `review` is the duty to review it next."""

    made_on: date
    amended_on: date | None
    reviewed_on: date | None
    review: DutyRow | None


def what_matters(duties: Iterable[DutyRow], today: date) -> Matters:
    """What waits, the overdue first, then what is exempt and still to be done, then by the day; law before guidance.

    Last what passed lately and nothing recorded can tell of, so that somebody looks.
    """
    rows = sorted(duties, key=_urgency)
    owed = [
        row
        for row in rows
        if (row.state.waits or row.state.code == UNKNOWN)
        and is_listed(row.rule, row.owner, row.last_day, today)
    ]
    first = owed[0] if owed else None
    rule = rulebook().get(first.rule) if first else None
    return Matters(
        first=first,
        duty=rule.duty if rule else "",
        others=tuple(owed[1 : 1 + _MOST]),
        more=max(len(owed) - 1 - _MOST, 0),
        family=tuple(
            row
            for row in rows
            if row.last_day
            and (row.state.code == RUNNING or (row.owner == FAMILY and row.state.waits))
            and not is_limb(row.rule)
        ),
    )


def _urgency(row: DutyRow) -> tuple[int, bool, date, int]:
    group = {OVERDUE: 0, EXEMPT: 1, PAST_GUIDANCE: 3, UNKNOWN: 4}.get(row.state.code, 2)
    # Among what is late, a date of law goes first; ahead, the day itself.
    return group, not row.is_law and group < 2, row.last_day or date.max, row.id


def plan_facts(
    events: Sequence[EventRow], duties: Iterable[DutyRow], today: date
) -> PlanFacts | None:
    """The plan as far as events tell of one; None where none was ever made."""
    made = _last(events, _MADE, today)
    if made is None:
        return None
    amended, reviewed = _last(events, _AMENDED, today), _last(events, _REVIEWED, today)
    due = [row for row in duties if row.rule in _REVIEWS and row.state.waits and row.last_day]
    return PlanFacts(
        made_on=made,
        amended_on=amended if amended and amended > made else None,
        reviewed_on=reviewed if reviewed and reviewed > made else None,
        review=min(due, key=lambda row: row.last_day or date.max, default=None),
    )


def _last(events: Iterable[EventRow], kinds: tuple[str, ...], today: date) -> date | None:
    return max((one.on for one in events if one.kind in kinds and one.on <= today), default=None)
