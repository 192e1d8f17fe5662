"""Risks and issues that stand in the way of parts of a plan, as far as a scope may read the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan, PlanRisk, Priority, Section
from goldenthread.improvement.queries.plans import PlanPage
from goldenthread.improvement.queries.risk_items import REGISTER, Item, the_register
from goldenthread.improvement.queries.risk_links import WHOLE_PLAN, label_of, present
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.registers.models import Entry
from goldenthread.registers.queries.rows import EntryRow, Matrices, newest_matrix, row_of


@dataclass(frozen=True)
class LinkedRisk:
    """An open entry with what it is linked to on this page: label and id of each link.

    `codes` are those of the priorities that it concerns, itself or through their milestones.
    """

    row: EntryRow
    links: list[tuple[int, str]]
    codes: frozenset[str] = frozenset()

    @property
    def about(self) -> str:
        return ", ".join(label for _, label in self.links)


def reads_risks(scope: Scope, plan: Plan) -> bool:
    """Whether there may be entries to show: by right, or with a plan that was opened in an emergency."""
    return scope.has(the_register().rights.view, plan.area_id) or bool(
        scope.opened("registers.entry")
    )


def risks_of(scope: Scope, item: Item, as_at: date) -> list[LinkedRisk]:
    """Open entries linked to the item or to anything in it, highest score first: one query, or none.

    One more for the whole of a plan that has earlier versions.
    """
    if not reads_risks(scope, item.plan):
        return []
    return _rows(_linked(scope, item), as_at)


def risks_around(
    scope: Scope, item: Item, as_at: date
) -> tuple[list[LinkedRisk], list[LinkedRisk]]:
    """What `risks_of` gives of a plan, and what is escalated in its area and linked to nothing: as many queries.

    Of the latter the newest comes first where scores are the same.
    """
    plan = item.plan
    inside = Q(plan_links__in=PlanRisk.objects.filter(_inside(item)).values("pk"))
    alone = Q(plan_links=None, area=plan.area_id, level__gt=0)
    # An entry comes once for each of its links.
    found: list[Any] = list(
        _named(
            Entry.objects.visible_to(scope)
            .filter(inside | alone, register=REGISTER, closed_on=None)
            .select_related("owner", "matrix")
            .annotate(link=F("plan_links"), newest_matrix=newest_matrix())
            .order_by("-score", "pk", "link"),
            plan,
            "plan_links__",
        )
    )
    linked = ((entry, entry.link, entry) for entry in found if entry.link is not None)
    others = [entry for entry in found if entry.link is None]
    others.sort(key=lambda entry: (-entry.score, -entry.pk))
    matrices = Matrices.brought_along((entry, entry.newest_matrix) for entry in others)
    rest = [LinkedRisk(row_of(entry, matrices, as_at), []) for entry in others]
    return _by_entry(linked, as_at), rest


def highest_risks(
    scope: Scope, page: PlanPage, as_at: date, most: int
) -> tuple[list[LinkedRisk], int]:
    """The first `most` of what `risks_of` gives of a plan, and how many there are in all: two queries, or none.

    What the links lead to is called as the `page` has it.
    """
    if not reads_risks(scope, page.plan):
        return [], 0
    sections = {row.thread_pk: f"Section {row.number or row.title}" for row in page.sections}
    priorities = {row.thread: row.code for row in page.priorities}
    milestones = {row.thread: row for row in page.milestones}
    links = _open_links(
        scope,
        Q(plan=page.line[-1])
        | Q(section__in=sections)
        | Q(priority__in=priorities)
        | Q(milestone__in=milestones),
    ).values_list("entry", "pk", "section", "priority", "milestone")
    labels: dict[int, list[tuple[int, str]]] = {}
    codes: dict[int, set[str]] = defaultdict(set)
    for entry, pk, section, priority, milestone in links:
        label = sections.get(section, WHOLE_PLAN)
        if milestone is not None:
            label = milestones[milestone].reference
            codes[entry].add(milestones[milestone].priority_code)
        elif priority is not None:
            label = priorities[priority]
            codes[entry].add(label)
        labels.setdefault(entry, []).append((pk, label))
    wanted = list(labels)[:most]
    rows = Entry.objects.filter(pk__in=wanted).select_related("owner", "matrix")
    found: dict[int, Any] = rows.annotate(newest_matrix=newest_matrix()).in_bulk()
    matrices = Matrices.brought_along((one, one.newest_matrix) for one in found.values())
    return [
        LinkedRisk(row_of(found[pk], matrices, as_at), labels[pk], frozenset(codes[pk]))
        for pk in wanted
    ], len(labels)


def _linked(scope: Scope, item: Item) -> QuerySet[PlanRisk, Any]:
    rows = _open_links(scope, _inside(item)).select_related("entry__owner", "entry__matrix")
    return _named(rows.annotate(newest_matrix=newest_matrix("entry__")), item.plan)


def _open_links(scope: Scope, inside: Q) -> QuerySet[PlanRisk]:
    """Links to entries that are open, the highest score first."""
    seen = Entry.objects.visible_to(scope).filter(register=REGISTER)
    links = PlanRisk.objects.filter(inside, entry__closed_on=None, entry__in=seen.values("pk"))
    return links.order_by("-entry__score", "entry_id", "pk")


def _named(rows: QuerySet[Any, Any], plan: Plan, link: str = "") -> QuerySet[Any, Any]:
    """The rows with what the items of their links are called in this plan."""
    return present(
        rows,
        Section.objects.filter(plan=plan),
        Priority.objects.filter(plan=plan),
        Milestone.objects.filter(plan=plan),
        link,
    )


def _rows(links: Iterable[Any], as_at: date) -> list[LinkedRisk]:
    """Links in the order of their entries' scores, as one row for each entry."""
    return _by_entry(((link.entry, link.pk, link) for link in links), as_at)


