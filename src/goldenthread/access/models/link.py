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


class LinkCode(models.Model):
    """The code that a link needs: where it goes, which staff verified before, and the hash of the newest one.

    The contact is bound to the link when it is made. `code_hash` is keyed with the secret of the installation:
    a million codes can be listed. It is empty while none is good. `wrong_count` is over the whole life of the
    link, which ends with too many.
    """

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="code")
    contact = models.EmailField(max_length=254)
    verified_by_id = models.BigIntegerField()
    verified_at = models.DateTimeField()
    verified_how = models.CharField(max_length=40)
    code_hash = models.CharField(max_length=64, blank=True)
    code_ends_at = models.DateTimeField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=0)
    sent_count = models.PositiveSmallIntegerField("sent within the hour", default=0)
    hour_began_at = models.DateTimeField(null=True)
    wrong_count = models.PositiveSmallIntegerField("wrong codes in all", default=0)
    sent_today = models.PositiveSmallIntegerField("sent within the day", default=0)
    day_began_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "code of a link"

    def __str__(self) -> str:
        return f"code of link {self.link_id}"


class LinkNumber(models.Model):
    """The number that a link needs where nobody of the staff has verified an address: shown once to its maker.

    `number_hash` is slow to try, like that of a password: a million numbers can be listed. Without tries left the
    link has ended.
    """

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="number")
    number_hash = models.CharField(max_length=128)
    tries_left = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "number of a link"

    def __str__(self) -> str:
        return f"number of link {self.link_id}"
