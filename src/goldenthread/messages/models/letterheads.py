"""What letters say of the council and of those to whom families can turn, and what it says of delays."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post


class CouncilLetterheadQuerySet(models.QuerySet["CouncilLetterhead"]):
    def visible_to(self, scope: Scope) -> Self:
        """Letterheads of the areas where the scope writes letters or sets what they say."""
        return self.filter(area__in=scope.areas_with("letter.view"))


class CouncilLetterhead(models.Model):
    """One version of a council's letterhead. The newest is in force; a letter keeps the one it was written under.

    `facts`: for each letterhead fact of the letter templates its words, such as the telephone number of the service
    that gives families impartial advice. None of them is about a child.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="letterheads")
    number = models.PositiveIntegerField("version")
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CouncilLetterheadQuerySet.as_manager()

    class Meta:
        ordering = ["area", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="letters_letterhead_once")
        ]

    def __str__(self) -> str:
        return f"Letterhead {self.number} of area {self.area_id}"


class AgreedStatementQuerySet(models.QuerySet["AgreedStatement"]):
    def visible_to(self, scope: Scope) -> Self:
        """Statements of the areas where the scope reads letters."""
        return self.filter(area__in=scope.areas_with("letter.view"))


class AgreedStatement(models.Model):
    """What the council says to families about delays, from one day to another: written by one, agreed by another.

    Agreed words are never changed; a new version takes their place. `first` is the first version of the statement,
    empty on that one itself.
    """

    class Audience(models.TextChoices):
        FAMILIES = "families", "Parents and carers"
        YOUNG_PEOPLE = "young", "Young people"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="statements")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    title = models.CharField("what it is about", max_length=160)
    first = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later"
    )
    number = models.PositiveIntegerField("version of the statement", default=1)
    words = models.TextField()
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    sent_key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    objects = AgreedStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="letters_statement_days"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None) | Q(agreed_at__isnull=False),
                name="letters_statement_agreed",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("made_by")), name="letters_statement_by_two"
            ),
            models.UniqueConstraint(fields=["area", "made_by", "sent_key"], name="letters_statement_sent_once"),
            models.UniqueConstraint(fields=["first", "number"], name="letters_statement_version_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Statement {self.pk}"
