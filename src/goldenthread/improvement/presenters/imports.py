"""A plan that waits to be imported, told milestone by milestone: what is printed, and what will be recorded."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.improvement.rules.importing import ParsedMilestone, ParsedPlan, ParsedPriority
from goldenthread.improvement.rules.importing.recording import own_leads, recorded
from goldenthread.improvement.rules.status import Status, load_scheme

_THEN_NEEDED = {
    Status.RED: "It will need a new date.",
    Status.AMBER: "It will need a forecast.",
    Status.BLUE: "It will wait for sign-off by somebody else.",
}


@dataclass(frozen=True)
class ReadPlan:
    """The plan after the answers so far."""

    plan: ParsedPlan

    @property
    def has_statuses(self) -> bool:
        """Whether any milestone prints a status."""
        return any(recorded(milestone).printed for milestone in self.plan.milestones())

    def status(self, milestone: ParsedMilestone) -> str:
        """`“R” is recorded as Red. It will need a new date.`; empty where the whole plan prints no status."""
        told = recorded(milestone)
        word = load_scheme().statuses[told.status].word
        if not told.known:
            return (
                f"“{told.printed}” is none of the five statuses: say above which it is. Until then the plan is "
                "not imported."
            )
        if not told.printed:
            return f"none is printed, so it is recorded as {word}." if self.has_statuses else ""
        said = f"“{told.printed}” is recorded as {word}."
        needed = "" if milestone.first_due else _THEN_NEEDED.get(told.status, "")
        return f"{said} {needed}".strip()

    def update(self, milestone: ParsedMilestone) -> str:
        """The document's words about progress that will stand with the milestone."""
        return recorded(milestone).update

    def leads(self, milestone: ParsedMilestone, priority: ParsedPriority) -> str:
        """Its own leads, where its row names other ones than the whole priority."""
        return "; ".join(own_leads(milestone, priority))
