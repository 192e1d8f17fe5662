"""What was said about a milestone and when. Rows are written once and never changed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.improvement.models.delivery import STATUS_CHOICES, Milestone
from goldenthread.improvement.models.plan import Plan
from goldenthread.improvement.models.told import Told
from goldenthread.organisations.models import Post


class MilestoneEventQuerySet(models.QuerySet["MilestoneEvent"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(scope).values("pk"))


class MilestoneEvent(models.Model):
    """A report, a sign-off, or a report of completion sent back, with the dates it left standing."""

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        SIGN_OFF = "sign_off", "Sign-off"
        RETURNED = "returned", "Sent back"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestone_events")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField(default=clock.now)
    on = models.DateField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=5, choices=STATUS_CHOICES)
    # Empty for the first report: an imported Grey is no report.
    status_before = models.CharField(max_length=5, choices=STATUS_CHOICES, blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    forecast = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    progress = models.TextField("what has been done", blank=True)
    impact = models.TextField("so what: the difference made", blank=True)
    reason = models.TextField(blank=True)

    objects = MilestoneEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["plan", "-at"], name="improvement_events_by_plan")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="red", kind="report")
                | Q(due_after__isnull=False) & ~Q(reason=""),
                name="improvement_red_has_new_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="amber", kind="report") | Q(forecast__isnull=False),
                name="improvement_amber_has_forecast",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on}"


class LeadsChange(Told):
    """Other own leads of a milestone of an agreed plan, in words: who led it until then, and who since."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="leads_changes")
    on = models.DateField()
    before = models.TextField("who led it until then")
    after = models.TextField("who leads it since")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Other leads on {self.on}"
