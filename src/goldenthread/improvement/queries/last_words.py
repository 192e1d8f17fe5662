"""What was last reported of milestones, for lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import thread_of


@dataclass(frozen=True)
class LastWords:
    """The last report of a milestone, under this version of the plan or an earlier one."""

    on: date
    progress: str
    impact: str


def last_words(rows: Sequence[MilestoneStatus]) -> dict[int, LastWords]:
    """The last report of each milestone that has one, by its id: one query."""
    threads = {row.thread: row.id for row in rows}
    same = Q(milestone__in=list(threads)) | Q(milestone__thread__in=list(threads))
    # A copy is always made after what it copies: what later versions heard is left out.
    found = MilestoneEvent.objects.filter(
        same, kind=MilestoneEvent.Kind.REPORT, milestone__lte=max(threads.values(), default=0)
    )
    return {
        threads[thread_of(event)]: LastWords(event.on, event.progress, event.impact)
        for event in found.select_related("milestone").order_by("at", "pk")
    }
