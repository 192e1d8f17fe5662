"""What belongs to a sent report: who received it, what it asked, what was decided. Written once."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.improvement.models import Priority
from goldenthread.organisations.models import Post
from goldenthread.reports.models.report import Report, readable


class OfReportQuerySet(models.QuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """What belongs to reports that the scope may see."""
        return self.filter(readable(scope, "report__"))


class Recipient(models.Model):
    """A body or a person that the report went to, as typed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField(max_length=200)
    sent_on = models.DateField()

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Ask(models.Model):
    """One ask as the report put it. `number` counts from 1."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="ask_rows")
    number = models.PositiveSmallIntegerField()
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_ask_number_once"),
        ]

    def __str__(self) -> str:
        return self.text


class ReportRedaction(models.Model):
    """The words of a sent report were taken out for good: who, when, and why."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="redaction")
    reason = models.TextField()
    redacted_at = models.DateTimeField()
    redacted_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"redaction of {self.report}"


class Decision(models.Model):
    """What a body decided on a sent report: on one of its asks, on a priority, or on the report as a whole."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    ask = models.ForeignKey(
        Ask, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()
    decided_by = models.CharField("the body that decided", max_length=200)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.text
