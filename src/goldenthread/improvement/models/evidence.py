"""Evidence, and what it shows: a milestone reached, a criterion met, a claim about the partnership."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.improvement.models.criteria import SuccessCriterion
from goldenthread.improvement.models.delivery import Milestone
from goldenthread.improvement.models.told import Told
from goldenthread.organisations.models import LocalArea, Post


class EvidenceItemQuerySet(models.QuerySet["EvidenceItem"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(area__in=scope.areas_with("evidence.view"))


class EvidenceItem(Told):
    """One piece of evidence: what it is, where it is kept, how old and how strong it is, and who checked it.

    `type` and `strength` are codes of rules/data/evidence.yaml. The reviewer is never the one who added it.
    """

    class Review(models.TextChoices):
        WAITING = "waiting", "Not reviewed yet"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Not accepted"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    type = models.CharField(max_length=20)
    strength = models.CharField(max_length=20)
    source = models.CharField("who or what it comes from", max_length=300)
    dated = models.DateField("the day it speaks of")
    kept_at = models.CharField("where it is kept", max_length=500)
    shows = models.TextField("what it shows")
    may_publish = models.BooleanField("may be made public", default=False)
    review = models.CharField(max_length=8, choices=Review.choices, default=Review.WAITING)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EvidenceItemQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-pk"]
        indexes = [
            models.Index(fields=["area", "-dated", "-id"], name="improvement_evidence_dated")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(review="waiting", reviewed_on=None, reviewed_by=None)
                | Q(~Q(review="waiting"), reviewed_on__isnull=False, reviewed_by__isnull=False),
                name="improvement_evidence_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceEvent(Told):
    """What somebody did to a piece of evidence; never changed. `note` is what a reviewer said then."""

    class Kind(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        REOPENED = "reopened", "Changed, so it is to be reviewed again"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Not accepted"

    evidence = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.get_kind_display()}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(area__in=scope.areas_with("evidence.view"))


class Claim(Told):
    """What the partnership says of itself in its self-evaluation: a strength or a weakness, shown by evidence.

    `strand` is a code of rules/data/self_evaluation.yaml. A claim no longer held is withdrawn, with the reason.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        WEAKNESS = "weakness", "Weakness"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    strand = models.CharField(max_length=30)
    text = models.TextField()
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["strand", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why=""),
                name="improvement_claim_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class StandingUses(models.Manager["EvidenceUse"]):
    """The uses that somebody has not taken back."""

    def get_queryset(self) -> models.QuerySet[EvidenceUse]:
        return super().get_queryset().filter(ended_at=None)


class EvidenceUse(models.Model):
    """What a piece of evidence is held to show: exactly one of a milestone, a criterion or a claim.

    Milestones and criteria are those of the thread, so that evidence stays through the versions of a plan. A use
    that was taken back is kept, because a plan that had ended by then still shows it: `ever` has these too.
    """

    evidence = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="uses")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_uses"
    )
    criterion = models.ForeignKey(
        SuccessCriterion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence_uses",
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_uses"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField("taken back", null=True, blank=True)
    ended_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = StandingUses()
    ever = models.Manager["EvidenceUse"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_post=None)
                | Q(ended_at__isnull=False, ended_post__isnull=False),
                name="improvement_evidence_use_ended",
            ),
            models.CheckConstraint(
                condition=Q(milestone__isnull=False, criterion=None, claim=None)
                | Q(milestone=None, criterion__isnull=False, claim=None)
                | Q(milestone=None, criterion=None, claim__isnull=False),
                name="improvement_evidence_shows_one_thing",
            ),
            models.UniqueConstraint(
                fields=["evidence", "milestone"],
                condition=Q(ended_at=None),
                name="improvement_evidence_milestone_once",
            ),
            models.UniqueConstraint(
                fields=["evidence", "criterion"],
                condition=Q(ended_at=None),
                name="improvement_evidence_criterion_once",
            ),
            models.UniqueConstraint(
                fields=["evidence", "claim"],
                condition=Q(ended_at=None),
                name="improvement_evidence_claim_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} used"
