"""Inspections, what they found, and which sections of which plan answer it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from goldenthread.access.scope import Scope
from goldenthread.core.months import Month, day_words
from goldenthread.improvement.models.plan import Section
from goldenthread.improvement.models.told import Told
from goldenthread.organisations.models import LocalArea


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, scope: Scope) -> Self:
        """Inspections of the areas where the scope may read plans: their reports are public."""
        return self.filter(area__in=scope.areas_with("plan.view"))


class Inspection(Told):
    """An inspection of a local area. `framework`, `outcome` and `response` are codes of rules/data/inspections.yaml."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="inspections")
    title = models.CharField(max_length=200)
    framework = models.CharField(max_length=40)
    starts_on = models.DateField("first day of the inspection")
    # Then `starts_on` is the first of that month, which is never shown, and there is no last day.
    month_only = models.BooleanField("only its month is known", default=False)
    ends_on = models.DateField("last day of the inspection", null=True, blank=True)
    report_on = models.DateField("day the report was published", null=True, blank=True)
    link = models.URLField("address of the report", max_length=500, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    response = models.CharField("what the partnership must publish", max_length=40, blank=True)
    response_due = models.DateField(null=True, blank=True)
    response_published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="improvement_inspection_days",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def began(self) -> str:
        """`3 February 2025`, or `February 2025` where no day is known."""
        return Month.of(self.starts_on).label if self.month_only else day_words(self.starts_on)

    @property
    def days(self) -> str:
        """`3 February 2025 to 7 February 2025`, or as far as it is known."""
        if self.ends_on is None or self.ends_on == self.starts_on:
            return self.began
        return f"{self.began} to {day_words(self.ends_on)}"


class InspectionFinding(models.Model):
    """One thing that an inspection found to need work, in the report's order. `kind` is a code of inspections.yaml."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("number as printed", max_length=20, blank=True)
    kind = models.CharField(max_length=30)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "position"], name="improvement_finding_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text


class FindingAnswer(Told):
    """A section that answers a finding; the section is that of the thread, so the link stays through versions."""

    finding = models.ForeignKey(InspectionFinding, on_delete=models.PROTECT, related_name="answers")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="answered_findings")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "section"], name="improvement_finding_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding} answered by {self.section}"
