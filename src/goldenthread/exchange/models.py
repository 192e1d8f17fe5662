"""Each import from upload to undo, as one row that survives a closed browser."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.exchange.kinds import ImportKind, all_kinds, get_kind


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    def visible_to(self, scope: Scope) -> Self:
        """Imports of a kind and an area for which the scope carries the right to import."""
        allowed = [
            Q(kind=kind.code, area_id__in=scope.areas_with(kind.permission)) for kind in all_kinds()
        ]
        return self.filter(reduce(or_, allowed)) if allowed else self.none()


class ImportJob(models.Model):
    """One file on its way in. `found` is what was read from it; `decisions` what the person decided."""

    class State(models.TextChoices):
        PREVIEW = "preview", "Waiting to be confirmed"
        CONFIRMED = "confirmed", "Imported"
        UNDONE = "undone", "Undone"
        DISCARDED = "discarded", "Discarded"

    kind = models.CharField(max_length=40)
    area = models.ForeignKey(
        "organisations.LocalArea", on_delete=models.PROTECT, related_name="import_jobs"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    file_name = models.CharField(max_length=200)
    file_format = models.CharField(max_length=80)
    file_size = models.PositiveIntegerField()
    file_sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="imports/%Y/%m")
    found = models.JSONField()
    decisions = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    target_id = models.BigIntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="preview", closed_at=None)
                | Q(~Q(state="preview"), closed_at__isnull=False),
                name="exchange_import_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "undone"], target_id__isnull=False)
                | Q(state__in=["preview", "discarded"], target_id=None),
                name="exchange_import_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} ({self.get_state_display()})"

    @property
    def shown_name(self) -> str:
        """The file's name, as long as it is kept."""
        return self.file_name or "File no longer kept"

    @property
    def made_id(self) -> int:
        """The id of what a confirmed import made; ValueError before it is confirmed."""
        if self.target_id is None:
            raise ValueError(f"import {self.pk} has made nothing")
        return self.target_id

    @property
    def import_kind(self) -> ImportKind:
        return get_kind(self.kind)
