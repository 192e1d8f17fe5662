"""The things that a risk or issue can stand in the way of: a plan, a section, a priority, a milestone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan, Priority, Section
from goldenthread.improvement.queries.plans import get_plan
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.registers.rules.definitions import Register, register

REGISTER = "risks-and-issues"
Part = Plan | Section | Priority | Milestone
_MODELS: dict[str, type[Section] | type[Priority] | type[Milestone]] = {
    "sections": Section,
    "priorities": Priority,
    "milestones": Milestone,
}
_FIELDS = {
    "plans": "plan",
    "sections": "section",
    "priorities": "priority",
    "milestones": "milestone",
}


@dataclass(frozen=True)
class Item:
    """One thing that a risk can stand in the way of. `kind` is plans, sections, priorities or milestones."""

    plan: Plan
    kind: str
    record: Part

    @property
    def link(self) -> dict[str, int]:
        """The column of PlanRisk that names it, and the id there: that of the first version."""
        first = ancestry(self.plan)[-1] if isinstance(self.record, Plan) else self.record.thread_pk
        return {f"{_FIELDS[self.kind]}_id": first}

    @property
    def words(self) -> str:
        if isinstance(self.record, Plan):
            return f"the plan as a whole: {self.record.title}"
        if isinstance(self.record, Milestone):
            return f"Milestone {self.record.reference}: {self.record.text}"
        word = "Section" if isinstance(self.record, Section) else "Priority"
        return f"{word} {self.record}"

    @property
    def href(self) -> str:
        if self.kind == "plans":
            return reverse("improvement:plan", args=[self.plan.pk])
        if self.kind == "milestones":
            return reverse("improvement:milestone", args=[self.record.pk])
        name = "section" if self.kind == "sections" else "priority"
        return reverse(f"improvement:{name}", args=[self.plan.pk, self.record.pk])


def the_register() -> Register:
    """The register that plans are linked to."""
    return register(REGISTER)


def find_item(scope: Scope, plan_id: int, kind: str, part_id: int) -> Item:
    """The thing that an address names; Http404 where the scope may not see it or the register of its area."""
    plan = get_plan(scope, plan_id)
    if not scope.has(the_register().rights.view, plan.area_id):
        raise Http404("There is no register to be seen.")
    if kind == "plans" and part_id == plan.pk:
        return Item(plan, kind, plan)
    model = _MODELS.get(kind)
    found: Part | None
    if model is Milestone:
        # Its name begins with that of its priority.
        milestones = Milestone.objects.select_related("priority")
        found = milestones.filter(plan=plan, pk=part_id).first()
    else:
        found = model.objects.filter(plan=plan, pk=part_id).first() if model else None
    if found is None:
        raise Http404("There is no such part of a plan.")
    return Item(plan, kind, found)
