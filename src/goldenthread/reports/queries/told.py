"""What an audience was told before, and what the leads have reported since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.improvement.rules.status import load_scheme
from goldenthread.reports.models import Highlight, Report
from goldenthread.reports.queries.asks import asking, asks_now


@dataclass(frozen=True)
class Told:
    """A lead's highlight report, beside the priority it is on."""

    priority: PriorityRow
    highlight: Highlight


def highlights_of(
    report: Report, previous: Report | None, line: Sequence[int]
) -> tuple[list[Highlight], list[Highlight]]:
    """Those that this audience has not had, and those whose asks stand, the oldest first: one query."""
    chosen = asking(report)
    if told := "highlights" in report.parts:
        chosen |= Q(presented_in=report.corrects_id) if report.corrects_id else Q()
        if not report.audience.presents:
            since = Q(submitted_at__gt=previous.sent_at) if previous is not None else Q()
            chosen |= ~Q(state=Highlight.State.DRAFT) & since
    found = Highlight.objects.filter(chosen, plan__in=line).order_by("pk")
    rows = list(found.select_related("written_post", "priority", "presented_in"))
    return (
        [row for row in rows if told and _is_new(row, report, previous)],
        [row for row in rows if asks_now(report, row)],
    )


def _is_new(row: Highlight, report: Report, previous: Report | None) -> bool:
    if report.corrects_id is not None and row.presented_in_id == report.corrects_id:
        return True
    if report.audience.presents:
        return row.state == Highlight.State.SUBMITTED
    if previous is None or previous.sent_at is None:
        return True
    return row.submitted_at is not None and row.submitted_at > previous.sent_at


def highlights_told(new: Iterable[Highlight], rows: list[PriorityRow]) -> list[Told]:
    """The newest on each priority of those that this audience has not had, the priorities of most concern first."""
    latest = {highlight.priority.thread_pk: highlight for highlight in new}
    told = [Told(row, latest[row.thread]) for row in rows if row.thread in latest]
    concern = load_scheme().concern
    return sorted(told, key=lambda row: -concern(row.priority.shown.status))
