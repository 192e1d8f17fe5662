"""Tokens by which another system of an organisation reads plans. None of them opens a page."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models.places import LocalArea, Organisation

KEEP = "token.manage"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, scope: Scope) -> Self:
        """Tokens that read an area where the scope keeps tokens."""
        return self.filter(areas__in=scope.areas_with(KEEP)).distinct()


class ApiToken(models.Model):
    """What one organisation's system may read, until when. The token itself is nowhere kept.

    `role` is one of roles.yaml that tokens hold. `mark` stands readably in the token, so that one that turns up
    somewhere can be told and ended; `token_hash` is the SHA-256 of the whole, in hexadecimal. It opens those of
    its areas that the organisation still serves. `sent_key` comes from the form, so that a form sent twice makes
    one token.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="api_tokens"
    )
    purpose = models.CharField("what it is for", max_length=120)
    role = models.CharField(max_length=40)
    areas = models.ManyToManyField(LocalArea, related_name="api_tokens")
    mark = models.CharField(max_length=12, unique=True)
    token_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField()
    expires_on = models.DateField("last day")
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_key = models.UUIDField(unique=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        verbose_name_plural = "API tokens"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("made_on")), name="organisations_token_dates"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="organisations_token_revoked_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.mark})"

    @property
    def role_title(self) -> str:
        return rolebook().role(self.role).title

    def works(self, on: date) -> bool:
        """Whether it has neither ended nor been revoked on that day; the last day counts."""
        return self.revoked_at is None and on <= self.expires_on
