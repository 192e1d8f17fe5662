"""Records that somebody opened in an emergency, without the right to see them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.access.break_glass.kinds import all_kinds
from goldenthread.access.scope import Scope

REVIEW = "record.review_break_glass"


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    def running(self, moment: datetime) -> Self:
        """Those that open something at that moment."""
        return self.filter(ended_at=None, ends_at__gt=moment)

    def visible_to(self, scope: Scope) -> Self:
        """One's own, those of areas whose openings the scope reviews, and those of records that it owns."""
        seen = Q(area__in=scope.areas_with(REVIEW))
        for openable in all_kinds():
            seen |= Q(kind=openable.kind, area__in=scope.areas_with(openable.owner_right))
        if scope.user_id is not None:
            seen |= Q(user_id=scope.user_id)
        return self.filter(seen)


class BreakGlass(models.Model):
    """One opening: who, which record (named as the audit trail names it), why, until when, and its review.

    `post_ids` are the posts that the person held then, joined by commas: nobody who holds one of them reviews it.
    """

    class Judgement(models.TextChoices):
        RIGHT = "right", "Right"
        NOT_RIGHT = "not_right", "Not right"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.LocalArea", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("kind of record", max_length=60)
    key = models.BigIntegerField("key of the record")
    post_ids = models.TextField()
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField("ended by hand", null=True, blank=True)
    told_at = models.DateTimeField("the owner of the record was told", null=True, blank=True)
    tell_tried_at = models.DateTimeField("telling was last tried", null=True, blank=True)
    review_due = models.DateField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judgement = models.CharField(max_length=10, choices=Judgement.choices, blank=True)
    remarks = models.TextField(blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "emergency opening"
        indexes = [
            models.Index(fields=["user", "ends_at"], name="access_opening_running"),
            models.Index(fields=["area", "-id"], name="access_opening_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")), name="access_opening_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, judgement="", remarks="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                & ~Q(judgement="")
                & ~Q(remarks=""),
                name="access_opening_review_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
                name="access_opening_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"emergency opening {self.pk}"

    @property
    def posts(self) -> frozenset[int]:
        """The posts that the person held when they opened the record."""
        return frozenset(int(one) for one in self.post_ids.split(",") if one)

    @property
    def over_at(self) -> datetime:
        """When it was or will be over."""
        return self.ended_at or self.ends_at
