"""What one priority goes on from and as, in other plans."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Plan, Priority, PriorityMapping


@dataclass(frozen=True)
class Link:
    """A priority of another plan that this one goes on from or as."""

    words: str
    priority: Priority
    note: str


@dataclass(frozen=True)
class PriorityLinks:
    """Where a priority comes from and what became of it. `dropped` are later plans with the reason."""

    comes_from: list[Link]
    goes_on: list[Link]
    dropped: list[tuple[Plan, str]]


def priority_links(scope: Scope, priority: Priority) -> PriorityLinks:
    """What was said of a priority in other plans that the scope may see: one query, three where there is any."""
    rows = Priority.objects.filter(pk=priority.thread_pk).values_list(
        "mapped_to__later", "mapped_to__kind", "mapped_to__note", "mapped_from__earlier",
        "mapped_from__kind", "mapped_from__note", "dropped_from__plan", "dropped_from__reason",
    )  # fmt: skip
    # Three lists in one query multiply one another; each is told once.
    after: dict[int | None, tuple[str, str]] = {}
    before: dict[int | None, tuple[str, str]] = {}
    gone: dict[int | None, str] = {}
    for later, kind, note, earlier, kind_from, note_from, plan, reason in rows:
        after[later], before[earlier], gone[plan] = (kind, note), (kind_from, note_from), reason
    newest = _newest(scope, [pk for pk in (*after, *before) if pk is not None])
    dropped = [pk for pk in gone if pk is not None]
    plans = Plan.objects.visible_to(scope).filter(pk__in=dropped) if dropped else []
    kinds = PriorityMapping.Kind
    words = {kinds.CONTINUES: "Goes on from", kinds.PARTLY: "Goes on in part from"}
    on = [
        Link(kinds(kind).label, newest[pk], note)
        for pk, (kind, note) in after.items()
        if pk in newest
    ]
    come = [
        Link(words[kinds(kind)], newest[pk], note)
        for pk, (kind, note) in before.items()
        if pk in newest
    ]
    return PriorityLinks(come, on, [(plan, gone[plan.pk]) for plan in plans])


def _newest(scope: Scope, threads: list[int]) -> dict[int, Priority]:
    """The newest version of each thread that the scope may see; a draft only where there is no other."""
    if not threads:
        return {}
    rows = Priority.objects.visible_to(scope).filter(Q(pk__in=threads) | Q(thread__in=threads))
    found: dict[int, Priority] = {}
    for row in rows.select_related("plan").order_by("pk"):
        if row.thread_pk not in found or row.plan.state != Plan.State.DRAFT:
            found[row.thread_pk] = row
    return found
