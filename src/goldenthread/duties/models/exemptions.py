"""Exemptions that are claimed from time limits: one row for each limit, because each limit has grounds of its own."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.duties.models.cases import Case
from goldenthread.organisations.models import Post


class ExemptionClaimQuerySet(models.QuerySet["ExemptionClaim"]):
    def visible_to(self, scope: Scope) -> Self:
        """Claims in the cases of the children whose record the scope may read."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def in_force(self) -> Self:
        """Those that the engine is given: approved, and not withdrawn."""
        return self.filter(state=ExemptionClaim.State.APPROVED)


class ExemptionClaim(models.Model):
    """That a ground made keeping one time limit of a case impractical; `limit` is the id of its rule.

    `until` is the first day on which the ground no longer held: of a closure, the day of opening again. Somebody else
    than who claimed it approves or refuses it, with a reason. `impractical` is what the approver finds shown.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", "Claimed, not decided yet"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exemptions")
    limit = models.CharField(max_length=12)
    ground = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    advice_requested_on = models.DateField(null=True, blank=True)
    cause = models.TextField()
    evidence = models.TextField()
    impractical = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.CLAIMED)
    claimed_at = models.DateTimeField(default=clock.now)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    claimed_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)
    sent_key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    objects = ExemptionClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-claimed_at", "-pk"]
        indexes = [
            models.Index(fields=["claimed_at", "id"], name="duties_exemptions_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "claimed_by", "sent_key"], name="duties_claimed_once"
            ),
            models.UniqueConstraint(
                fields=["case", "limit", "ground", "since"],
                condition=Q(state__in=("claimed", "approved")),
                name="duties_one_claim_stands",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "refused"))
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_why="")
                & ~Q(decided_by=models.F("claimed_by")),
                name="duties_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
                name="duties_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="duties_ground_ends_after"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What stands for it in lists: `X-7`."""
        return f"X-{self.pk}"

    @property
    def stands(self) -> bool:
        """Whether it is neither refused nor withdrawn."""
        return self.state in (self.State.CLAIMED, self.State.APPROVED)
