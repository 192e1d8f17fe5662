"""What happened to an entry: rows that are added and never changed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import Post
from goldenthread.registers.models.entries import Entry


class EntryEventQuerySet(models.QuerySet["EntryEvent"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(entry__in=Entry.objects.visible_to(scope).values("pk"))


class EntryEvent(models.Model):
    """One thing that somebody did, in which post, with what they said.

    `changes` holds name, before and after of each thing that changed, as a reader sees them. `level` is
    the step of the ladder that was asked, or that answered.
    """

    class Kind(models.TextChoices):
        RAISED = "raised", "Raised"
        CHANGED = "changed", "Changed"
        ASSIGNED = "assigned", "Given an owner"
        SCORED = "scored", "Scored"
        REVIEWED = "reviewed", "Reviewed"
        ESCALATED = "escalated", "Escalated"
        ANSWERED = "answered", "Answered"
        SENT_BACK = "sent_back", "Sent back"
        MOVED = "moved", "Moved on"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    at = models.DateTimeField(default=clock.now)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(default=0)

    objects = EntryEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "event of a register entry"
        verbose_name_plural = "events of register entries"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on}"
