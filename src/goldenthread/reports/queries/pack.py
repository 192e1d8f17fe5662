"""Everything a report holds, composed from what the plan's own queries say. Nothing is worked out anew here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core.rounding import Share
from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.presenters import look_key, roadmap, status_bar
from goldenthread.improvement.queries.differences import Comparison, comparison
from goldenthread.improvement.queries.plans import PlanPage, PriorityRow, plan_page
from goldenthread.improvement.rules.status import load_scheme
from goldenthread.reports.models import Highlight, Report
from goldenthread.reports.queries.movement import Change, changes_since
from goldenthread.reports.queries.offtrack import OffTrackGroup, off_track_groups
from goldenthread.reports.rules.asks import Ask, parse_asks
from goldenthread.ui.charts import Lane, Roadmap, StatusBar
from goldenthread.ui.statuses import LOOKS, Look


@dataclass(frozen=True)
class Count:
    """Milestones at one look. `before` is the number in the report before, None without one."""

    look: Look
    count: int
    base: int
    before: int | None

    @property
    def share(self) -> str:
        percentage = Share(self.count, self.base).percentage
        return "–" if percentage is None else f"{percentage}%"

    @property
    def change(self) -> str:
        """`+2`, `−1`, `0`; empty without a report before."""
        if self.before is None:
            return ""
        moved = self.count - self.before
        return f"+{moved}" if moved > 0 else str(moved).replace("-", "−")


@dataclass(frozen=True)
class Told:
    """A lead's highlight report, beside the priority it is on."""

    priority: PriorityRow
    highlight: Highlight


@dataclass(frozen=True)
class Pack:
    """One report, ready to be put into words. `latest` is the newest event that it knows of."""

    report: Report
    page: PlanPage
    latest: MilestoneEvent | None
    previous: Report | None
    counts: list[Count]
    groups: list[OffTrackGroup]
    changes: list[Change]
    asks: list[Ask]
    told: list[Told]
    revision: Comparison | None = None

    @property
    def bar(self) -> StatusBar:
        return status_bar(self.page.milestones)

    @property
    def roads(self) -> list[Roadmap]:
        """A roadmap for each section, all over the same months, so that none is longer than a page.

        Titles are whole, and there are no links: on paper they lead nowhere.
        """
        whole = roadmap(self.page)
        months = whole.months()
        titles = {row.code: f"{row.code} {row.title}" for row in self.priorities}
        by_section: dict[str, list[Lane]] = {}
        for lane in whole.lanes:
            marks = tuple(replace(mark, href="") for mark in lane.marks)
            own = replace(lane, href="", title=titles.get(lane.title, lane.title), marks=marks)
            by_section.setdefault(lane.group, []).append(own)
        return [
            replace(
                whole, title=f"Roadmap: {section}", lanes=tuple(lanes), ident=f"roadmap-{number}",
                first=months[0], last=months[-1],
            )
            for number, (section, lanes) in enumerate(by_section.items(), 1)
        ]  # fmt: skip

    @property
    def priorities(self) -> list[PriorityRow]:
        return [row for section in self.page.sections for row in section.priorities]

    @property
    def counted(self) -> dict[str, int]:
        """Milestones by look, as kept for the next report to compare with."""
        return {row.look.key: row.count for row in self.counts}

    def asked_on(self, code: str) -> list[str]:
        """What is asked on a priority."""
        return [ask.text for ask in self.asks if ask.code == code]


def compose(scope: Scope, report: Report, as_at: date) -> Pack:
    """The report on the day `as_at`, for a scope that may see its plan: nine queries whatever the plan's size.

    The first report after a new version of the plan goes on from the last one on the version before: fourteen more.
    """
    page = plan_page(scope, report.plan_id, as_at)
    line = page.line
    of_line = MilestoneEvent.objects.filter(plan__in=line).select_related("milestone")
    events = list(of_line.order_by("at", "pk"))
    previous = previous_report(report, line)
    priorities = [row for section in page.sections for row in section.priorities]
    return Pack(
        report=report,
        page=page,
        latest=max(events, key=lambda event: event.pk, default=None),
        previous=previous,
        counts=_counts(page, previous),
        groups=off_track_groups(priorities, events),
        changes=changes_since(page, events, previous),
        asks=parse_asks(report.asks, [row.code for row in priorities]),
        told=_told(report, previous, priorities, line),
        revision=_revision(page, previous),
    )


def _revision(page: PlanPage, previous: Report | None) -> Comparison | None:
    """What differs from the version that the report before spoke of; None where it is the same version."""
    if previous is None or previous.plan_id == page.plan.pk:
        return None
    return comparison(page.plan, previous.plan_id, page.versions)


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


def _counts(page: PlanPage, previous: Report | None) -> list[Count]:
    rows = page.milestones
    found = [look_key(row.shown) for row in rows]
    return [
        Count(
            look, found.count(key), len(rows),
            previous.counts.get(key, 0) if previous is not None else None,
        )
        for key, look in LOOKS.items()
    ]  # fmt: skip


def _told(
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
