"""How a duty of the ledger stands on a day, in words: never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goldenthread.duties.rules.stages import stages_file
from goldenthread.duties.rules.telling import FAMILY, going_on, periods, unwitnessed

MET, MET_LATE, EXEMPT_LATE, NOT_APPLICABLE, ENDED, PASSED_ON = (
    "met", "met_late", "exempt_late", "not_applicable", "ended", "passed_on",
)  # fmt: skip
CUT_SHORT, PAST_GUIDANCE, RUNNING = "cut_short", "past_guidance", "running"
OVERDUE, EXEMPT, TODAY, SOON, OPEN, UNDATED, UNKNOWN, LAPSED = (
    "overdue", "exempt", "due_today", "due_soon", "open", "undated", "unknown", "lapsed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """How a duty stands: a code for programs, `words` for people, `tone` the colour of a tag beside them.

    `days`: late by, or left; None where neither is said.
    """

    code: str
    words: str
    tone: str
    days: int | None = None

    @property
    def waits(self) -> bool:
        """Whether it is still to be done."""
        return self.code in WAITING

    @property
    def over(self) -> bool:
        """Whether there was something to be done, and no more is."""
        return self.arises and not self.waits and self.code not in (UNKNOWN, RUNNING)

    @property
    def arises(self) -> bool:
        """Whether there is, or was, anything to be done."""
        return self.code != NOT_APPLICABLE


WAITING = (OVERDUE, PAST_GUIDANCE, TODAY, SOON, OPEN, UNDATED, EXEMPT)
# A tag of GOV.UK in each tone; the words say the same without it.
TONES = {
    OVERDUE: "red", TODAY: "orange", SOON: "yellow", OPEN: "blue", UNDATED: "blue", EXEMPT: "purple",
    UNKNOWN: "yellow", LAPSED: "grey",
    RUNNING: "blue", CUT_SHORT: "red", PAST_GUIDANCE: "yellow",
    MET: "green", MET_LATE: "pink", EXEMPT_LATE: "purple", NOT_APPLICABLE: "grey", ENDED: "grey",
    PASSED_ON: "grey",
}  # fmt: skip


@lru_cache(maxsize=1)
def due_soon_days() -> int:
    """So many days before its last one, an open duty is due soon: practice, no law."""
    return int(stages_file()["due_soon_days"])


def state_of(
    outcome: str,
    last_day: date | None,
    *,
    exempt: bool,
    days_late: int | None,
    today: date,
    rule: str,
    owner: str,
    kind: str,
) -> State:
    """The state to show. `outcome` is what the ledger keeps; `last_day` is lawful itself; of a duty
    whose `kind` is GUIDANCE nobody breaks the law by passing it.

    What a family may do until a day is a right: unused it has lapsed, and nobody is late. Time that the family is given
    to answer is no deadline either: it runs, was given, or was cut short.
    """
    if rule in periods() and outcome in ("pending", MET, MET_LATE) and last_day is not None:
        return _period(outcome, last_day, today)
    if outcome != "pending":
        return _settled(outcome, days_late)
    if last_day is None and rule in going_on():
        return _state(RUNNING, "Goes on")
    if last_day is None:
        return _state(UNDATED, "Open, no fixed date")
    left = (last_day - today).days
    if owner == FAMILY:
        return _right(left)
    if left < 0 and rule in unwitnessed():
        return _state(UNKNOWN, f"Not recorded whether done, {_days(-left)} past", -left)
    if left < 0:
        return _past(-left, exempt=exempt, kind=kind)
    return _ahead(left, ", exempt" if exempt else "")


def _ahead(left: int, exempt: str) -> State:
    """Before its last day an exempt duty is to be done like any other, as soon as practicable."""
    if left == 0:
        return _state(TODAY, f"Due today{exempt}", 0)
    if left <= due_soon_days():
        return _state(SOON, f"Due soon, within {_days(left)}{exempt}", left)
    return _state(OPEN, f"Open, {_days(left)} left{exempt}", left)


def _right(left: int) -> State:
    if left < 0:
        return _state(LAPSED, f"Not used, ended {_days(-left)} ago", -left)
    return _state(OPEN, f"Open to the family, {_days(left)} left", left)


def _past(days: int, *, exempt: bool, kind: str) -> State:
    if exempt:
        return _state(EXEMPT, f"Exempt, not done, {_days(days)} past", days)
    if kind == "GUIDANCE":
        return _state(PAST_GUIDANCE, f"Past guidance by {_days(days)}", days)
    return _state(OVERDUE, f"Overdue by {_days(days)}", days)


def _period(outcome: str, last_day: date, today: date) -> State:
    if outcome == MET_LATE:
        return _state(CUT_SHORT, "Not given in full")
    if outcome == MET or last_day < today:
        return _state(MET, "Period given")
    until = f"{last_day.day} {last_day:%B %Y}"
    return _state(RUNNING, f"Family’s time runs until {until}", (last_day - today).days)


def _settled(outcome: str, days_late: int | None) -> State:
    late = f" by {_days(days_late)}" if days_late else ""
    words = {
        MET: "Met in time",
        MET_LATE: f"Met late{late}",
        EXEMPT_LATE: f"Met late{late}, exempt",
        NOT_APPLICABLE: "Does not arise",
        ENDED: "Not done when the case was closed"
        + (f", {_days(days_late)} late" if days_late else ""),
        PASSED_ON: "Not done when the family moved"
        + (f", {_days(days_late)} late" if days_late else ""),
    }
    if outcome in (ENDED, PASSED_ON) and days_late:
        return State(outcome, words[outcome], TONES[OVERDUE], days_late)
    return _state(outcome, words[outcome], days_late)


def _state(code: str, words: str, days: int | None = None) -> State:
    return State(code, words, TONES[code], days)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
