"""The audit trail's two tables. Both only ever grow: see migration 0002 for what holds them to it.

Plain columns, no foreign keys: an entry outlives whatever it speaks of, and nothing can cascade into it.
Keys and names of fields only, never what a field held: erasing a person leaves the trail whole.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Ways to find entries."""

    def visible_to(self, scope: Scope) -> Self:
        """Entries of the areas where the scope may read the trail.

        Entries of no area (sign-ins, refused sign-ins) need a right of their own.
        """
        shown = Q(area_id__in=scope.areas_with("audit.view"))
        if scope.has("audit.view_sign_ins"):
            shown |= Q(area_id=None)
        return self.filter(shown)

    def about(self, target_type: str, target_id: str) -> Self:
        """Entries about one record, named as `AuditEntry` names it."""
        return self.filter(target_type=target_type, target_id=target_id)


class AuditEntry(models.Model):
    """Who did what to which record, when, through which posts, from where, and how it ended.

    `post_ids` and `fields` are lists joined by commas. A read of a list is one entry: `count` says how many
    records it showed and `ids_hash` (SHA-256, see audit.digests) proves which ones.
    """

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Failed"

    at = models.DateTimeField(default=clock.now)
    user_id = models.BigIntegerField(null=True)
    post_ids = models.TextField(blank=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.CharField(max_length=100, blank=True)
    area_id = models.BigIntegerField(null=True)
    fields = models.TextField(blank=True)
    count = models.PositiveIntegerField(null=True)
    ids_hash = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"
        indexes = [
            # Every page of the trail is asked for by area, newest first.
            models.Index(fields=["area_id", "at", "id"], name="access_audit_area"),
            models.Index(fields=["user_id", "area_id", "at"], name="access_audit_user"),
            models.Index(fields=["target_type", "target_id", "at"], name="access_audit_target"),
            models.Index(fields=["action", "at"], name="access_audit_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}".rstrip()


class AuditSeal(models.Model):
    """One link of the hash chain: the entry's place in it, its digest, and the chain up to here.

    `position` counts from 1 without gaps, in the order of sealing, which on PostgreSQL need not be the order
    of ids: a row that commits late simply gets a later position.
    """

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        verbose_name = "audit seal"

    def __str__(self) -> str:
        return f"{self.position}: entry {self.entry_id}"
