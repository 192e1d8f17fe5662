"""How the Regulations count. Each function is one convention; `CNT` names are those of the rulebook."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from goldenthread.statute.calendars import ONE_DAY, WorkingDays
from goldenthread.statute.settings import Settings

_AUGUST = 8


def days_of(event: date, number: int, settings: Settings) -> date:
    """The last day of a limit of `number` days "of" an event (CNT-1; CNT-1b where its day is day 1)."""
    return event + timedelta(days=number if settings.day_one == "excluded" else number - 1)


def days_beginning_with(event: date, number: int) -> date:
    """The last of `number` days of which that of the event is the first (CNT-2)."""
    return event + timedelta(days=number - 1)


def add_months(day: date, number: int) -> date:
    """The corresponding day `number` months on, or back; the last day of a month that has none (CNT-4)."""
    month = day.year * 12 + day.month - 1 + number
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_starting_with(day: date, number: int, settings: Settings) -> date:
    """The last day of a period of months that starts with `day` (CNT-3)."""
    corresponding = add_months(day, number)
    if corresponding.day != day.day:
        return corresponding  # the month has no such day, and its last one ends the period under both readings
    return corresponding if settings.period_end == "anniversary" else corresponding - ONE_DAY


def before(day: date, settings: Settings) -> date:
    """The last lawful day where something must be done "before" `day` (CNT-5)."""
    return day if settings.before_date == "inclusive" else day - ONE_DAY


def months_before(day: date, number: int, settings: Settings) -> date:
    """The last day that is at least `number` months before `day`."""
    corresponding = add_months(day, -number)
    return corresponding - ONE_DAY if settings.months_before == "clear" else corresponding


def notice_days(weeks: int, settings: Settings) -> timedelta:
    """What lies between a notice and the first day for which it is long enough (CNT-6)."""
    return timedelta(days=7 * weeks + (settings.notice == "clear_days"))


def tribunal_closed(day: date) -> bool:
    """Whether a day is one that the tribunal does not count for these appeals: August, 25 December to 1 January."""
    return (
        day.month == _AUGUST or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)
    )


def lodged_by(day: date, calendar: WorkingDays) -> date:
    """The last day for lodging whose time ends on `day` (CNT-11, rule 12(2) and (3)(a))."""
    if not tribunal_closed(day):
        return calendar.on_or_after(day)
    while tribunal_closed(day):
        day += ONE_DAY
    return calendar.on_or_after(day)


def tribunal_working_days(event: date, number: int, calendar: WorkingDays) -> date:
    """The last of `number` working days after the event, the tribunal's closed days not counted (rule 12(3)(b))."""
    day = event
    while number:
        day += ONE_DAY
        if not tribunal_closed(day) and calendar.is_working(day):
            number -= 1
    return day
