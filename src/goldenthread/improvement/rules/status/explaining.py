"""Why a figure beside a status is what it is, in sentences, each with the measure that names its rule. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.lateness import (
    days_overdue,
    only_waits,
    slippage_of,
    waiting_words,
)
from goldenthread.improvement.rules.status.names import Basis, Measure, Status
from goldenthread.improvement.rules.status.progress import direction
from goldenthread.improvement.rules.status.scheme import load_scheme
from goldenthread.improvement.rules.status.sentences import days_words, falls_due

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.status.facts import MilestoneFacts, Shown


_ENDS = {
    Basis.AIMED: "It is now to be done by",
    Basis.FORECAST: "It is forecast to be done by",
    Basis.DONE: "It was done on",
}


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
    """How far the work ends from the date first agreed; None where there are no two dates to compare."""
    first, now = facts.baseline_due, facts.current_due
    if first is None or now is None:
        return None
    said = [f"It was first agreed for {day_words(falls_due(first))}."]
    found = slippage_of(facts, shown)
    if found is None:
        done = facts.reported is Status.BLUE
        lacks = "It is reported complete without the day" if done else "A new date is needed"
        said.append(f"{lacks}, so nothing can be said of where it ends.")
        return Explained(Measure.SLIPPAGE, "Not known", tuple(said))
    if not found.days:
        held = found.basis is Basis.DONE
        stands = "It was done by then." if held else "That date stands."
        return Explained(Measure.SLIPPAGE, "None", (*said, stands))
    words = f"{days_words(abs(found.days))} {'later' if found.days > 0 else 'earlier'}"
    said.append(f"{_ENDS[found.basis]} {day_words(found.until)}: {words}.")
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
