"""What else of a plan holds the words that its milestones are searched for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    Action,
    Plan,
    PlanRisk,
    Priority,
    Section,
    SuccessCriterion,
)
from goldenthread.improvement.queries.versions import ancestry

MOST = 20


@dataclass(frozen=True)
class Found:
    """Something of the plan with its page."""

    kind: str
    text: str
    href: str


def elsewhere(scope: Scope, plan: Plan, sought: str) -> list[Found]:
    """Sections, priorities, actions, criteria and linked risks that hold each of the words, twenty at most.

    One query, two for a later version of the plan, none without words. A risk that the scope may read is found by its
    title and reference.
    """
    words = sought.split()
    if not words:
        return []
    sections = Section.objects.filter(plan=plan)
    priorities = Priority.objects.filter(plan=plan)
    actions = Action.objects.filter(priority__plan=plan)
    criteria = SuccessCriterion.objects.filter(section__plan=plan)
    parts = [
        _rows(1, "Section", sections, words, "title", ("title", "area_for_improvement"), "pk"),
        _rows(2, "Priority", priorities, words, "title", ("title", "code"), "pk"),
        _rows(3, "Action", actions, words, "text", ("text",), "priority_id"),
        _rows(4, "Success criterion", criteria, words, "text", ("text",), "pk"),
    ]
    line = ancestry(plan)
    linked = PlanRisk.objects.visible_to(scope).filter(
        Q(plan__in=line)
        | Q(section__plan__in=line)
        | Q(priority__plan__in=line)
        | Q(milestone__plan__in=line)
    )
    names = ("entry__title", "entry__reference")
    parts.append(_rows(5, "Risk or issue", linked, words, "entry__title", names, "entry_id"))
    rows = parts[0].union(*parts[1:]).order_by("rank", "page")[:MOST]
    return [Found(kind, text, _href(plan, rank, page)) for rank, kind, text, page in rows]


def _rows(
    rank: int, kind: str, rows: QuerySet[Model], words: list[str], text: str,
    searched: tuple[str, ...], page: str,
) -> QuerySet[Model, tuple[int, str, str, int]]:  # fmt: skip
    for word in words:
        either = Q()
        for name in searched:
            either |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(either)
    named = rows.order_by().annotate(
        rank=Value(rank),
        kind_words=Value(kind, output_field=CharField()),
        words=F(text),
        page=F(page),
    )
    return named.values_list("rank", "kind_words", "words", "page")


def _href(plan: Plan, rank: int, page: int) -> str:
    address = {1: "section", 2: "priority", 3: "priority"}.get(rank)
    if address:
        return reverse(f"improvement:{address}", args=[plan.pk, page])
    return reverse("improvement:criterion" if rank == 4 else "registers:entry", args=[page])
