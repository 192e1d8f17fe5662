"""Questions whose answer is a day, or a number of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from goldenthread.core.errors import UserError
from goldenthread.statute.ages import compulsory_school_age_ends
from goldenthread.statute.calendars import BeyondCalendar, england
from goldenthread.statute.case_clock import case_starts
from goldenthread.statute.deriving.assessment import served_on
from goldenthread.statute.deriving.context import Context, clock_of
from goldenthread.statute.deriving.reviews import chain_end
from goldenthread.statute.reading import day, word
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.timeline import Case, Event

_STEPS = ("draft_plan_served", "review_meeting_held")
_T = TypeVar("_T")


def clock_start(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The day from which a council's 6, 16 and 20 weeks run. Nothing is carried over from another council."""
    authority = given.get("authority")
    if "authority" in given:
        word(authority, f"{where}.authority", ("old", "new"))
    starts = [one for one in case_starts(case, england(), authority) if not one.too_old]
    if not starts:
        raise UserError("no_clock", "No event of the case starts this clock.", where)
    return {"on": starts[-1].on, "event": starts[-1].kind, "carried_over": False}


def days_between(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Days from one, itself counted, up to but without the other."""
    first, end = day(given["from"], f"{where}.from"), day(given["to"], f"{where}.to")
    if word(given["count"], f"{where}.count", ("calendar", "working")) == "calendar":
        return {"days": max((end - first).days, 0)}
    return {"days": counted(lambda: england().between(first, end), where)}


def deemed_service(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The day on which a letter is taken as served."""
    word(given["post_class"], f"{where}.post_class", ("first",))
    posted = Event("draft_plan_posted", day(given["posted_on"], f"{where}.posted_on"))
    return {"served_on": counted(lambda: served_on(Context(case, england()), posted), where)}


def latest_start(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The last day for a step that leaves all the time before a deadline: of comments, or of a whole review."""
    deadline = day(given["deadline"], f"{where}.deadline")
    if word(given["step"], f"{where}.step", _STEPS) == "draft_plan_served":
        latest = deadline - timedelta(days=clock_of(rulebook()["PLN-2"]).count["days_beginning"])
    else:
        latest = deadline - (chain_end(Context(case, england()), deadline) - deadline)
    try:
        working = england().on_or_before(latest)
    except BeyondCalendar:
        working = None
    return {"latest": latest, "last_working_day": working}


def compulsory_school_age(case: Case, _given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The last day of compulsory school age, with which rights pass to the young person."""
    return {"ends_on": compulsory_school_age_ends(born(case, where)), "rule": "YP-1"}


def born(case: Case, where: str) -> date:
    """The child's day of birth. UserError where the case does not give it."""
    if case.child.born is None:
        raise UserError(
            "missing_field",
            "The child's day of birth is needed for this.",
            where,
            "Give child.born.",
        )
    return case.child.born


def counted(count: Callable[[], _T], where: str) -> _T:
    """What a count comes to. UserError where it runs beyond the known bank holidays."""
    try:
        return count()
    except BeyondCalendar as problem:
        raise UserError("beyond_calendar", str(problem), where, "Choose earlier days.") from None
