"""What inspectors found in a plan's area, and which sections somebody has said to answer it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F

from goldenthread.improvement.models import InspectionFinding, Plan
from goldenthread.improvement.queries.plans import PlanPage


@dataclass(frozen=True)
class Answers:
    """What answers a finding: ids of the plan's sections, and the titles of other plans, drafts left out."""

    sections: set[int] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)


def answers_on_record(
    page: PlanPage,
) -> tuple[dict[int, list[InspectionFinding]], dict[int, Answers]]:
    """The area's findings by inspection, the newest first, and which of the plan's sections answer each: one query."""
    own = {section.thread_pk: section.id for section in page.sections}
    by_inspection: dict[int, list[InspectionFinding]] = defaultdict(list)
    answers: dict[int, Answers] = {}
    # A finding comes once for each section that answers it, of whichever plan.
    rows = (
        InspectionFinding.objects.filter(inspection__area=page.plan.area_id)
        .select_related("inspection")
        .annotate(
            answering=F("answers__section"),
            in_plan=F("answers__section__plan"),
            titled=F("answers__section__plan__title"),
            in_state=F("answers__section__plan__state"),
        )
        .order_by("-inspection__starts_on", "-inspection_id", "position")
    )
    for row in rows:
        if row.pk not in answers:
            by_inspection[row.inspection_id].append(row)
            answers[row.pk] = Answers()
        found = answers[row.pk]
        if row.answering in own:
            found.sections.add(own[row.answering])
        elif row.in_plan and row.in_plan not in page.line and row.in_state != Plan.State.DRAFT:
            found.elsewhere.add(row.titled)
    return by_inspection, answers
