"""An item of a plan with the posts it needs, and what depends on a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Claim, Milestone, Priority
from goldenthread.improvement.queries.vacancies import LIVE, NeededRow, needed_rows
from goldenthread.improvement.rules.references import milestone_reference
from goldenthread.organisations.dependants import Dependant, Hold

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
    """The items of drafts and plans in force that depend on these posts, as leads or otherwise: two queries."""
    found: dict[int, list[Dependant]] = defaultdict(list)
    priorities = Priority.objects.visible_to(scope).filter(plan__state__in=LIVE).order_by()
    milestones = Milestone.objects.visible_to(scope).filter(plan__state__in=LIVE)
    led = priorities.filter(lead_rows__post__in=post_ids)
    own = milestones.filter(lead_rows__post__in=post_ids).order_by()
    rows = led.values_list(Value(0), "lead_rows__post_id", Value(""), *_PRIORITY).union(
        _needing(priorities)
        .filter(needs__in=post_ids)
        .values_list(Value(1), "needs", "what_for", *_PRIORITY),
        all=True,
    )
    for needed, post_id, why, *row in sorted(rows, key=_newest_plan_first):
        found[post_id].append(Dependant(*_priority(row), _how(needed, why)))
    of_milestones = own.values_list(Value(0), "lead_rows__post_id", Value(""), *_MILESTONE).union(
        _needing(milestones.order_by())
        .filter(needs__in=post_ids)
        .values_list(Value(1), "needs", "what_for", *_MILESTONE),
        all=True,
    )
    for needed, post_id, why, *row in sorted(of_milestones):
        found[post_id].append(Dependant(*_milestone(row), _how(needed, why)))
    return found


def _how(needed: int, why: str) -> str:
    if not needed:
        return "Leads it"
    return f"Needs it: {why}" if why else "Needs it"


def held_in(area_ids: Collection[int]) -> list[Hold]:
    """What of these areas may depend on a post, whoever may see it: plans that are not over, and claims."""
    plans = Q(plan__area__in=area_ids, plan__state__in=LIVE)
    priorities, milestones = Priority.objects.filter(plans), Milestone.objects.filter(plans)
    post = OuterRef("pk")
    needing, needed = (
        Exists(_needing(items).filter(needs=post)) for items in (priorities, milestones)
    )
    claims = Claim.objects.filter(area__in=area_ids, owner=post, withdrawn_on=None)
    return [
        Hold(Exists(priorities.filter(lead_rows__post=post)), "priorities that they lead"),
        Hold(Exists(milestones.filter(lead_rows__post=post)), "milestones that they lead"),
        Hold(needing | needed, "items of plans that need them"),
        Hold(Exists(claims), "claims of the self-evaluation"),
    ]


def _needing(items: QuerySet[Any]) -> QuerySet[Any]:
    """Items with the post that each `needs` besides its leads. What is needed hangs on the thread."""
    return items.annotate(
        needs=Coalesce("posts_needed__needed_id", "thread__posts_needed__needed_id"),
        what_for=Coalesce("posts_needed__why", "thread__posts_needed__why"),
    )


def _newest_plan_first(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Leads before needs; of each the newest plan first, its priorities by code."""
    needed, _, _, _, plan_id, code, *_ = row
    return needed, -plan_id, code


_PRIORITY = ("pk", "plan_id", "code", "title", "plan__title")
_MILESTONE = ("pk", "priority__code", "number", "position", "text", "plan__title")


def _priority(row: list[Any]) -> tuple[str, str]:
    """The words and the page of a priority, from its columns."""
    pk, plan_id, code, title, plan = row
    return f"{code}. {title} ({plan})", reverse("improvement:priority", args=[plan_id, pk])


def _milestone(row: list[Any]) -> tuple[str, str]:
    pk, code, number, position, text, plan = row
    words = f"Milestone {milestone_reference(code, number, position)}: {text} ({plan})"
    return words, reverse("improvement:milestone", args=[pk])
