"""An inspection with findings, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goldenthread.improvement.actions.findings import Finding, set_findings
from goldenthread.improvement.actions.inspections import add_inspection
from goldenthread.improvement.models import Inspection, Milestone, Plan, Priority, Section
from goldenthread.improvement.rules.inspections import InspectionFacts
from goldenthread.organisations.models import LocalArea
from tests.factories import Person

TODAY = date(2026, 11, 22)
FACTS = InspectionFacts(
    title="Area SEND inspection",
    framework="area_send_2023",
    starts_on=date(2026, 2, 2),
    ends_on=date(2026, 2, 6),
    report_on=date(2026, 4, 9),
    link="https://reports.example/1",
    outcome="inconsistent",
    response="strategic_plan",
    response_due=date(2026, 6, 1),
)


def make_inspection(
    area: LocalArea, by: Person, texts: Sequence[str] = ("Waits are long.", "Letters confuse.")
) -> Inspection:
    """An inspection of the area with one finding for each text."""
    made = add_inspection(
        scope=by.scope, area_id=area.pk, post_id=by.post.pk, facts=FACTS, today=TODAY
    )
    return set_findings(
        scope=by.scope,
        inspection_id=made.pk,
        post_id=by.post.pk,
        findings=[Finding(str(n), "improvement", text) for n, text in enumerate(texts, 1)],
        version=made.version,
    )


def add_section(plan: Plan, position: int, *, milestones: int = 1) -> Section:
    """One more section with a priority and so many milestones."""
    section = Section.objects.create(
        plan=plan, position=position, number=str(position), title=f"Section title {position}"
    )
    priority = Priority.objects.create(
        plan=plan, section=section, position=1, code=f"{position}a", title=f"Priority {position}a"
    )
    for place in range(1, milestones + 1):
        Milestone.objects.create(
            plan=plan, priority=priority, position=place, number=str(place),
            text=f"Step {position}.{place}", due=date(2027, 3, 31),
        )  # fmt: skip
    return section
