"""What a request does to the clock of a case: it begins one, begins the running one earlier, or joins it. Pure.

CFA 2014 s.36 knows one request at a time: while the council is at work on one, another starts no clock of its own, and
the earliest day on which the council was asked stays the first day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.assessments.rules.routes import routes
from goldenthread.statute.calendars import england
from goldenthread.statute.case_clock import ATTENTION, REQUEST, Start, case_starts, refusal
from goldenthread.statute.deriving import derive
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case, Child, Event

BEGINS, EARLIER, JOINS = "begins", "earlier", "joins"
DECISION = "REQ-6"
_ENDS = ("final_plan_sent", "no_plan_notice_sent")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event of asking does. `start` is the clock that runs then; `before` the one that ran until now.

    `ended_on`: the day on which the round that it belongs to was over, before anybody took the request in.
    """

    code: str
    start: Start
    before: Start | None = None
    ended_on: date | None = None
    kind: str = REQUEST

    @property
    def other_kind(self) -> bool:
        """Whether what it joins is of another kind: a child brought to attention, and a request; or the reverse."""
        return (
            self.before is not None and self.code != BEGINS and self.before.event.kind != self.kind
        )


def event_of(by: str, channel: str, on: date) -> Event:
    """What the case records of it: a request, or by whom the child was brought to attention."""
    if any(route.by == by and route.request for route in routes().values()):
        return Event(REQUEST, on, {"by": by, "channel": channel})
    return Event(ATTENTION, on, {"by": by})


def effect_of(before: Case, event: Event) -> Effect:
    """What recording `event` would do to the clock of a case as it stands."""
    calendar = england()
    old = case_starts(before, calendar)
    new = case_starts(before.with_more([event]), calendar)
    mine = next((one for one in new if one.event is event), None)
    if mine is None:
        joined = [one for one in new if one.event.on <= event.on]
        if not joined:
            # Of the council that the family left: it is recorded, and the engine says that it starts nothing here.
            return Effect(BEGINS, Start(event, event.on, event.kind), kind=event.kind)
        last = joined[-1]
        return Effect(JOINS, last, last, _ended(before, last.on), event.kind)
    if len(new) > len(old):
        return Effect(BEGINS, mine, kind=event.kind)
    replaced = next(one for one in old if all(one.event is not other.event for other in new))
    return Effect(EARLIER, mine, replaced, _ended(before, mine.on), event.kind)


def decision_due(event: Event, born: date | None, settings: Settings) -> date | None:
    """The day by which the council must say whether it will assess; None where the law gives no clock."""
    case = Case(settings=settings, child=Child(born), events=(event,), as_at=event.on)
    return next((one.statutory_due for one in derive(case) if one.rule == DECISION), None)


def _ended(case: Case, since: date) -> date | None:
    """The day on which the round that began on a day was over, if it is."""
    refused = refusal(case, since)
    ends = [one.on for one in case.of(*_ENDS)] + ([refused.on] if refused is not None else [])
    return min((day for day in ends if day >= since), default=None)


def open_round(case: Case) -> Start | None:
    """The clock that runs now; None where none ever began, or the last one has run its course."""
    starts: Sequence[Start] = case_starts(case, england())
    if not starts or _ended(case, starts[-1].on) is not None:
        return None
    return starts[-1]
