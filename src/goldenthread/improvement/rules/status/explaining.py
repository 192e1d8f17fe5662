"""Why a figure beside a status is what it is, in sentences, each with the measure that names its rule. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.lateness import (
    days_overdue,
    only_waits,
    slippage_told,
    waiting_words,
)
from goldenthread.improvement.rules.status.names import Measure, Status
from goldenthread.improvement.rules.status.progress import direction
from goldenthread.improvement.rules.status.scheme import load_scheme
from goldenthread.improvement.rules.status.sentences import days_words, falls_due

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.status.facts import MilestoneFacts, Shown


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure: what it measures, the figure in words, and why, in sentences."""

    measure: Measure
    value: str
    because: tuple[str, ...]


def explain_lateness(facts: MilestoneFacts, shown: Shown, as_at: date) -> Explained | None:
    """How overdue it is, or that it is not, because it waits for sign-off; None where its date has not passed."""
    due = facts.current_due
    if due is None:
        return None
    fell = f"It fell due on {day_words(falls_due(due))}."
    if only_waits(shown):
        said = (f"{waiting_words(facts)}.", fell, "Work that is reported complete is not overdue.")
        return Explained(Measure.WAITING, "Not overdue", said)
    late = days_overdue(facts, as_at)
    if late is None:
        return None
    words = days_words(late)
    said = (
        fell,
        "It is not reported complete.",
        f"From that day to {day_words(as_at)} makes {words}.",
    )
    return Explained(Measure.OVERDUE, words, said)


def explain_slippage(facts: MilestoneFacts, shown: Shown) -> Explained | None:
    """How far the date has moved from the one first agreed; None where there are no two dates to compare."""
    first, now = facts.baseline_due, facts.current_due
    if first is None or now is None:
        return None
    said = [f"It was first agreed for {day_words(falls_due(first))}."]
    days = slippage_told(facts, shown)
    if days is None:
        said.append("A new date is needed, so nothing can be said of where it will end.")
        return Explained(Measure.SLIPPAGE, "Not known", tuple(said))
    if not days:
        return Explained(Measure.SLIPPAGE, "None", (*said, "That date stands."))
    words = f"{days_words(abs(days))} {'later' if days > 0 else 'earlier'}"
    said.append(f"It is now to be done by {day_words(falls_due(now))}: {words}.")
    return Explained(Measure.SLIPPAGE, words, tuple(said))


def explain_direction(before: Status | None, now: Status) -> Explained:
    """Where the status has moved with the last report; `before` is None where it was the first."""
    scheme = load_scheme()
    found = scheme.directions[direction(before, now)]
    said = [f"The last report says {scheme.statuses[now].word}."]
    if before is not None:
        order = sorted(scheme.statuses, key=scheme.concern)
        words = ", ".join(scheme.statuses[status].word for status in order)
        said.append(f"What stood before it said {scheme.statuses[before].word}.")
        said.append(f"By concern, least first: {words}.")
    return Explained(Measure.DIRECTION, found.word, (*said, found.meaning))
