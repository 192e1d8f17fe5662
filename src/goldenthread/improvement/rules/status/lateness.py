"""How late work is, and which of it is not late but waits for somebody else to sign it off. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.names import Basis, DueState, Flag, Status
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


@dataclass(frozen=True, slots=True)
class Slippage:
    """Days from the last day of the month first agreed (later is positive) to `until`, which is what `basis` says."""

    basis: Basis
    until: date
    days: int


def slippage_of(facts: MilestoneFacts, shown: Shown) -> Slippage | None:
    """How far the work ends from the date first agreed; None where none was agreed or nobody knows when it ends.

    Of work reported complete by the day of completion, nought where that was in time; of work shown Amber by its
    forecast; else by the date now aimed at.
    """
    if facts.baseline_due is None:
        return None
    first = falls_due(facts.baseline_due)
    if facts.reported is Status.BLUE:
        done = facts.completed_on
        return Slippage(Basis.DONE, done, max((done - first).days, 0)) if done else None
    if Flag.NEW_DATE_NEEDED in shown.flags or facts.current_due is None:
        return None
    forecast = facts.forecast if shown.status is Status.AMBER else None
    basis = Basis.FORECAST if forecast else Basis.AIMED
    until = forecast or facts.current_due
    return Slippage(basis, falls_due(until), slippage_days(facts.baseline_due, until) or 0)


def slippage_words(found: Slippage) -> str:
    """`61 days later by its forecast`, `done 12 days later`, `30 days earlier`; empty at nought."""
    if not found.days:
        return ""
    words = f"{days_words(abs(found.days))} {'later' if found.days > 0 else 'earlier'}"
    return {
        Basis.AIMED: words,
        Basis.FORECAST: f"{words} by its forecast",
        Basis.DONE: f"done {words}",
    }[found.basis]


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
