"""Sections and priorities of a plan, with the statuses that follow from what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from goldenthread.improvement.queries.judgements import Verdict
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.vacancies import PostBehind
from goldenthread.improvement.rules.status import Shown, Status, recurring_only
from goldenthread.organisations.queries.holdings import VacantPost


@dataclass(frozen=True)
class Commitment:
    """What comes round again: how often, and what."""

    cadence: str
    text: str


@dataclass
class PriorityRow:
    """A priority on the plan's page, with its milestones' statuses. What is worked out of it is kept: fill it first."""

    id: int
    code: str
    title: str
    led_by: list[PostBehind] = field(default_factory=list)
    milestones: list[MilestoneStatus] = field(default_factory=list)
    recurring: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    thread: int = 0
    # Vacant posts that mark it, and those that mark single milestones of it, by their ids.
    vacant: list[VacantPost] = field(default_factory=list)
    milestones_vacant: dict[int, list[VacantPost]] = field(default_factory=dict)
    # The posts that lead single milestones of it themselves, by the milestone's id.
    own_leads: dict[int, list[PostBehind]] = field(default_factory=dict)
    # The words of what comes round again, where the whole plan was read.
    commitments: list[Commitment] = field(default_factory=list)
    # Names of leads in the document that nobody has said a post for.
    printed_leads: list[str] = field(default_factory=list)

    @property
    def leads(self) -> list[str]:
        """The titles of the posts that lead it."""
        return [post.title for post in self.led_by]

    @property
    def without_post(self) -> str:
        """What is said where no post leads it; empty where one does."""
        if self.led_by:
            return ""
        return "The plan names a lead, but no post" if self.printed_leads else "No lead is named"

    @cached_property
    def shown(self) -> Shown:
        return shown_priority(self.verdict, self.milestones, self.recurring)

    @property
    def done(self) -> int:
        return sum(row.shown.status is Status.BLUE for row in self.milestones)

    @cached_property
    def next_due(self) -> MilestoneStatus | None:
        """The open milestone that falls due first."""
        open_rows = [
            row for row in self.milestones if row.due and row.shown.status is not Status.BLUE
        ]
        return min(open_rows, key=lambda row: (row.due, row.id), default=None)


@dataclass
class SectionRow:
    """A section on the plan's page. What is worked out of it is kept: fill it first."""

    id: int
    number: str
    title: str
    area_for_improvement: str
    priorities: list[PriorityRow] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    thread_pk: int = 0

    @cached_property
    def shown(self) -> Shown:
        return shown_section(self.verdict, self.priorities)

    @property
    def milestones(self) -> list[MilestoneStatus]:
        return [row for priority in self.priorities for row in priority.milestones]

    @property
    def done(self) -> int:
        """How many milestones are complete and signed off."""
        return sum(priority.done for priority in self.priorities)


def shown_priority(
    verdict: Verdict, milestones: Sequence[MilestoneStatus], recurring: int = 0
) -> Shown:
    """A priority's status from its milestones and the verdict on it; `recurring` commitments never decide it."""
    signed = [row.facts.signed_off for row in milestones]
    shown = verdict.shown(
        [row.shown for row in milestones], [one.on if one else None for one in signed]
    )
    return recurring_only(shown) if recurring and not milestones else shown


def shown_section(verdict: Verdict, priorities: Sequence[PriorityRow]) -> Shown:
    """A section's status from its priorities and the verdict on it."""
    days = [row.verdict.signed_off_on for row in priorities]
    return verdict.shown([row.shown for row in priorities], days)


def shown_plan(verdict: Verdict, sections: Sequence[SectionRow]) -> Shown:
    """The plan's own status from its sections and the verdict on the whole."""
    days = [row.verdict.signed_off_on for row in sections]
    return verdict.shown([row.shown for row in sections], days)
