"""Inspections, their findings, and the sections that answer them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Q
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    FindingAnswer,
    Inspection,
    InspectionFinding,
    Plan,
    Section,
)
from goldenthread.improvement.rules.inspections import (
    InspectionFacts,
    Response,
    outcome_of,
    response_standing,
    word_of,
)
from goldenthread.organisations.models import LocalArea
from goldenthread.ui.pagination import Page, paginate


@dataclass(frozen=True)
class InspectionRow:
    """An inspection in words, with how its response stands on a day."""

    inspection: Inspection
    framework: str
    outcome: str
    response: str
    standing: Response
    findings: int = 0
    answered: int = 0


@dataclass(frozen=True)
class FindingRow:
    """A finding with the sections that answer it, each with its plan; superseded versions are left out."""

    finding: InspectionFinding
    kind: str
    sections: list[Section]


@dataclass(frozen=True)
class InspectionPage:
    """One inspection for its page; `plans` are those whose sections may answer its findings."""

    row: InspectionRow
    meaning: str
    asks: str
    findings: list[FindingRow]
    plans: list[Plan]


@dataclass(frozen=True)
class LinkPage:
    """The findings of an inspection beside the sections of a plan: `chosen` is finding id -> section ids."""

    plan: Plan
    inspection: Inspection
    findings: list[InspectionFinding]
    sections: list[Section]
    chosen: dict[int, list[int]]


def facts_of(inspection: Inspection) -> InspectionFacts:
    """What the rules look at."""
    names = [field.name for field in fields(InspectionFacts)]
    return InspectionFacts(**{name: getattr(inspection, name) for name in names})


def inspection_list(
    scope: Scope, params: Mapping[str, str], size: int, as_at: date
) -> tuple[list[InspectionRow], Page[Inspection]]:
    """A page of the inspections that the scope may see, newest first: one query."""
    rows = (
        Inspection.objects.visible_to(scope)
        .select_related("area")
        .annotate(
            finding_count=Count("findings", distinct=True),
            answered_count=Count(
                "findings", filter=Q(findings__answers__isnull=False), distinct=True
            ),
        )
    )
    page = paginate(rows, ("-starts_on", "-pk"), params, size)
    return [_row(one, as_at, one.finding_count, one.answered_count) for one in page.rows], page


def in_words(inspection: Inspection, as_at: date) -> InspectionRow:
    """An inspection already read, in words."""
    return _row(inspection, as_at, 0, 0)


def get_inspection(scope: Scope, inspection_id: int) -> Inspection:
    """The inspection with its area; Http404 when there is none that the scope may see."""
    found = (
        Inspection.objects.visible_to(scope)
        .select_related("area", "post__organisation")
        .filter(pk=inspection_id)
        .first()
    )
    if found is None:
        raise Http404("There is no such inspection.")
    return found


def inspection_page(scope: Scope, inspection_id: int, as_at: date) -> InspectionPage:
    """One inspection with its findings and what answers each: five queries."""
    inspection = get_inspection(scope, inspection_id)
    found = list(inspection.findings.all())
    pairs = answers_of(inspection)
    sections = _sections(scope, {section for _, section in pairs})
    answering: dict[int, list[Section]] = defaultdict(list)
    for finding_id, thread in pairs:
        answering[finding_id] += sections.get(thread, [])
    outcome = outcome_of(inspection.framework, inspection.outcome)
    return InspectionPage(
        row=_row(inspection, as_at, len(found), len({finding for finding, _ in pairs})),
        meaning=outcome["meaning"] if outcome else "",
        asks=word_of("responses", outcome["asks"]) if outcome and outcome["asks"] else "",
        findings=[
            FindingRow(
                finding,
                word_of("kinds", finding.kind),
                sorted(answering[finding.pk], key=lambda one: (one.plan_id, one.position)),
            )
            for finding in found
        ],
        plans=list(open_plans(scope, inspection.area_id)),
    )


def open_plans(scope: Scope, area_id: int) -> Iterable[Plan]:
    """The plans of the area in the version that stands, newest first."""
    return Plan.objects.visible_to(scope).filter(area=area_id).exclude(state=Plan.State.SUPERSEDED)


def answers_of(inspection: Inspection) -> list[tuple[int, int]]:
    """Finding id and the section's thread, for each answer in any plan: one query."""
    rows = FindingAnswer.objects.filter(finding__inspection=inspection)
    return list(rows.values_list("finding_id", "section_id"))


def answers_in(inspection: Inspection, threads: Iterable[int]) -> list[FindingAnswer]:
    """The answers that sections of these threads give: one query."""
    return list(
        FindingAnswer.objects.filter(finding__inspection=inspection, section__in=list(threads))
    )


def link_page(scope: Scope, plan_id: int, inspection_id: int) -> LinkPage:
    """Findings and sections to be linked: five queries. Http404 unless plan and inspection share an area."""
    plan = Plan.objects.visible_to(scope).select_related("area").filter(pk=plan_id).first()
    inspection = get_inspection(scope, inspection_id)
    if plan is None or plan.area_id != inspection.area_id:
        raise Http404("There is no such plan in the area that was inspected.")
    sections = list(Section.objects.filter(plan=plan))
    by_thread = {section.thread_pk: section.pk for section in sections}
    chosen: dict[int, list[int]] = defaultdict(list)
    for row in answers_in(inspection, by_thread):
        chosen[row.finding_id].append(by_thread[row.section_id])
    return LinkPage(plan, inspection, list(inspection.findings.all()), sections, chosen)


def areas_to_choose(area_ids: Iterable[int]) -> list[tuple[str, str]]:
    """Local areas as choices, by name: one query."""
    rows = LocalArea.objects.filter(pk__in=list(area_ids)).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _sections(scope: Scope, threads: set[int]) -> dict[int, list[Section]]:
    """The sections of each thread in the plans that the scope may see and that stand."""
    rows = (
        Section.objects.visible_to(scope)
        .filter(Q(pk__in=threads) | Q(thread__in=threads))
        .exclude(plan__state=Plan.State.SUPERSEDED)
        .select_related("plan")
    )
    found: dict[int, list[Section]] = defaultdict(list)
    for row in rows:
        found[row.thread_pk].append(row)
    return found


def _row(inspection: Inspection, as_at: date, findings: int, answered: int) -> InspectionRow:
    outcome = outcome_of(inspection.framework, inspection.outcome)
    return InspectionRow(
        inspection=inspection,
        framework=word_of("frameworks", inspection.framework),
        outcome=str(outcome["word"]) if outcome else "",
        response=word_of("responses", inspection.response) if inspection.response else "",
        standing=response_standing(facts_of(inspection), as_at),
        findings=findings,
        answered=answered,
    )
