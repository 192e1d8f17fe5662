"""From what inspectors found, by section and priority, to the milestones: one plan beside one inspection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Inspection, InspectionFinding
from goldenthread.improvement.queries.answers import Answers, answers_on_record
from goldenthread.improvement.queries.plans import PlanPage, SectionRow, plan_page
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.rules.inspections import word_of
from goldenthread.improvement.rules.status import Status
from goldenthread.improvement.rules.tracing import Gap, TracedFinding, TracedSection, find_gaps


@dataclass(frozen=True)
class FindingTrace:
    """A finding, and the sections of the plan that answer it, in the plan's order.

    `elsewhere` are the titles of other plans whose sections answer it, drafts left out.
    """

    finding: InspectionFinding
    kind: str
    sections: list[SectionRow]
    elsewhere: list[str]

    @property
    def milestones(self) -> list[MilestoneStatus]:
        return [row for section in self.sections for row in milestones_of(section)]

    @property
    def done(self) -> int:
        return signed_off(self.milestones)


@dataclass(frozen=True)
class Traceability:
    """One plan beside one inspection; `inspection` is None where the area has none with findings."""

    page: PlanPage
    inspection: Inspection | None
    inspections: list[Inspection]
    findings: list[FindingTrace]
    gaps: list[Gap]

    @property
    def found_later(self) -> bool:
        """Whether the inspection was published after the plan was agreed, so that it can hardly answer it."""
        return self.inspection is not None and not _known_to(self.page, self.inspection)

    @property
    def milestones(self) -> list[MilestoneStatus]:
        """The milestones that answer any finding, each once however many findings it answers."""
        found = {row.id: row for trace in self.findings for row in trace.milestones}
        return list(found.values())

    @property
    def done(self) -> int:
        return signed_off(self.milestones)


def milestones_of(section: SectionRow) -> list[MilestoneStatus]:
    """The milestones of a section, in the plan's order."""
    return [row for priority in section.priorities for row in priority.milestones]


def signed_off(rows: list[MilestoneStatus]) -> int:
    """How many are complete and signed off."""
    return sum(row.shown.status is Status.BLUE for row in rows)


def traceability(
    scope: Scope, plan_id: int, inspection_id: int | None, as_at: date
) -> Traceability:
    """The thread from findings to milestones: one query beside those of the plan.

    Without an inspection (or one that this area has not), the newest that the plan answers, else the newest.
    """
    page = plan_page(scope, plan_id, as_at)
    by_inspection, answers = answers_on_record(page)
    inspections = {pk: rows[0].inspection for pk, rows in by_inspection.items()}
    chosen = inspection_id if inspection_id in inspections else None
    if chosen is None:
        answered = [
            pk for pk, rows in by_inspection.items() if any(answers[r.pk].sections for r in rows)
        ]
        chosen = next(iter([*answered, *inspections]), None)
    findings = _traced(page, by_inspection[chosen] if chosen is not None else [], answers)
    return Traceability(
        page,
        inspections[chosen] if chosen is not None else None,
        list(inspections.values()),
        findings,
        _gaps(page, findings),
    )


@dataclass(frozen=True)
class OnRecord:
    """What a report tells of the findings of inspectors, the newest inspection first.

    Those of each inspection that the plan answers. Of a plan that answers none, the newest inspection's of those
    that were published before it was agreed: no plan can answer what nobody had found yet. `unlinked` are the
    findings that nobody has linked, of these inspections and of newer ones.
    """

    told: list[tuple[Inspection, list[FindingTrace]]]
    unlinked: int


def findings_on_record(page: PlanPage) -> OnRecord:
    """The findings of the plan's area: one query."""
    by_inspection, answers = answers_on_record(page)
    told = _told(page, by_inspection, answers)
    ids = {one.pk for one, _ in told}
    unlinked = sum(
        not answers[row.pk].sections
        for pk, rows in by_inspection.items()
        for row in rows
        if pk in ids or not _known_to(page, rows[0].inspection)
    )
    return OnRecord([(one, _traced(page, rows, answers)) for one, rows in told], unlinked)


def _told(
    page: PlanPage,
    by_inspection: Mapping[int, list[InspectionFinding]],
    answers: Mapping[int, Answers],
) -> list[tuple[Inspection, list[InspectionFinding]]]:
    told = [
        rows for rows in by_inspection.values() if any(answers[row.pk].sections for row in rows)
    ]
    if not told:
        told = [rows for rows in by_inspection.values() if _known_to(page, rows[0].inspection)][:1]
    return [(rows[0].inspection, rows) for rows in told]


def _known_to(page: PlanPage, inspection: Inspection) -> bool:
    """Whether the inspection was published, or else over, by the day on which the plan was agreed or dated."""
    day = page.plan.agreed_on or page.plan.dated
    known = inspection.report_on or inspection.ends_on or inspection.starts_on
    return day is None or known <= day


def _traced(
    page: PlanPage, findings: Iterable[InspectionFinding], answers: Mapping[int, Answers]
) -> list[FindingTrace]:
    return [
        FindingTrace(
            finding,
            word_of("kinds", finding.kind),
            [section for section in page.sections if section.id in answers[finding.pk].sections],
            sorted(answers[finding.pk].elsewhere),
        )
        for finding in findings
    ]


def _gaps(page: PlanPage, findings: list[FindingTrace]) -> list[Gap]:
    return find_gaps(
        [
            TracedFinding(
                one.finding.pk, _named(one, place), [row.id for row in one.sections], one.elsewhere
            )
            for place, one in enumerate(findings, 1)
        ],
        [
            TracedSection(row.id, f"Section {row.number or row.title}", len(milestones_of(row)))
            for row in page.sections
        ],
    )


def _named(one: FindingTrace, place: int) -> str:
    return f"finding {one.finding.number or place}"
