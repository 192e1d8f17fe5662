"""The status to show for a milestone: what was reported, against the calendar and the sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.facts import MilestoneFacts, Shown
from goldenthread.improvement.rules.status.names import DueState, Flag, Record, Status
from goldenthread.improvement.rules.status.scheme import Scheme, load_scheme, shown_key
from goldenthread.improvement.rules.status.sentences import days_words, falls_due, month_words
from goldenthread.improvement.rules.status.signoff import sign_off_fault

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.core.months import Month


def shown_status(facts: MilestoneFacts, as_at: date, scheme: Scheme | None = None) -> Shown:
    """The status of a milestone on the day `as_at`. Total: any facts give exactly one status."""
    scheme = scheme or load_scheme()
    fault = sign_off_fault(facts, as_at)
    record = record_of(facts, fault)
    due_state = due_state_of(facts, as_at)
    outcome = scheme.shown[record, due_state]
    flags = outcome.flags
    extra = []
    if fault is not None:
        extra.append(Flag.SIGN_OFF_NOT_COUNTED)
    if outcome.status is Status.AMBER and _month_passed(facts.forecast, as_at):
        extra.append(Flag.FORECAST_NEEDED)
    if extra:
        flags = tuple(flag for flag in Flag if flag in flags or flag in extra)
    because = [_reported(facts, record, scheme), _dated(facts, due_state, as_at)]
    if fault is not None:
        because.append(fault)
    because.extend(_concluded(facts, record, due_state, flags))
    return Shown(outcome.status, flags, tuple(because), rule=shown_key(record, due_state))


def record_of(facts: MilestoneFacts, fault: str | None) -> Record:
    """The last report, with Blue told apart by whether its sign-off counts (`fault`: why not)."""
    if facts.reported is not Status.BLUE:
        return Record(facts.reported.value)
    if facts.signed_off is not None and fault is None:
        return Record.BLUE_SIGNED_OFF
    return Record.BLUE_CLAIMED


def due_state_of(facts: MilestoneFacts, as_at: date) -> DueState:
    """Where the current due date lies. A month is past from the day after its last day."""
    due = facts.current_due
    if due is None:
        return DueState.NOT_SET
    if (due.year, due.month) < (as_at.year, as_at.month):
        return DueState.PASSED
    if facts.baseline_due is None:
        # No date was agreed at first. One that stands beside a Red report was given with it; a Red that
        # only the document prints is no report, and its date is the document's own.
        told = facts.reported is Status.RED and facts.reported_on is not None
        return DueState.NEW_AHEAD if told else DueState.AHEAD
    return DueState.NEW_AHEAD if due > facts.baseline_due else DueState.AHEAD


def _month_passed(month: Month | None, as_at: date) -> bool:
    """True also where there is none: either way nothing ahead is known."""
    return month is None or (month.year, month.month) < (as_at.year, as_at.month)


def _reported(facts: MilestoneFacts, record: Record, scheme: Scheme) -> str:
    word = scheme.statuses[facts.reported].word
    if facts.sent_back_on is not None:
        back = day_words(facts.sent_back_on)
        return f"Reported complete, and sent back to its lead on {back}: {word} until its lead reports again."
    if facts.reported_on is None:
        said = f"{word} on record, with no report yet"
    else:
        said = f"Reported {word} on {day_words(facts.reported_on)}"
    if facts.reported is Status.BLUE and facts.completed_on is not None:
        said += f", as completed on {day_words(facts.completed_on)}"
    if record is Record.BLUE_SIGNED_OFF and facts.signed_off is not None:
        said += (
            f", and signed off on {day_words(facts.signed_off.on)} by someone who does not own it"
        )
    return said + "."


def _dated(facts: MilestoneFacts, due_state: DueState, as_at: date) -> str:
    due, first = facts.current_due, facts.baseline_due
    if due is None:
        return "No due date is set."
    last = falls_due(due)
    passed = due_state is DueState.PASSED
    # Work that is done is not late by the days since: how late it was is said with its completion.
    still_late = passed and facts.reported is not Status.BLUE
    ending = f", {days_words((as_at - last).days)} ago." if still_late else "."
    if first is not None and due > first:
        start = f"It was first due by {day_words(falls_due(first))}. The new completion date "
        return start + ("was " if passed else "is ") + day_words(last) + ending
    return ("It was due by " if passed else "It is due by ") + day_words(last) + ending


def _concluded(
    facts: MilestoneFacts, record: Record, due_state: DueState, flags: tuple[Flag, ...]
) -> list[str]:
    """What follows from the report and the date together."""
    if record is Record.BLUE_SIGNED_OFF:
        return _finished(facts)
    said: list[str] = []
    if record is Record.BLUE_CLAIMED:
        said += _finished(facts)
        said.append("It is Blue once someone who does not own it has signed it off.")
    if facts.forecast is not None and record is Record.AMBER:
        said.append(f"The forecast is {month_words(facts.forecast)}.")
    if due_state is DueState.PASSED:
        said.append("Its date has passed without a sign-off, so it is shown Red.")
    elif Flag.NEW_DATE_NEEDED in flags:
        said.append("Red needs a new completion date, and none is on record.")
    if Flag.FORECAST_NEEDED in flags:
        said.append("Amber needs a forecast that lies ahead.")
    return said


def _finished(facts: MilestoneFacts) -> list[str]:
    """Whether the work was completed in time, against the date first agreed."""
    first = facts.baseline_due or facts.due
    if facts.completed_on is None or first is None:
        return []
    late = (facts.completed_on - falls_due(first)).days
    if late <= 0:
        return ["That is within the date first agreed."]
    return [f"That is {days_words(late)} after the date first agreed."]
