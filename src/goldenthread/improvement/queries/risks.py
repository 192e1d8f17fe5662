"""Risks and issues that stand in the way of parts of a plan, as far as a scope may read the register."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan, PlanRisk, Priority, Section
from goldenthread.improvement.queries.risk_items import REGISTER, Item, the_register
from goldenthread.improvement.queries.risk_links import label_of, present
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.registers.models import Entry
from goldenthread.registers.queries.rows import NEWEST_MATRIX, EntryRow, Matrices, row_of


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
    return _linked(scope, item.plan, _inside(item), as_at)


def _linked(scope: Scope, plan: Plan, inside: Q, as_at: date) -> list[LinkedRisk]:
    rows = (
        PlanRisk.objects.filter(inside, entry__closed_on=None)
        .filter(entry__in=Entry.objects.visible_to(scope).filter(register=REGISTER).values("pk"))
        .select_related("entry__owner", "entry__matrix")
        .annotate(newest_matrix=NEWEST_MATRIX)
        .order_by("-entry__score", "-entry", "pk")
    )
    labels: dict[int, list[tuple[int, str]]] = defaultdict(list)
    codes: dict[int, set[str]] = defaultdict(set)
    entries: dict[int, tuple[Entry, int | None]] = {}
    for link in present(
        rows,
        Section.objects.filter(plan=plan),
        Priority.objects.filter(plan=plan),
        Milestone.objects.filter(plan=plan),
    ):
        entries[link.entry_id] = (link.entry, link.newest_matrix)
        labels[link.entry_id].append((link.pk, label_of(link)))
        if at := link.at_milestone or link.at_priority:
            codes[link.entry_id].add(at["code"])
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
