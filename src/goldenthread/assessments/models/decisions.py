"""The decision whether to assess: the test of the law, the reasons, who decided, and the letter that tells of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.assessments.models.considering import Consideration
from goldenthread.core import clock
from goldenthread.duties.models import Case
from goldenthread.messages.models import Letter
from goldenthread.organisations.models import Post


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, scope: Scope) -> Self:
        """Of the cases of the children whose record the scope may read."""
        return self.filter(consideration__case__in=Case.objects.visible_to(scope))


class Decision(models.Model):
    """Whether the council assesses, as it is written, decided and sent (CFA 2014 s.36(8) and (9)).

    `may_have_needs` and `may_need_plan` answer the two limbs of s.36(8), with words why. `evidence`: codes of
    rules/data/deciding.yaml of what was looked at. `child_heard`: whether the child's own views are in it, with
    `child_words`: these views, or why there are none. `reasons` are what the family is told. It may be changed until
    its letter is sent; who changes it after it was decided undoes that. `notified_on`: the day of the event that meets
    the limit.
    """

    class Outcome(models.TextChoices):
        ASSESS = "assess", "To assess"
        REFUSE = "refuse", "Not to assess"

    class State(models.TextChoices):
        WRITTEN = "written", "Written, not decided yet"
        DECIDED = "decided", "Decided, the family is not told yet"
        NOTIFIED = "notified", "Decided, and the family told"

    consideration = models.OneToOneField(
        Consideration, on_delete=models.CASCADE, related_name="decision"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITTEN)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    may_have_needs = models.BooleanField("has or may have special educational needs")
    needs_words = models.TextField("why the first limb is so")
    may_need_plan = models.BooleanField("provision under a plan may be necessary")
    plan_words = models.TextField("why the second limb is so")
    evidence = models.JSONField("evidence looked at", default=list)
    evidence_words = models.TextField("what else was looked at", blank=True)
    child_heard = models.BooleanField("the child’s views are known")
    child_words = models.TextField("the child’s views, or why there are none")
    reasons = models.TextField("reasons for the family")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions_to_assess"
    )
    letter = models.ForeignKey(
        Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    notified_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["decided_on", "id"], name="assessments_not_told", condition=Q(state="decided")
            )
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(state="written", decided_on=None, decided_post=None)
                | ~Q(state="written") & Q(decided_on__isnull=False),
                name="assessments_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="notified", notified_on__isnull=False)
                | ~Q(state="notified") & Q(notified_on=None),
                name="assessments_told_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

    @property
    def refuses(self) -> bool:
        """Whether it is a refusal, against which the family may appeal."""
        return self.outcome == self.Outcome.REFUSE

    @property
    def sent(self) -> bool:
        """Whether the family was told: from then on only another decision can say otherwise."""
        return self.state == self.State.NOTIFIED
