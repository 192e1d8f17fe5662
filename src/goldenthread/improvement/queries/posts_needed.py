"""An item of a plan with the posts it needs, and what depends on a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

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
    for post_id, *row in led.values_list("lead_rows__post_id", *_PRIORITY):
        found[post_id].append(Dependant(*_priority(row), "Leads it"))
    needed = list(
        PostNeeded.objects.filter(needed__in=post_ids)
        .order_by("pk")
        .values_list("needed_id", "priority_id", "milestone_id", "why")
    )
    by_priority = {row[1] for row in needed if row[1]}
    by_milestone = {row[2] for row in needed if row[2]}
    # An item is known by its thread; what is shown is the version of it that is drafted or in force.
    items: dict[tuple[int | None, int | None], tuple[str, str]] = {}
    now = priorities.filter(Q(pk__in=by_priority) | Q(thread__in=by_priority))
    for thread, *row in now.values_list("thread_id", *_PRIORITY):
        items[thread or row[0], None] = _priority(row)
    milestones = Milestone.objects.visible_to(scope).filter(plan__state__in=LIVE)
    then = milestones.filter(Q(pk__in=by_milestone) | Q(thread__in=by_milestone))
    for thread, *row in then.values_list("thread_id", *_MILESTONE):
        items[None, thread or row[0]] = _milestone(row)
    for post_id, priority, milestone, why in needed:
        if item := items.get((priority, milestone)):
            found[post_id].append(Dependant(*item, f"Needs it: {why}" if why else "Needs it"))
    return found


_PRIORITY = ("pk", "plan_id", "code", "title", "plan__title")
_MILESTONE = ("pk", "priority__code", "number", "text", "plan__title")


def _priority(row: list[Any]) -> tuple[str, str]:
    """The words and the page of a priority, from its columns."""
    pk, plan_id, code, title, plan = row
    return f"{code}. {title} ({plan})", reverse("improvement:priority", args=[plan_id, pk])


def _milestone(row: list[Any]) -> tuple[str, str]:
    pk, code, number, text, plan = row
    words = f"Milestone {code}.{number}: {text} ({plan})"
    return words, reverse("improvement:milestone", args=[pk])
