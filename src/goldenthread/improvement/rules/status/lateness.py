"""How late work is, and which of it is not late but waits for somebody else to sign it off. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.names import DueState, Flag, Status
from goldenthread.improvement.rules.status.progress import slippage_days
from goldenthread.improvement.rules.status.scheme import load_scheme
from goldenthread.improvement.rules.status.sentences import days_words, falls_due, month_words
from goldenthread.improvement.rules.status.shown import due_state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goldenthread.improvement.rules.status.facts import MilestoneFacts, Shown


def only_waits(shown: Shown) -> bool:
    """Whether what stands as "new date needed" is reported complete, and needs a sign-off alone."""
    return {Flag.NEW_DATE_NEEDED, Flag.AWAITING_SIGN_OFF} <= set(shown.flags)


def only_waiting(shown: Iterable[Shown]) -> int:
    """How many of those that need a new date are reported complete and wait for sign-off alone."""
    return sum(map(only_waits, shown))


def only_waiting_words(count: int) -> str:
    """`1 of them only waits for sign-off`; empty at nought. Stands beside every count of "new date needed"."""
    if not count:
        return ""
    return f"{count} of them only {'waits' if count == 1 else 'wait'} for sign-off"


def is_overdue(facts: MilestoneFacts, as_at: date) -> bool:
    """Whether its date has passed and it is not reported complete."""
    passed = due_state_of(facts, as_at) is DueState.PASSED
    return passed and facts.reported is not Status.BLUE


def days_overdue(facts: MilestoneFacts, as_at: date) -> int | None:
    """Days from the date that passed to `as_at`; None where nothing is overdue or the work is said to be done."""
    due = facts.current_due
    return (as_at - falls_due(due)).days if due and is_overdue(facts, as_at) else None


def slippage_told(facts: MilestoneFacts, shown: Shown) -> int | None:
    """Days between the dates first agreed and now aimed at; None while the date now aimed at is still to be given."""
    if Flag.NEW_DATE_NEEDED in shown.flags:
        return None
    return slippage_days(facts.baseline_due, facts.current_due)


def reported_words(facts: MilestoneFacts, shown: Shown) -> str:
    """`Last reported Amber, forecast February 2027`, where the calendar overrides the report; else empty."""
    if only_waits(shown):
        return waiting_words(facts)
    if shown.status is facts.reported or facts.reported_on is None or facts.reported is Status.BLUE:
        return ""
    said = f"Last reported {load_scheme().statuses[facts.reported].word}"
    forecast = facts.forecast if facts.reported is Status.AMBER else None
    return f"{said}, forecast {month_words(forecast)}" if forecast else said


def waiting_words(facts: MilestoneFacts) -> str:
    """`Reported complete on 3 May 2025, within its date; waits for sign-off`."""
    done, due = facts.completed_on, facts.current_due
    if done is None:
        return "Reported complete, without the day; waits for sign-off"
    held = ""
    if due is not None:
        late = (done - falls_due(due)).days
        held = f", {days_words(late)} after its date" if late > 0 else ", within its date"
    return f"Reported complete on {day_words(done)}{held}; waits for sign-off"
