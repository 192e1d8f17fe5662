"""What the council does with a request before it decides: whom it tells, and what the family answers."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.duties.models import Case
from goldenthread.messages.models import Letter
from goldenthread.organisations.models import LocalArea, Organisation, Post
from goldenthread.people.models import Carer


class ConsiderationQuerySet(models.QuerySet["Consideration"]):
    def visible_to(self, scope: Scope) -> Self:
        """Of the cases of the children whose record the scope may read."""
        return self.filter(case__in=Case.objects.visible_to(scope))


class Consideration(models.Model):
    """One time that a council considers whether to assess a child; one is open in a case at a time.

    `since` is the day from which its six weeks run. `ended_on`: the day on which the family was sent the decision, or
    from which another request began the next one.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="considerations")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="considerations")
    since = models.DateField("asked, or responsible, since")
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ConsiderationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="assessments_one_considered"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("since")),
                name="assessments_considered_until",
            ),
        ]

    def __str__(self) -> str:
        return f"Consideration {self.pk} in {self.case_id}"

    def save_next(self, *fields: str) -> None:
        """Save these columns as the next version; the action records it."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


class Notice(models.Model):
    """Whom a letter at the start of a case was written for. `party` is a code of rules/data/telling.yaml.

    The family's letter goes to whomever people's rules name; any other to a post or, where it has none, an
    organisation. When it went, the letter tells.
    """

    consideration = models.ForeignKey(
        Consideration, on_delete=models.CASCADE, related_name="notices"
    )
    party = models.CharField(max_length=16)
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="notices")
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "party"], name="assessments_notice_once"),
            models.CheckConstraint(
                condition=Q(post=None) | Q(organisation=None), name="assessments_notice_to_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"


class FamilyAnswer(models.Model):
    """What the parent or the young person said to whether an assessment is needed, and on which day.

    `carer` is empty where the young person said it. `how` is a code of rules/data/telling.yaml.
    """

    consideration = models.ForeignKey(
        Consideration, on_delete=models.CASCADE, related_name="answers"
    )
    on = models.DateField("day")
    how = models.CharField(max_length=10)
    carer = models.ForeignKey(
        Carer, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_to_council"
    )
    words = models.TextField("what they said")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_key = models.UUIDField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consideration", "written_by", "sent_key"], name="assessments_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
