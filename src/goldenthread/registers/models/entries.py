"""An entry of a register: the columns that every register has, and the answers that its definition asks for."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.registers.models.matrices import MatrixVersion
from goldenthread.registers.rules.definitions import registers


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, scope: Scope) -> Self:
        """Entries of areas where the scope may read that register, and those that it has opened in an emergency."""
        seen = Q(pk__in=scope.opened("registers.entry"))
        for definition in registers().values():
            areas = scope.areas_with(definition.rights.view)
            seen |= Q(register=definition.code, area__in=areas)
        return self.filter(seen)


class Entry(models.Model):
    """One entry, such as a risk. What it is called, which states it has and what it asks is the register's.

    `score` and `band` repeat the present position, so that lists sort and filter without a join: 0 and
    empty while it is not scored. `level` is the step of the ladder that owes an answer, 0 when nobody does.
    `answered` repeats what came back last and from which step; it stands until the entry is scored anew.
    `sent_key` comes from the form, so that a form sent twice makes one entry.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="entries")
    register = models.SlugField(max_length=60)
    kind = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    answers = models.JSONField(default=dict)
    definition_version = models.CharField(max_length=20)
    state = models.SlugField(max_length=20)
    owner = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="entries_owned"
    )
    raised_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="entries_raised")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_on = models.DateField()
    score = models.PositiveSmallIntegerField("score now", default=0)
    band = models.SlugField("band now", max_length=20, blank=True)
    matrix = models.ForeignKey(
        MatrixVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name="matrix of the score now",
    )
    review_due = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    level = models.PositiveSmallIntegerField("escalated to step", default=0)
    escalated_on = models.DateField(null=True, blank=True)
    answer_due = models.DateField(null=True, blank=True)
    answered = models.CharField(
        "what came back last", max_length=10, blank=True,
        choices=[("answered", "Answered"), ("sent_back", "Sent back")],
    )  # fmt: skip
    answered_level = models.PositiveSmallIntegerField("answered by step", default=0)
    answered_on = models.DateField(null=True, blank=True)
    answer_stands = models.BooleanField("not scored anew since", default=False)
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    sent_key = models.UUIDField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "register entry"
        verbose_name_plural = "register entries"
        indexes = [
            models.Index(
                F("area"), F("register"), F("score").desc(), F("id").desc(),
                name="registers_by_score",
            ),
            models.Index(
                fields=["area", "register", "state", "review_due", "id"],
                name="registers_by_review",
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["area", "register", "reference"], name="registers_reference_once"
            ),
            models.UniqueConstraint(
                fields=["area", "register", "raised_by", "sent_key"], name="registers_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_why="")
                | Q(closed_on__isnull=False) & ~Q(closed_why=""),
                name="registers_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(level=0, escalated_on=None, answer_due=None)
                | Q(level__gt=0, escalated_on__isnull=False, answer_due__isnull=False),
                name="registers_escalated_with_a_date",
            ),
            models.CheckConstraint(
                condition=Q(level=0) | Q(closed_on=None),
                name="registers_closed_after_the_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered="", answered_level=0, answered_on=None, answer_stands=False)
                | ~Q(answered="") & Q(answered_level__gt=0, answered_on__isnull=False),
                name="registers_answered_by_a_step",
            ),
            models.CheckConstraint(
                condition=Q(score=0, band="", matrix=None)
                | Q(score__gt=0, matrix__isnull=False) & ~Q(band=""),
                name="registers_scored_with_a_matrix",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class EntryScore(models.Model):
    """The score of one position of an entry (before controls, now, aimed at), and the matrix it was given with.

    `likelihood` and `impact` count from 1, from the lowest of the matrix.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scores")
    position = models.SlugField(max_length=20)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    band = models.SlugField(max_length=20)
    matrix = models.ForeignKey(MatrixVersion, on_delete=models.PROTECT, related_name="scores")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "position"], name="registers_position_scored_once"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__gt=0, impact__gt=0, score__gt=0),
                name="registers_score_counts_from_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.reference}, {self.position}: {self.score}"
