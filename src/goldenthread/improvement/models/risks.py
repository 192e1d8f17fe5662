"""Which part of a plan a risk or an issue stands in the way of."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.improvement.models.delivery import Milestone
from goldenthread.improvement.models.plan import Plan, Priority, Section
from goldenthread.improvement.models.told import Told
from goldenthread.registers.models import Entry


class PlanRiskQuerySet(models.QuerySet["PlanRisk"]):
    def visible_to(self, scope: Scope) -> Self:
        """Links both ends of which the scope may see."""
        plans = Plan.objects.visible_to(scope).values("pk")
        return self.filter(
            Q(plan__in=plans)
            | Q(section__plan__in=plans)
            | Q(priority__plan__in=plans)
            | Q(milestone__plan__in=plans),
            entry__in=Entry.objects.visible_to(scope).values("pk"),
        )


class PlanRisk(Told):
    """An entry of a register linked to exactly one thing: a section, priority or milestone, or a whole plan.

    Items are those of the thread and the plan is the first of its versions, so that a link stays through
    the versions of a plan.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="plan_links")
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )

    objects = PlanRiskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False, section=None, priority=None, milestone=None)
                | Q(plan=None, section__isnull=False, priority=None, milestone=None)
                | Q(plan=None, section=None, priority__isnull=False, milestone=None)
                | Q(plan=None, section=None, priority=None, milestone__isnull=False),
                name="improvement_risk_of_one_thing",
            ),
            models.UniqueConstraint(fields=["entry", "plan"], name="improvement_risk_plan_once"),
            models.UniqueConstraint(
                fields=["entry", "section"], name="improvement_risk_section_once"
            ),
            models.UniqueConstraint(
                fields=["entry", "priority"], name="improvement_risk_priority_once"
            ),
            models.UniqueConstraint(
                fields=["entry", "milestone"], name="improvement_risk_milestone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.reference} linked"
