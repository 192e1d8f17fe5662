"""Links that open one thing to whoever holds them, without an account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.core import clock


class Link(models.Model):
    """One link: what it is for, the one record it opens, until when. The token itself is nowhere kept.

    `token_hash` is the SHA-256 of the token, in hexadecimal: a copy of the database opens nothing. The record
    is a typed reference like the audit trail's, for the room that made the link to resolve.
    """

    purpose = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "link"
        indexes = [
            models.Index(fields=["purpose", "target_type", "target_id"], name="access_link_target")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="access_link_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.target_type} {self.target_id}"
