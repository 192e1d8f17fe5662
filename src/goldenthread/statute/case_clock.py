"""From which day the six, sixteen and twenty weeks run: the earliest valid request, or being brought to attention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.ages import birthday, compulsory_school_age_ends
from goldenthread.statute.calendars import BeyondCalendar, WorkingDays
from goldenthread.statute.timeline import Case, Event

REQUEST, ATTENTION = "request_received", "brought_to_attention"
# Nobody's request starts a clock once the young person is this old.
_TOO_OLD = 25
_REQUESTERS = (None, "parent", "school", "post16_institution")
# The acts with which a clock has run its course: whatever is asked after them starts another.
_ENDS = ("final_plan_sent", "no_plan_notice_sent")


@dataclass(frozen=True, slots=True)
class Start:
    """A clock of the case: the event, the day from which it runs, and whether a request or attention started it."""

    event: Event
    on: date
    kind: str
    reasons: tuple[str, ...] = ()


def case_starts(case: Case, calendar: WorkingDays, authority: str | None = None) -> list[Start]:
    """The clocks of the council that is responsible now, the oldest first; of another with `authority`.

    A request while one runs is a duplicate and starts none. A child who moves has a new clock in the new area; what the
    old council had finished before the move stays.
    """
    wanted = authority or responsible_now(case)
    found: list[Start] = []
    for event in case.of(REQUEST, ATTENTION):
        of_old = authority_of(case, event) == "old"
        if authority and of_old != (authority == "old"):
            continue
        if not authority and of_old and wanted == "new" and not _finished_before_move(case, event):
            continue
        if found and not _ended(case, found[-1].on, event.on):
            continue
        if (start := _start(case, event, calendar)) is not None:
            found.append(start)
    return found


def responsible_now(case: Case) -> str:
    """`new` where the family has moved, else `old`, the only council that there is."""
    moved = case.first("family_moved") is not None
    told = any(one.details.get("authority") == "new" for one in case.of(REQUEST, ATTENTION))
    return "new" if moved or told else "old"


def authority_of(case: Case, event: Event) -> str:
    """Which council an event concerns: as it says, else by whether it came before the move."""
    if (told := event.details.get("authority")) is not None:
        return str(told)
    moved = case.first("family_moved")
    return "old" if moved is not None and event.on < moved.on else responsible_now(case)


def is_request(case: Case, event: Event) -> bool:
    """Whether a request is one in law: by a parent, a young person, or for a school or college (CFA s.36(1)).

    Of a detained person also by the person in charge of the accommodation.
    """
    by = event.details.get("by")
    if by == "person_in_charge":
        return case.child.setting == "youth_accommodation"
    if by == "young_person" and case.child.born is not None:
        return event.on > compulsory_school_age_ends(case.child.born)
    return by in (*_REQUESTERS, "young_person")


def _start(case: Case, event: Event, calendar: WorkingDays) -> Start | None:
    born = case.child.born
    if born is not None and event.on >= birthday(born, _TOO_OLD):
        return None
    if event.kind == ATTENTION:
        return Start(event, event.on, ATTENTION)
    if not is_request(case, event):
        # The council must consider a child of whom it has heard, whoever told it.
        words = "Whoever asked is none of those who may request an assessment; the child is brought to attention."
        return Start(event, event.on, ATTENTION, (words,))
    if case.settings.receipt == "actual":
        return Start(event, event.on, REQUEST)
    try:
        logged = calendar.on_or_after(event.on)
    except BeyondCalendar as problem:
        return Start(event, event.on, REQUEST, (str(problem),))
    words = f"It arrived on {calendar.why_not(event.on)} and is logged on {day_words(logged)}."
    return Start(event, logged, REQUEST, (words,) if logged != event.on else ())


def _ended(case: Case, since: date, until: date) -> bool:
    return any(since <= one.on <= until for one in case.of(*_ENDS))


def _finished_before_move(case: Case, event: Event) -> bool:
    moved = case.first("family_moved")
    return moved is not None and _ended(case, event.on, moved.on)
