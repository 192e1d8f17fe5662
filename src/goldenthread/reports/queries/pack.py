"""Everything a report holds, composed from what the plan's own queries say. Nothing is worked out anew here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.core.rounding import Share
from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.presenters import look_key, roadmap, status_bar
from goldenthread.improvement.queries.differences import Comparison, comparison
from goldenthread.improvement.queries.plans import PlanPage, PriorityRow, plan_page
from goldenthread.improvement.queries.risks import LinkedRisk
from goldenthread.improvement.queries.tracing import OnRecord, findings_on_record
from goldenthread.improvement.queries.unheld import Unheld, unheld_leads
from goldenthread.improvement.rules.status import Flag, only_waiting, only_waiting_words
from goldenthread.reports.models import Report
from goldenthread.reports.queries.asks import Asked, asked, asks_of
from goldenthread.reports.queries.before import asked_before, previous_report, sent_before
from goldenthread.reports.queries.criteria import Criteria, criteria_told
from goldenthread.reports.queries.movement import Change, changes_since
from goldenthread.reports.queries.offtrack import OffTrackGroup, off_track_groups
from goldenthread.reports.queries.risks import Risks, escalated_to, plan_risks
from goldenthread.reports.queries.told import Told, highlights_of, highlights_told
from goldenthread.reports.queries.vacancies import HeldUp, held_up
from goldenthread.reports.rules.asks import Ask
from goldenthread.ui.charts import Lane, Roadmap, StatusBar
from goldenthread.ui.statuses import LOOKS, Look

# The parts that tell of risks and issues, and of what inspectors found.
_RISKS = {"risks", "risk_counts", "escalated"}
_FINDINGS = {"findings", "finding_counts"}


@dataclass(frozen=True)
class Count:
    """Milestones at one look. `before` is the number in the report before, None without one.

    `note` says what a reader must know beside the count.
    """

    look: Look
    count: int
    base: int
    before: int | None
    note: str = ""

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
class Pack:
    """One report, ready to be put into words. `latest` is the newest event that it knows of.

    `risks`, `criteria` and `found`, the findings of inspectors, are None where no part of the report tells them.
    """

    report: Report
    page: PlanPage
    latest: MilestoneEvent | None
    previous: Report | None
    counts: list[Count]
    groups: list[OffTrackGroup]
    changes: list[Change]
    asked: Asked
    told: list[Told]
    revision: Comparison | None = None
    risks: Risks | None = None
    criteria: Criteria | None = None
    found: OnRecord | None = None

    @property
    def asks(self) -> list[Ask]:
        return self.asked.asks

    @property
    def vacancies(self) -> list[HeldUp]:
        return held_up(self.priorities)

    @property
    def unheld(self) -> Unheld:
        return unheld_leads(self.priorities)

    @property
    def escalated(self) -> list[LinkedRisk]:
        """What waits for an answer of this audience."""
        return escalated_to(self.report.audience, self.risks.rows if self.risks else ())

    @property
    def bar(self) -> StatusBar:
        return status_bar(self.page.milestones)

    @property
    def changes_told(self) -> list[tuple[str, list[Change]]]:
        """The milestones whose date moved, and the others of which anything was said or whose date passed."""
        moved = [change for change in self.changes if change.date_moved]
        other = [change for change in self.changes if not change.date_moved]
        return [
            ("date moved", moved),
            ("date as before, with a new report, a sign-off or a date that passed", other),
        ]

    @property
    def roads(self) -> list[Roadmap]:
        """A roadmap for each section, all over the same months, so that none is longer than a page.

        There are no links: on paper they lead nowhere.
        """
        whole = roadmap(self.page, whole=True)
        months = whole.months()
        by_section: dict[str, list[Lane]] = {}
        for lane in whole.lanes:
            marks = tuple(replace(mark, href="") for mark in lane.marks)
            own = replace(lane, href="", marks=marks)
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
        return self.page.priorities

    @property
    def counted(self) -> dict[str, int]:
        """Milestones by look, as kept for the next report to compare with."""
        return {row.look.key: row.count for row in self.counts}

    def asked_on(self, code: str) -> list[str]:
        """What is asked on a priority."""
        return [ask.text for ask in self.asks if ask.code == code]


def compose(scope: Scope, report: Report, as_at: date) -> Pack:
    """The report on the day `as_at`, for a scope that may prepare it: eight queries whatever the plan's size.

    The first report after a new version of the plan goes on from the last one on the version before: fourteen more.
    """
    page = plan_page(scope, report.plan_id, as_at, with_events=True)
    line, events = page.line, page.events
    sent = sent_before(report, line)
    previous = previous_report(report, sent)
    new, asking = highlights_of(report, previous, line)
    priorities = page.priorities
    codes = {row.thread: row.code for row in priorities}
    parts = set(report.parts)
    return Pack(
        report=report,
        page=page,
        latest=max(events, key=lambda event: event.pk, default=None),
        previous=previous,
        counts=_counts(page, previous),
        groups=off_track_groups(priorities, events),
        changes=changes_since(page, events, previous),
        asked=asked(
            report, asks_of(asking, codes), asked_before(report, sent, codes), codes.values()
        ),
        told=highlights_told(new, priorities),
        revision=_revision(page, previous),
        risks=plan_risks(scope, page, report.audience, as_at) if _RISKS & parts else None,
        criteria=criteria_told(page, report.audience) if "criteria" in parts else None,
        found=findings_on_record(page) if _FINDINGS & parts else None,
    )


def _revision(page: PlanPage, previous: Report | None) -> Comparison | None:
    """What differs from the version that the report before spoke of; None where it is the same version."""
    if previous is None or previous.plan_id == page.plan.pk:
        return None
    return comparison(page.plan, previous.plan_id, page.versions)


def _counts(page: PlanPage, previous: Report | None) -> list[Count]:
    rows = page.milestones
    found = [look_key(row.shown) for row in rows]
    waiting = only_waiting_words(only_waiting(row.shown for row in rows))
    return [
        Count(
            look, found.count(key), len(rows),
            previous.counts.get(key, 0) if previous is not None else None,
            waiting if key == Flag.NEW_DATE_NEEDED else "",
        )
        for key, look in LOOKS.items()
    ]  # fmt: skip
