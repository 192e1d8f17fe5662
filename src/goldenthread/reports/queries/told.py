"""What an audience was told before, and what the leads have reported since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.improvement.rules.status import load_scheme
from goldenthread.reports.models import Highlight, Report


@dataclass(frozen=True)
class Told:
    """A lead's highlight report, beside the priority it is on."""

    priority: PriorityRow
    highlight: Highlight


def previous_report(report: Report, line: Sequence[int]) -> Report | None:
    """The report of the same kind that this audience had before; not the one that this one corrects.

    `line` are the ids of the plan and of the versions before it.
    """
    found = Report.objects.filter(
        plan__in=line, audience_key=report.audience_key, kind=report.kind,
        state=Report.State.SENT,
    )  # fmt: skip
    if report.corrects is not None and report.corrects.sent_at is not None:
        found = found.filter(sent_at__lt=report.corrects.sent_at)
    return found.select_related("snapshot").order_by("-sent_at", "-pk").first()


def highlights_told(
    report: Report, previous: Report | None, rows: list[PriorityRow], line: Sequence[int]
) -> list[Told]:
    """The highlight reports that this audience has not had, the priorities of most concern first."""
    if "highlights" not in report.parts:
        return []
    states = Highlight.State
    if report.audience.presents:
        new = Q(state=states.SUBMITTED)
    else:
        new = ~Q(state=states.DRAFT)
        if previous is not None:
            new &= Q(submitted_at__gt=previous.sent_at)
    if report.corrects_id is not None:
        new |= Q(presented_in=report.corrects_id)
    found = Highlight.objects.filter(new, plan__in=line).select_related("written_post", "priority")
    latest: dict[int, Highlight] = {}
    for highlight in found.order_by("pk"):
        latest[highlight.priority.thread_pk] = highlight
    told = [Told(row, latest[row.thread]) for row in rows if row.thread in latest]
    concern = load_scheme().concern
    return sorted(told, key=lambda row: -concern(row.priority.shown.status))
