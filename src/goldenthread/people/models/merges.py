"""Two records of one child made one, so that it can be undone; and two that somebody said are of two children."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.core import clock
from goldenthread.people.models.person import Person


class Merge(models.Model):
    """`gone` was merged into `kept`.

    `moved` holds, table by table and key by key, what columns of rows became another, with the value before and after;
    and, under `rooms`, what rooms above moved. `before` holds the same of the columns of `kept`, and under `guard` what
    was protected and restricted on it afterwards, against which undoing it is checked.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged")
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    why = models.CharField("how it was known that they are one child", max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="people_merge_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="people_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class NotSame(models.Model):
    """Two records that look alike, of which somebody said that they are two children. The lower key stands first."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="unlike_after")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="unlike_before")
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="people_not_same_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="people_not_same_order"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