def _by_entry(found: Iterable[tuple[Entry, int, Any]], as_at: date) -> list[LinkedRisk]:
    """One row for each entry, from entries with the id of a link and the names that `_named` gives it."""
    labels: dict[int, list[tuple[int, str]]] = defaultdict(list)
    codes: dict[int, set[str]] = defaultdict(set)
    entries: dict[int, tuple[Entry, int | None]] = {}
    for entry, link, named in found:
        entries[entry.pk] = (entry, named.newest_matrix)
        labels[entry.pk].append((link, label_of(named)))
        if at := named.at_milestone or named.at_priority:
            codes[entry.pk].add(at["code"])
    matrices = Matrices.brought_along(entries.values())
    return [
        LinkedRisk(row_of(entry, matrices, as_at), labels[pk], frozenset(codes[pk]))
        for pk, (entry, _) in entries.items()
    ]


def _inside(item: Item) -> Q:
    """Links to the item and to everything below it."""
    record, plan = item.record, item.plan
    if isinstance(record, Milestone):
        return Q(milestone=record.thread_pk)
    if isinstance(record, Priority):
        return Q(priority=record.thread_pk) | Q(
            milestone__in=_roots(Milestone.objects.filter(priority=record))
        )
    if isinstance(record, Section):
        return (
            Q(section=record.thread_pk)
            | Q(priority__in=_roots(Priority.objects.filter(section=record)))
            | Q(milestone__in=_roots(Milestone.objects.filter(priority__section=record)))
        )
    return (
        Q(plan=ancestry(plan)[-1])
        | Q(section__in=_roots(Section.objects.filter(plan=plan)))
        | Q(priority__in=_roots(Priority.objects.filter(plan=plan)))
        | Q(milestone__in=_roots(Milestone.objects.filter(plan=plan)))
    )


def _roots(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The ids of the first versions of some items."""
    return rows.order_by().annotate(root=Coalesce("thread_id", "pk")).values("root")
