"""Plans and what stands in them page by page, for readers that page through everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Value

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    Action,
    GoodLooksLike,
    Plan,
    Recurring,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows
from goldenthread.improvement.queries.versions import Ending
from goldenthread.ui.pagination import Page, paginate

Params = Mapping[str, str]


@dataclass
class PlanTexts:
    """What good looks like by section, and letter and text of the actions by priority, each in its order."""

    good: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    actions: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


def plans_page(
    scope: Scope, params: Params, size: int, *, area_id: int | None = None, state: str | None = None
) -> Page[Plan]:
    """Plans with their areas and the versions after them, the last made first: one query."""
    found = Plan.objects.visible_to(scope).select_related("area", "superseded_by")
    if area_id is not None:
        found = found.filter(area=area_id)
    if state is not None:
        found = found.filter(state=state)
    return paginate(found, ("-pk",), params, size)


def plan_texts(plan: Plan) -> PlanTexts:
    """The texts of the plan that its page leaves to the pages of its parts: one query."""
    good = GoodLooksLike.objects.filter(section__plan=plan).order_by()
    actions = Action.objects.filter(priority__plan=plan).order_by()
    rows = good.values_list(Value(0), "section_id", "position", Value(""), "text").union(
        actions.values_list(Value(1), "priority_id", "position", "letter", "text"), all=True
    )
    found = PlanTexts()
    for kind, of, _, letter, text in sorted(rows):
        if kind:
            found.actions[of].append((letter, text))
        else:
            found.good[of].append(text)
    return found


def criteria_page(
    scope: Scope, plan: Plan, params: Params, size: int, ending: Ending | None, today: date
) -> Page[CriterionRow]:
    """Success criteria of the plan with how they stand: two queries."""
    found = SuccessCriterion.objects.visible_to(scope).filter(section__plan=plan)
    page = paginate(found.only("pk"), ("pk",), params, size)
    rows = criterion_rows(
        SuccessCriterion.objects.filter(pk__in=[row.pk for row in page.rows]),
        ending.as_at if ending else today,
        ended=ending is not None,
    )
    return replace(page, rows=rows)


def recurring_page(scope: Scope, plan: Plan, params: Params, size: int) -> Page[Recurring]:
    """Recurring commitments of the plan, with their priorities: one query."""
    found = Recurring.objects.filter(priority__plan__in=Plan.objects.visible_to(scope))
    found = found.filter(priority__plan=plan).select_related("priority")
    return paginate(found, ("pk",), params, size)
