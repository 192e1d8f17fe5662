"""What is off track: past its date first, then Red ahead of its date, Red with a new date, and Amber."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.presenters import look_key
from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import thread_of
from goldenthread.improvement.rules.status import (
    Flag,
    Status,
    only_waiting,
    only_waiting_words,
)


@dataclass(frozen=True)
class OffTrack:
    """A milestone that is Amber or Red, with what its lead last said; `leads` says so where there is no post."""

    row: MilestoneStatus
    leads: list[str]
    reason: str
    said: str

    @property
    def words(self) -> str:
        """Why it is so as its lead told it, else what was last said, else what was imported with the plan."""
        if self.reason:
            return self.reason
        if self.said:
            return f"Last said: {self.said}"
        imported = self.row.imported_update.strip()
        return f"As imported: {imported}" if imported else "Nothing has been reported."

    def days_late(self, as_at: date) -> int | None:
        """Days from the date first agreed to the one now aimed at, or so far; None where that is none, or not known."""
        facts = self.row.facts
        first = facts.baseline_due or facts.due
        if first is None or self.row.waiting:
            return None
        if self.row.days_overdue is not None:
            return max((as_at - first.last_day).days, self.row.days_overdue)
        amber = self.row.shown.status is Status.AMBER
        aimed = facts.forecast if amber else facts.current_due
        late = (aimed.last_day - first.last_day).days if aimed else 0
        return late if late > 0 else None

    @property
    def ref(self) -> str:
        return self.row.reference


_TITLES = {
    "passed": "Red: past its date, new date needed",
    "ahead": "Red ahead of its date: new date needed",
    "red": "Red: new date given",
    "amber": "Amber: delayed and likely to miss its deadline",
}


@dataclass(frozen=True)
class OffTrackGroup:
    """The milestones that are off track in one way. There may be none: that is worth saying, too.

    `key` is `passed` (its date), `ahead` (Red before its date, with no new one), `red` (with a new date) or `amber`.
    """

    key: str
    rows: list[OffTrack]

    @property
    def waiting(self) -> str:
        """How many of them are reported complete and only wait for sign-off, in words; empty where none is."""
        return only_waiting_words(only_waiting(one.row.shown for one in self.rows))

    @property
    def title(self) -> str:
        return _TITLES[self.key]


def off_track_groups(
    priorities: Iterable[PriorityRow], events: Iterable[MilestoneEvent]
) -> list[OffTrackGroup]:
    """The four groups in order. `events` are all of the plan's versions so far, the oldest first, with milestones."""
    last: dict[int, MilestoneEvent] = {
        thread_of(event): event for event in events if event.kind == MilestoneEvent.Kind.REPORT
    }
    found: dict[str, list[OffTrack]] = {key: [] for key in _TITLES}
    for priority in priorities:
        for row in priority.milestones:
            rows = found.get(_group(row))
            if rows is not None:
                event = last.get(row.thread)
                rows.append(
                    OffTrack(
                        row, priority.leads or [priority.without_post], event.reason if event else "",
                        event.progress if event else "",
                    )
                )  # fmt: skip
    return [OffTrackGroup(key, rows) for key, rows in found.items()]


def _group(row: MilestoneStatus) -> str:
    key = look_key(row.shown)
    if key != Flag.NEW_DATE_NEEDED:
        return key
    return "passed" if row.days_overdue is not None or row.waiting else "ahead"
