"""What many facts of a record share: the child, the days between which it held, and who wrote it down."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.core import clock


class SpanQuerySet(models.QuerySet["Span"]):
    def on(self, day: date) -> Self:
        """Those that held on that day; both end days count, and a day that nobody knows is no limit."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Span(models.Model):
    """A fact about a child from one day to another. `starts_on` is empty where nobody knows since when."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = [F("starts_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="people_%(class)s_days",
            )
        ]
