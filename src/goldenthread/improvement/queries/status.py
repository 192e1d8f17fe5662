"""Milestones with the status that the rules show for them on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goldenthread.core.months import Month
from goldenthread.improvement.models import Milestone
from goldenthread.improvement.rules.references import milestone_place, milestone_reference
from goldenthread.improvement.rules.status import (
    Actor,
    Listing,
    MilestoneFacts,
    Shown,
    SignOff,
    Status,
    days_overdue,
    listings_of,
    only_waits,
    reported_words,
    shown_status,
    slippage_of,
    slippage_words,
    waiting_words,
)

STATUS_COLUMNS = (
    "pk", "thread_id", "plan_id", "priority_id", "priority__code", "priority__thread_id", "action_id",
    "position", "number", "text", "qualifier", "due", "due_as_printed", "baseline_due",
    "reported_status", "reported_on", "reported_post_id", "reported_by_id", "forecast", "completed_on",
    "sent_back_on", "signed_off_on", "signed_off_post_id", "signed_off_by_id", "signed_off_owners", "version",
    "imported_update", "printed_leads",
)  # fmt: skip


@dataclass(frozen=True)
class MilestoneStatus:
    """A milestone with its reported status, its shown status and why. Threads are the same in every version.

    `lists` are those that it is counted in.
    """

    id: int
    thread: int
    plan_id: int
    priority_id: int
    priority_thread: int
    priority_code: str
    action_id: int | None
    position: int
    number: str
    text: str
    qualifier: str
    due: date | None
    due_as_printed: str
    baseline_due: date | None
    version: int
    imported_update: str
    printed_leads: list[str]
    facts: MilestoneFacts
    shown: Shown
    days_overdue: int | None
    lists: frozenset[Listing]

    @property
    def place(self) -> str:
        """Its printed number, or its place in brackets."""
        return milestone_place(self.number, self.position)

    @property
    def reference(self) -> str:
        """How people call it: its priority's code before its place."""
        return milestone_reference(self.priority_code, self.number, self.position)

    @property
    def slippage(self) -> int | None:
        """Days from the date first agreed to where it ends; None while nobody knows that."""
        found = slippage_of(self.facts, self.shown)
        return found.days if found else None

    @property
    def slippage_words(self) -> str:
        """`61 days later by its forecast`; empty where there is none."""
        found = slippage_of(self.facts, self.shown)
        return slippage_words(found) if found else ""

    @property
    def waiting(self) -> str:
        """What is said in place of how late it is where its lead has reported it complete; else empty."""
        return waiting_words(self.facts) if only_waits(self.shown) else ""

    @property
    def reported_words(self) -> str:
        """What its lead last said, where its date has passed and that is no longer what is shown; else empty."""
        return reported_words(self.facts, self.shown)


def milestone_statuses(milestones: QuerySet[Milestone], as_at: date) -> list[MilestoneStatus]:
    """One query; the rows in the queryset's order, each with its status on the day `as_at`."""
    return [status_row(values, as_at) for values in milestones.values(*STATUS_COLUMNS)]


def milestone_status(milestone: Milestone, owners: frozenset[str], as_at: date) -> MilestoneStatus:
    """One milestone already read; `owners` are the keys of the posts that lead it today."""
    values = {name: getattr(milestone, name) for name in STATUS_COLUMNS if "__" not in name}
    values["priority__code"] = milestone.priority.code
    values["priority__thread_id"] = milestone.priority.thread_id
    return status_row(values, as_at, owners)


def facts_of(values: Mapping[str, Any], owners: frozenset[str] = frozenset()) -> MilestoneFacts:
    """The facts that decide the status, from the columns of a milestone."""
    signed_off = None
    if values["signed_off_on"]:
        signed_off = SignOff(
            _actor(values["signed_off_post_id"], values["signed_off_by_id"]),
            values["signed_off_on"],
            frozenset(values["signed_off_owners"]),
        )
    reported_by = None
    if values["reported_post_id"]:
        reported_by = _actor(values["reported_post_id"], values["reported_by_id"])
    return MilestoneFacts(
        reported=Status(values["reported_status"]),
        baseline_due=_month(values["baseline_due"]),
        due=_month(values["due"]),
        forecast=_month(values["forecast"]),
        completed_on=values["completed_on"],
        signed_off=signed_off,
        owners=owners,
        reported_by=reported_by,
        reported_on=values["reported_on"],
        sent_back_on=values["sent_back_on"],
    )


def status_row(
    values: Mapping[str, Any], as_at: date, owners: frozenset[str] = frozenset()
) -> MilestoneStatus:
    """One milestone from its STATUS_COLUMNS."""
    facts = facts_of(values, owners)
    shown = shown_status(facts, as_at)
    return MilestoneStatus(
        id=values["pk"],
        thread=values["thread_id"] or values["pk"],
        plan_id=values["plan_id"],
        priority_id=values["priority_id"],
        priority_thread=values["priority__thread_id"] or values["priority_id"],
        priority_code=values["priority__code"],
        action_id=values["action_id"],
        position=values["position"],
        number=values["number"],
        text=values["text"],
        qualifier=values["qualifier"],
        due=values["due"],
        due_as_printed=values["due_as_printed"],
        baseline_due=values["baseline_due"],
        version=values["version"],
        imported_update=values["imported_update"],
        printed_leads=values["printed_leads"],
        facts=facts,
        shown=shown,
        days_overdue=days_overdue(facts, as_at),
        lists=listings_of(facts, shown, as_at),
    )


def _actor(post_id: int, user_id: int | None) -> Actor:
    return Actor(str(post_id), None if user_id is None else str(user_id))


def _month(day: date | None) -> Month | None:
    return Month.of(day) if day else None
