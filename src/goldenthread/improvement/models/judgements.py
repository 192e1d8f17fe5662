"""What people decided about a whole priority, section or plan: its sign-off, or a status set by hand."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.improvement.models.delivery import STATUS_CHOICES
from goldenthread.improvement.models.plan import Plan, Priority, Section
from goldenthread.organisations.models import Post


class PartJudgementQuerySet(models.QuerySet["PartJudgement"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(scope).values("pk"))


class PartJudgement(models.Model):
    """One decision about a part of a plan, or about the whole plan where it names no part.

    The newest of a part counts; rows are never changed.
    """

    class Kind(models.TextChoices):
        OVERRIDE = "override", "Status set by hand"
        RULE = "rule", "Back to the rule"
        SIGN_OFF = "sign_off", "Signed off"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="part_judgements")
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="judgements"
    )
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.CASCADE, related_name="judgements"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    status = models.CharField(max_length=5, choices=STATUS_CHOICES, blank=True)
    derived_then = models.CharField(max_length=5, choices=STATUS_CHOICES)
    reason = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField(default=clock.now)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PartJudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section=None) | Q(priority=None),
                name="improvement_judgement_of_one_part",
            ),
            models.CheckConstraint(
                condition=~Q(kind="override") | ~Q(reason="") & ~Q(status="") & ~Q(status="blue"),
                name="improvement_override_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on}"
