"""A lead's highlight report on one priority: draft, submitted, presented."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Lead, Plan, Priority
from goldenthread.organisations.models import Post
from goldenthread.reports.models.report import Report


class HighlightQuerySet(models.QuerySet["Highlight"]):
    def visible_to(self, scope: Scope) -> Self:
        """Submitted and presented ones where the scope may read reports; drafts for their leads and the preparer."""
        found = Q(plan__area__in=scope.areas_with("report.prepare")) | Q(
            ~Q(state=Highlight.State.DRAFT), plan__area__in=scope.areas_with("report.view")
        )
        for area_id in scope.areas_with("report.write_own"):
            posts = scope.posts_with("report.write_own", area_id)
            led = Lead.objects.filter(post__in=posts).values("priority")
            found |= Q(plan__area=area_id, priority__in=led)
        return self.filter(found)


class Highlight(models.Model):
    """What a lead reports on a priority since the report before.

    `since_event` is the last report or sign-off that the highlight report before it knew of, `seen_event` the
    last one that the writer had before their eyes. The database refuses to change a presented one.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        PRESENTED = "presented", "Presented"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="highlights")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="highlights")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    done = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    exceptions = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    since_event = models.PositiveBigIntegerField(default=0)
    seen_event = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    presented_in = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="presented"
    )

    objects = HighlightQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "highlight report"
        constraints = [
            models.UniqueConstraint(
                fields=["priority"],
                condition=Q(state__in=["draft", "submitted"]),
                name="reports_highlight_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None, submitted_post=None)
                | Q(~Q(state="draft"), submitted_at__isnull=False, submitted_post__isnull=False),
                name="reports_highlight_submitted",
            ),
            models.CheckConstraint(
                condition=Q(state="presented", presented_in__isnull=False)
                | Q(~Q(state="presented"), presented_in=None),
                name="reports_highlight_presented",
            ),
        ]

    def __str__(self) -> str:
        return f"Highlight report on {self.priority.code}"
