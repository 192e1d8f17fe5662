"""A document and its frozen versions. A version's row is written once; the database refuses to change it."""

from __future__ import annotations

import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.models import LocalArea, Post


def sha256_of(body: str) -> str:
    """The SHA-256 of the body's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def _readable(scope: Scope, prefix: str = "") -> Q:
    """Documents whose own right the scope carries in their area."""
    found = Q(pk__in=())
    for right in rolebook().permissions:
        if areas := scope.areas_with(right):
            found |= Q(**{f"{prefix}right": right, f"{prefix}area__in": areas})
    return found


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(_readable(scope))


class Document(models.Model):
    """One paper through all its versions. What is still being written is kept by the room that writes it.

    `right` is the name (in roles.yaml) of the right that it takes to read the paper in its area.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    right = models.CharField(max_length=60)
    title = models.CharField(max_length=300)

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(_readable(scope, "document__"))


class Snapshot(models.Model):
    """One version as it was frozen: its words, their hash, what they rest on, and who froze them.

    The newest version of a document is final; those before it are superseded.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField("version")
    title = models.CharField(max_length=300)
    body = models.TextField("the document as HTML, without the page around it")
    sha256 = models.CharField(max_length=64)
    as_at = models.DateField("the day for which statuses were worked out")
    cut_off = models.DateTimeField("the last change that it knows of", null=True)
    source_version = models.CharField("version of what it reports on", max_length=120, blank=True)
    change_notes = models.TextField(blank=True)
    frozen_at = models.DateTimeField()
    frozen_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Its room keeps who took the words out, and why.
    redacted_at = models.DateTimeField("when its words were taken out for good", null=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="documents_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def intact(self) -> bool:
        """Whether the words are still those that were frozen."""
        return sha256_of(self.body) == self.sha256


class Clearance(models.Model):
    """A named person answered for words that become public: for these words, and under this version of the check.

    `answers` has one entry for each finding: its key, its kind and why it may stand. What was found stands in the
    words themselves, which their hash names. A row is written once; other words need another.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, db_index=True)
    check_version = models.CharField(max_length=80)
    answers = models.JSONField(default=list, blank=True)
    cleared_at = models.DateTimeField()
    cleared_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"clearance of {self.sha256[:12]}"
