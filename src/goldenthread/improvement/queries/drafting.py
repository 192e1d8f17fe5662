"""What the pages show on which a draft plan is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Prefetch
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.improvement.actions.drafting.columns import in_use
from goldenthread.improvement.draft_kinds import KINDS, Kind, item_of, parent_of, placed
from goldenthread.improvement.models import (
    Action,
    Milestone,
    MilestoneLead,
    Plan,
    Priority,
    Section,
    SuccessCriterion,
)
from goldenthread.improvement.queries.versions import names_before
from goldenthread.improvement.rules.agreement import check_agreed_head
from goldenthread.improvement.rules.ordering import ways
from goldenthread.improvement.rules.readiness import (
    DraftMilestone,
    DraftPriority,
    DraftSection,
    Remark,
    remarks,
)
from goldenthread.organisations.models import LocalArea, Organisation, Post
from goldenthread.organisations.queries.reporting import may_report

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Outline:
    """A draft on a page: its sections and priorities with counts, and what it lacks."""

    plan: Plan
    sections: list[DraftSection]
    remarks: list[Remark]

    @property
    def errors(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.severity == "error"]

    @property
    def warnings(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.severity == "warning"]


@dataclass(frozen=True)
class Row:
    """A thing in its list, and whether it can be moved up and down."""

    item: Any
    up: bool
    down: bool


@dataclass(frozen=True)
class Listed:
    """One list of a section or a priority, in order."""

    kind: Kind
    parent: Any
    rows: list[Row]


def outline(plan: Plan) -> Outline:
    """The plan in outline: three queries whatever its size, and two for a new version."""
    milestones: dict[int, list[DraftMilestone]] = defaultdict(list)
    for row in Milestone.objects.filter(plan=plan).only("number", "text", "due", "priority_id"):
        milestones[row.priority_id].append(
            DraftMilestone(row.pk, row.number, row.text, row.due_month)
        )
    priorities: dict[int, list[DraftPriority]] = defaultdict(list)
    # Counting drops the order that the model gives.
    counted = (
        Priority.objects.filter(plan=plan)
        .annotate(
            lead_count=Count("lead_rows", distinct=True),
            action_count=Count("actions", distinct=True),
            recurring_count=Count("recurring", distinct=True),
        )
        .order_by("position")
    )
    for one in counted:
        priorities[one.section_id].append(
            DraftPriority(
                one.pk, one.position, one.code, one.title, one.lead_count, one.action_count,
                one.recurring_count, tuple(milestones[one.pk]), tuple(one.printed_leads),
            )
        )  # fmt: skip
    counted_sections = (
        Section.objects.filter(plan=plan)
        .annotate(
            good_count=Count("good_looks_like", distinct=True),
            criterion_count=Count("criteria", distinct=True),
            document_count=Count("documents", distinct=True),
        )
        .order_by("position")
    )
    sections = [
        DraftSection(
            one.pk, one.position, one.number, one.title, one.good_count, one.criterion_count,
            one.document_count, tuple(priorities[one.pk]),
        )
        for one in counted_sections
    ]  # fmt: skip
    lacking = check_agreed_head(plan.version, plan.dated, names_before(plan))
    return Outline(plan, sections, remarks(plan.dated, sections, lacking))


def kind_of(code: str) -> Kind:
    """A kind by its code in an address; Http404 for one that is none."""
    if code not in KINDS:
        raise Http404("A draft has no such thing.")
    return KINDS[code]


def part(plan: Plan, code: str, part_id: int) -> Any:
    """A section or a priority of the plan; Http404 where there is none."""
    found = item_of(KINDS[code], plan, part_id)
    if found is None:
        raise Http404(f"There is no such {KINDS[code].words}.")
    return found


def place(plan: Plan, kind: Kind, parent_id: int) -> Any:
    """What a new thing is to stand in; Http404 where there is none."""
    found = parent_of(kind, plan, parent_id)
    if found is None:
        raise Http404("There is nothing of the plan to add this to.")
    return found


def item(plan: Plan, kind: Kind, item_id: int) -> Any:
    """A thing of the plan, or None: somebody may just have removed it."""
    return item_of(kind, plan, item_id)


def listed(code: str, parent: Any) -> Listed:
    """One list: one query, two for milestones, which bring their own leads."""
    kind = KINDS[code]
    rows = kind.model.objects.filter(**{kind.parent: parent}).order_by("position")
    if code == "leads":
        reports = may_report("post", "priority__plan__area")
        rows = rows.select_related("post__organisation").annotate(may_report=reports)
    if code == "milestones":
        reports = may_report("post", "milestone__plan__area")
        own = MilestoneLead.objects.select_related("post__organisation").annotate(
            may_report=reports
        )
        rows = rows.select_related("action").prefetch_related(Prefetch("lead_rows", own))
    found = list(rows)
    order = placed(kind, found)
    return Listed(kind, parent, [Row(row, *ways(order, row.pk)) for row in found])


def newest(kind: Kind, parent: Any) -> int:
    """The highest id in a list, 0 where it is empty: tells a form sent twice from a second one."""
    rows = kind.model.objects.filter(**{kind.parent: parent})
    return rows.aggregate(newest=Max("pk"))["newest"] or 0


def newest_plan(scope: Scope) -> int:
    """The highest id among the plans that the scope may see."""
    return Plan.objects.visible_to(scope).aggregate(newest=Max("pk"))["newest"] or 0


def areas(scope: Scope) -> Choices:
    """The areas in which the person may write plans."""
    rows = LocalArea.objects.filter(pk__in=scope.areas_with("plan.edit"))
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def sections(plan: Plan) -> Choices:
    return [(str(row.pk), str(row)) for row in Section.objects.filter(plan=plan)]


def heads(section: Section, but: SuccessCriterion | None) -> Choices:
    """The criteria of a section that may head others."""
    rows = SuccessCriterion.objects.filter(section=section, parent=None)
    rows = rows.exclude(pk=but.pk) if but else rows
    return [(str(row.pk), f"{row.get_kind_display()}: {_short(row.text)}") for row in rows]


def actions(priority: Priority) -> Choices:
    return [(str(row.pk), _short(str(row))) for row in Action.objects.filter(priority=priority)]


def posts(area_id: int) -> Choices:
    """The posts of organisations that serve the area."""
    rows = Post.objects.filter(in_use(clock.today()), organisation__areas=area_id)
    return [
        (str(pk), f"{title}, {organisation}")
        for pk, title, organisation in rows.values_list("pk", "title", "organisation__name")
    ]


def organisations(area_id: int) -> Choices:
    return [(str(row.pk), row.name) for row in Organisation.objects.serving(area_id)]


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
