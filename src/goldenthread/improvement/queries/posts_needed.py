"""An item of a plan with the posts it needs, and what depends on a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, PostNeeded, Priority
from goldenthread.improvement.queries.vacancies import LIVE, NeededRow, needed_rows
from goldenthread.organisations.dependants import Dependant

Item = Priority | Milestone


def get_item(scope: Scope, plan_id: int, kind: str, item_id: int) -> Item:
    """One of a plan's `priorities` or `milestones`, with its plan; Http404 when there is none to be seen."""
    models: dict[str, type[Priority] | type[Milestone]] = {
        "priorities": Priority,
        "milestones": Milestone,
    }
    if kind not in models:
        raise Http404("Only priorities and milestones need posts.")
    found = models[kind].objects.visible_to(scope).select_related("plan__area")
    item: Item | None = found.filter(plan=plan_id, pk=item_id).first()
    if item is None:
        raise Http404("There is no such item.")
    return item


def needed_by(item: Item, on: date) -> list[NeededRow]:
    """The posts that the item itself needs: one query."""
    if isinstance(item, Priority):
        return needed_rows([item.thread_pk], [], on)
    return needed_rows([], [item.thread_pk], on)


def dependants_of(scope: Scope, post_ids: Collection[int]) -> dict[int, list[Dependant]]:
    """The items of drafts and plans in force that depend on these posts, as leads or otherwise: four queries."""
    found: dict[int, list[Dependant]] = defaultdict(list)
    priorities = Priority.objects.visible_to(scope).filter(plan__state__in=LIVE)
    led = priorities.filter(lead_rows__post__in=post_ids).order_by("-plan__dated", "plan", "code")
    for row in led.values_list("lead_rows__post_id", *_PRIORITY):
        found[row[0]].append(_priority(*row[1:], "Leads it"))
    needed = list(
        PostNeeded.objects.filter(needed__in=post_ids)
        .order_by("pk")
        .values_list("needed_id", "priority_id", "milestone_id", "why")
    )
    by_priority = {row[1] for row in needed if row[1]}
    by_milestone = {row[2] for row in needed if row[2]}
    items = {}
    now = priorities.filter(Q(pk__in=by_priority) | Q(thread__in=by_priority))
    for thread, *values in now.values_list("thread_id", *_PRIORITY):
        items["priority", thread or values[0]] = (_priority, values)
    milestones = Milestone.objects.visible_to(scope).filter(plan__state__in=LIVE)
    then = milestones.filter(Q(pk__in=by_milestone) | Q(thread__in=by_milestone))
    for thread, *values in then.values_list("thread_id", *_MILESTONE):
        items["milestone", thread or values[0]] = (_milestone, values)
    for post_id, priority, milestone, why in needed:
        key = ("priority", priority) if priority else ("milestone", milestone)
        if key in items:
            make, values = items[key]
            found[post_id].append(make(*values, f"Needs it: {why}" if why else "Needs it"))
    return found


_PRIORITY = ("pk", "plan_id", "code", "title", "plan__title")
_MILESTONE = ("pk", "priority__code", "number", "text", "plan__title")


def _priority(pk: int, plan_id: int, code: str, title: str, plan: str, why: str) -> Dependant:
    href = reverse("improvement:priority", args=[plan_id, pk])
    return Dependant(f"{code}. {title} ({plan})", href, why)


def _milestone(pk: int, code: str, number: str, text: str, plan: str, why: str) -> Dependant:
    href = reverse("improvement:milestone", args=[pk])
    return Dependant(f"Milestone {code}.{number}: {text} ({plan})", href, why)
