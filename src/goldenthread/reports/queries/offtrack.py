"""What is off track: "new date needed" first, then Red with a new date, then Amber."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.presenters import look_key
from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import thread_of
from goldenthread.improvement.rules.status import only_waiting, only_waiting_words
from goldenthread.ui.statuses import LOOKS, Look


@dataclass(frozen=True)
class OffTrack:
    """A milestone that is Amber or Red, with what its lead last said; `leads` says so where there is no post."""

    row: MilestoneStatus
    leads: list[str]
    reason: str
    said: str

    @property
    def ref(self) -> str:
        return f"{self.row.priority_code}.{self.row.number or self.row.position}"


@dataclass(frozen=True)
class OffTrackGroup:
    """The milestones of one look. There may be none: that is worth saying, too."""

    look: Look
    rows: list[OffTrack]

    @property
    def waiting(self) -> str:
        """How many of them are reported complete and only wait for sign-off, in words; empty where none is."""
        return only_waiting_words(only_waiting(one.row.shown for one in self.rows))

    @property
    def title(self) -> str:
        return {
            "new_date_needed": "Red: past its date, new date needed",
            "red": "Red: deadline missed, new date given",
            "amber": "Amber: delayed and likely to miss its deadline",
        }[self.look.key]


def off_track_groups(
    priorities: Iterable[PriorityRow], events: Iterable[MilestoneEvent]
) -> list[OffTrackGroup]:
    """The three groups in order. `events` are all of the plan's versions so far, the oldest first, with milestones."""
    last: dict[int, MilestoneEvent] = {
        thread_of(event): event for event in events if event.kind == MilestoneEvent.Kind.REPORT
    }
    found: dict[str, list[OffTrack]] = {"new_date_needed": [], "red": [], "amber": []}
    for priority in priorities:
        for row in priority.milestones:
            rows = found.get(look_key(row.shown))
            if rows is not None:
                event = last.get(row.thread)
                rows.append(
                    OffTrack(
                        row, priority.leads or [priority.without_post], event.reason if event else "",
                        event.progress if event else "",
                    )
                )  # fmt: skip
    return [OffTrackGroup(LOOKS[key], rows) for key, rows in found.items()]
