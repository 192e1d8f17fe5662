"""What has changed in a plan since the report before: milestone by milestone, in the plan's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.core.months import Month
from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.queries.plans import PlanPage
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import thread_of
from goldenthread.improvement.rules.status import Flag, load_scheme
from goldenthread.reports.models import Report

# What stands for a status where nobody had reported yet: an imported Grey is no report.
NO_REPORT = "No report"


@dataclass(frozen=True)
class Change:
    """How one milestone moved. `before` is the status last reported then, in words.

    `silent` where nobody said anything and only its date has passed.
    """

    row: MilestoneStatus
    before: str
    due_before: Month | None
    due_after: Month | None
    said: str
    impact: str
    reason: str
    silent: bool = False

    @property
    def ref(self) -> str:
        return self.row.reference

    @property
    def date_moved(self) -> bool:
        return self.due_before != self.due_after


def changes_since(
    page: PlanPage, events: Sequence[MilestoneEvent], previous: Report | None
) -> list[Change]:
    """Reports, sign-offs and dates that passed since `previous` (or since the plan was agreed).

    `events` are all of the plan's and of the versions before it, the oldest first, with their milestones.
    """
    cut_off = previous.cut_off_event if previous is not None else 0
    by_thread: dict[int, list[MilestoneEvent]] = {}
    for event in events:
        if event.pk > cut_off:
            by_thread.setdefault(thread_of(event), []).append(event)
    since = previous.snapshot.as_at if previous is not None and previous.snapshot else None
    found = []
    for row in page.milestones:
        if row.thread in by_thread:
            found.append(_moved(row, by_thread[row.thread]))
        elif since is not None and _fell_due(row, since, page.as_at):
            found.append(_passed(row))
    return found


def _moved(row: MilestoneStatus, events: list[MilestoneEvent]) -> Change:
    first, last = events[0], events[-1]
    reports = [event for event in events if event.kind == MilestoneEvent.Kind.REPORT] or [last]
    return Change(
        row=row,
        before=first.get_status_before_display() or NO_REPORT,
        due_before=_month(first.due_before),
        # A new version may have set another date since.
        due_after=row.facts.due,
        said=reports[-1].progress,
        impact=reports[-1].impact,
        reason=reports[-1].reason,
    )


def _passed(row: MilestoneStatus) -> Change:
    before = NO_REPORT
    if row.facts.reported_on is not None:
        before = load_scheme().statuses[row.facts.reported].word
    return Change(row, before, row.facts.due, row.facts.due, "", "", "", silent=True)


def _fell_due(row: MilestoneStatus, since: date, as_at: date) -> bool:
    """Whether its date passed in between, with nobody saying anything."""
    return (
        Flag.NEW_DATE_NEEDED in row.shown.flags and row.due is not None and since <= row.due < as_at
    )


def _month(day: date | None) -> Month | None:
    return Month.of(day) if day else None
