"""What comes out: duties with their dates, their state and the chain of reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.statute.rulebook import Rule
from goldenthread.statute.timeline import Event

# In the order of worst to best for whoever waits; the last two are no concern of a worklist.
STATES = ("overdue", "exempt", "open", "met_late", "exempt_late", "met", "not_applicable")


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of why. `citation` and `evidence` are None for a fact of the case."""

    sentence: str
    citation: str | None = None
    evidence: str | None = None


@dataclass(slots=True)
class Draft:
    """A duty while it is derived: the rule, what started it, and what the derivation has found so far.

    `started` is the day from which it is counted, `ends` the day on which the next round begins. `met_on` is the day of
    the act that met it. `displaced` says why it does not arise. `cut_short`: a period was not given in full. `settled`
    is False where the law does not say how the other count of day one moves its last day. `judged_by`: of a limb, the
    last day of its whole. `passed_on`: the day on which another council became responsible in its place.
    """

    rule: Rule
    event: Event
    started: date
    kind: str
    due: date | None = None
    earliest: date | None = None
    guidance: date | None = None
    met_on: date | None = None
    displaced: str = ""
    cut_short: bool = False
    settled: bool = True
    ends: date | None = None
    judged_by: date | None = None
    passed_on: date | None = None
    reasons: list[Reason] = field(default_factory=list)

    def say(self, sentence: str, citation: str | None = None, evidence: str | None = None) -> None:
        """Add a sentence to the chain."""
        self.reasons.append(Reason(sentence, citation, evidence))

    def say_law(self, sentence: str) -> None:
        """Add one that rests on the rule's own authority."""
        self.say(sentence, self.rule.citation, self.rule.evidence)

    @property
    def last_day(self) -> date | None:
        """The day that its state is measured against: the legal one, or that of guidance where there is no other."""
        if self.judged_by is not None:
            return self.judged_by
        return self.due if self.kind == "LAW" else self.guidance


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a case. Days are dates; None where there is none.

    `statutory_due`: the last lawful day. `safe_due`: the last day that satisfies both counts of day one; None where the
    other count is not settled. `guidance_due` and `practice_target` are never law. `days_late`: from `statutory_due`
    to the act, or to the day on which the case is looked at. `since` is the day of the event that started it.
    `last_day` is what its state is measured against, `passed_on` the day on which another council became responsible:
    what was late then is late up to that day, to the account of the council before. Neither is part of the document.
    """

    rule: str
    owner: str
    kind: str
    state: str | None
    since: date
    started_by: str
    statutory_due: date | None
    safe_due: date | None
    last_working_day: date | None
    earliest: date | None
    guidance_due: date | None
    practice_target: date | None
    met_on: date | None
    days_late: int | None
    exempt: bool
    because: tuple[Reason, ...]
    last_day: date | None = None
    passed_on: date | None = None

    def as_dict(self) -> dict[str, Any]:
        """As JSON: days as text, the reasons as objects."""
        found: dict[str, Any] = {}
        for name in _PUBLISHED:
            value = getattr(self, name)
            found[name] = value.isoformat() if isinstance(value, date) else value
        found["because"] = [
            {"sentence": one.sentence, "citation": one.citation, "evidence": one.evidence}
            for one in self.because
        ]
        return found


_PUBLISHED = tuple(name for name in Duty.__slots__ if name not in ("last_day", "passed_on"))
