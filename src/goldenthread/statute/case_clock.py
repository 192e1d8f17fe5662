"""From which day the six, sixteen and twenty weeks run: the earliest valid request, or being brought to attention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.ages import birthday, compulsory_school_age_ends
from goldenthread.statute.calendars import BeyondCalendar, WorkingDays
from goldenthread.statute.timeline import Case, Event

REQUEST, ATTENTION = "request_received", "brought_to_attention"
# Nobody's request starts a clock once the young person is this old.
TOO_OLD = 25
REQUESTERS = (None, "parent", "school", "post16_institution")
# The acts with which a clock has run its course: whatever is asked after them starts another.
ENDS = ("final_plan_sent", "no_plan_notice_sent")


@dataclass(frozen=True, slots=True)
class Start:
    """A clock of the case: the event, the day from which it runs, and whether a request or attention started it.

    `reasons` are sentences with their citation and evidence. `too_old`: the law gives this person no clock.
    `passed_on`: the day on which the family moved while it ran, and another council became responsible.
    """

    event: Event
    on: date
    kind: str
    reasons: tuple[tuple[str, str | None, str | None], ...] = ()
    too_old: bool = False
    passed_on: date | None = None


def all_starts(case: Case, calendar: WorkingDays) -> list[Start]:
    """The clocks of the council that is responsible now, and those that the council before it left running or overdue
    when the family moved, in the order of the days from which they run.
    """
    order = {id(event): number for number, event in enumerate(case.events)}
    both = [*case_starts(case, calendar), *left_starts(case, calendar)]
    return sorted(both, key=lambda start: (start.on, order[id(start.event)]))


def left_starts(case: Case, calendar: WorkingDays) -> list[Start]:
    """The clocks of the old council that had not run their course when the family moved."""
    moved = case.first("family_moved")
    found: list[Start] = []
    for event in case.of(REQUEST, ATTENTION):
        of_old = moved is not None and event.on < moved.on and authority_of(case, event) == "old"
        if moved is None or not of_old or _finished_before_move(case, event):
            continue
        if found and not _ended(case, found[-1].on, event.on):
            continue
        found.append(replace(_start(case, event, calendar), passed_on=moved.on))
    return found


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
        found.append(_start(case, event, calendar))
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
    return by in (*REQUESTERS, "young_person")


def _start(case: Case, event: Event, calendar: WorkingDays) -> Start:
    born = case.child.born
    if born is not None and event.on >= birthday(born, TOO_OLD):
        return Start(event, event.on, event.kind, too_old=True)
    moved = case.first("family_moved")
    if moved is not None and event.on < moved.on and authority_of(case, event) == "new":
        words = f"The child is in the area of the new council from {day_words(moved.on)}."
        return Start(event, moved.on, ATTENTION, ((words, "CFA 2014 s.24", "V"),))
    if event.kind == ATTENTION:
        return Start(event, event.on, ATTENTION)
    if not is_request(case, event):
        # The council must consider a child of whom it has heard, whoever told it.
        words = "Whoever asked is none of those who may request an assessment; the child is brought to attention."
        return Start(event, event.on, ATTENTION, ((words, "CFA 2014 ss.23, 24 and 36", "V"),))
    return _logged(case, event, calendar)


def _logged(case: Case, event: Event, calendar: WorkingDays) -> Start:
    """The start of a request, by the council's way of logging it."""
    if case.settings.receipt == "actual":
        return Start(event, event.on, REQUEST)
    try:
        logged = calendar.on_or_after(event.on)
    except BeyondCalendar as problem:
        return Start(event, event.on, REQUEST, ((str(problem), None, None),))
    if logged == event.on:
        return Start(event, logged, REQUEST)
    words = (
        f"It arrived on {calendar.why_not(event.on)} and is logged on {day_words(logged)}: a practice with no basis in "
        "the Regulations."
    )
    return Start(event, logged, REQUEST, ((words, None, None),))


def _ended(case: Case, since: date, until: date) -> bool:
    """Whether a plan, a notice that there is none, or a refusal to assess came between two days."""
    refused = refusal(case, since)
    ends = [one.on for one in case.of(*ENDS)] + ([refused.on] if refused is not None else [])
    return any(since <= day <= until for day in ends)


def refusal(case: Case, since: date) -> Event | None:
    """The notice of a decision not to assess: one that can be appealed, sent on the day of the decision."""
    decided = case.first("assessment_decision_sent", since=since)
    if decided is None:
        return None
    notice = case.first("appealable_decision_sent", since=decided.on)
    return notice if notice is not None and notice.on == decided.on else None


def _finished_before_move(case: Case, event: Event) -> bool:
    moved = case.first("family_moved")
    return moved is not None and _ended(case, event.on, moved.on)
