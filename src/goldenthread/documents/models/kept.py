"""A file that somebody sent in about a child: its row. The bytes lie in the data folder, under a name of their own."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person


class KeptFileQuerySet(models.QuerySet["KeptFile"]):
    def there(self) -> Self:
        """Those that nobody has removed."""
        return self.filter(removed_at=None)


class KeptFile(models.Model):
    """One file as it is kept: cleaned of what says who made it, under a random name, with who sent it.

    It belongs to a record (`owner_type` and `owner_id`, as the audit trail names records), which decides who reads it:
    see keeping.owners. `area` and `person` are empty as long as nobody has said which they are. `kept_by` is empty
    where somebody without an account sent it; `sent_by` says in words who did. Whoever removes a file says why; its
    bytes and its name go, the row stays.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        LETTER = "letter", "Letter"
        PHOTO = "photo", "Photo"
        OTHER = "other", "Something else"

    class Scan(models.TextChoices):
        CLEAN = "clean", "Scanned: nothing found"
        NONE = "none", "Not scanned"

    area = models.ForeignKey(
        LocalArea, null=True, on_delete=models.PROTECT, related_name="kept_files"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="kept_files"
    )
    owner_type = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    name = models.CharField("file name", max_length=160, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField("where the bytes lie", max_length=60, unique=True)
    scan = models.CharField(max_length=10, choices=Scan.choices)
    sent_by = models.CharField(max_length=160, blank=True)
    kept_at = models.DateTimeField(default=clock.now)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_why = models.CharField(max_length=300, blank=True)

    objects = KeptFileQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        indexes = [
            models.Index(fields=["owner_type", "owner_id"], name="documents_kept_owner"),
            # How much came by links of late is asked with each of them.
            models.Index(
                fields=["kept_at"], condition=Q(kept_by=None), name="documents_kept_by_links"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_type", "owner_id", "sha256"],
                condition=Q(removed_at=None),
                name="documents_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_why="")
                | (Q(removed_at__isnull=False, name="") & ~Q(removed_why="")),
                name="documents_kept_removed_why",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def owner(self) -> tuple[str, int]:
        """The record that it belongs to, as the audit trail names it."""
        return (self.owner_type, self.owner_id)
