"""Links between entries of the register and parts of plans, named as they are in one version of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.http import Http404
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan, PlanRisk, Priority, Section
from goldenthread.improvement.queries.risk_items import REGISTER, Item
from goldenthread.improvement.rules.references import milestone_reference
from goldenthread.registers.links import EntryLink
from goldenthread.registers.models import Entry

WHOLE_PLAN = "The whole plan"


def links_of_entries(scope: Scope, entry_ids: Sequence[int]) -> dict[int, list[EntryLink]]:
    """What entries are linked to, in the newest version that the scope may see: one query, two with whole plans."""
    rows = PlanRisk.objects.visible_to(scope).filter(entry__in=entry_ids).select_related("plan")
    links = list(
        present(
            rows,
            _newest(Section.objects.visible_to(scope), "plan"),
            _newest(Priority.objects.visible_to(scope), "plan"),
            _newest(Milestone.objects.visible_to(scope), "plan"),
        )
    )
    after = _successors(scope, {link.plan.area_id for link in links if link.plan})
    found: dict[int, list[EntryLink]] = defaultdict(list)
    for link in links:
        made = _entry_link(link, after)
        if made:
            found[link.entry_id].append(made)
    return found


def linkable(scope: Scope, item: Item) -> list[Entry]:
    """Open entries of the area that are not linked to the item yet: one query."""
    return list(
        Entry.objects.visible_to(scope)
        .filter(area=item.plan.area_id, register=REGISTER, closed_on=None)
        .exclude(plan_links__in=PlanRisk.objects.filter(**item.link))
        .order_by("kind", "number")
    )


def get_link(scope: Scope, link_id: int) -> PlanRisk:
    """One link; Http404 when there is none that the scope may see."""
    found = (
        PlanRisk.objects.visible_to(scope)
        .select_related("entry__area", "plan", "section", "priority", "milestone")
        .filter(pk=link_id)
        .first()
    )
    if found is None:
        raise Http404("There is no such link.")
    return found


def present(
    links: QuerySet[Any],
    sections: QuerySet[Any],
    priorities: QuerySet[Any],
    milestones: QuerySet[Any],
    link: str = "",
) -> QuerySet[Any, Any]:
    """The links with `at`: what the item is called in the first of those rows that is a version of it.

    `link` leads to the link where the rows are others, such as `plan_links__`.
    """

    def one(rows: QuerySet[Any], field: str, **names: str) -> Subquery:
        item = OuterRef(f"{link}{field}")
        versions = rows.filter(Q(pk=item) | Q(thread=item))
        return Subquery(versions.values(found=JSONObject(id="pk", plan="plan_id", **names))[:1])

    return links.annotate(
        at_section=one(sections, "section_id", number="number", title="title"),
        at_priority=one(priorities, "priority_id", code="code"),
        at_milestone=one(
            milestones, "milestone_id", code="priority__code", number="number", place="position"
        ),
    )


def label_of(link: Any) -> str:
    """`1a.2`, `1a`, `Section 1`, or the whole plan."""
    if link.at_milestone:
        at = link.at_milestone
        return milestone_reference(at["code"], at["number"], at["place"])
    if link.at_priority:
        return str(link.at_priority["code"])
    if link.at_section:
        return f"Section {link.at_section['number'] or link.at_section['title']}"
    return WHOLE_PLAN


def _newest(rows: QuerySet[Any], plan: str) -> QuerySet[Any]:
    """The newest version first; a draft only where there is no other."""
    is_draft = Case(When(**{f"{plan}__state": Plan.State.DRAFT}, then=Value(1)), default=Value(0))
    return rows.annotate(is_draft=is_draft).order_by("is_draft", "-pk")


def _successors(scope: Scope, area_ids: Collection[int]) -> dict[int | None, Plan]:
    """The plan in or once in force that superseded each plan of these areas: one query, none without areas."""
    if not area_ids:
        return {}
    later = Plan.objects.visible_to(scope).filter(area__in=area_ids, supersedes__isnull=False)
    return {plan.supersedes_id: plan for plan in later.exclude(state=Plan.State.DRAFT)}


def _entry_link(link: Any, after: Mapping[int | None, Plan]) -> EntryLink | None:
    if (plan := link.plan) is not None:
        while plan.pk in after:
            plan = after[plan.pk]
        return EntryLink(
            f"The whole plan: {plan.title}", reverse("improvement:plan", args=[plan.pk])
        )
    words = label_of(link)
    if at := link.at_milestone:
        return EntryLink(f"Milestone {words}", reverse("improvement:milestone", args=[at["id"]]))
    if at := link.at_priority:
        href = reverse("improvement:priority", args=[at["plan"], at["id"]])
        return EntryLink(f"Priority {words}", href)
    if at := link.at_section:
        return EntryLink(words, reverse("improvement:section", args=[at["plan"], at["id"]]))
    return None
