"""A letter about a child, as it is drafted and until it has gone; its copies are kept beside it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.messages.models.letterheads import AgreedStatement, CouncilLetterhead
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.models import Person


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, scope: Scope) -> Self:
        """Letters about the children whose record the scope may read, in the areas where it reads letters."""
        return self.filter(
            person__in=Person.objects.visible_to(scope), area__in=scope.areas_with("letter.view")
        )


class Letter(models.Model):
    """One letter about one child, written once and sent to each recipient as a copy of their own.

    `kind` is a code of the letter templates of `documents`. `about_type` and `about_id` name what it is about in the
    room that drafted it, such as a decision. `facts` are what that room gave for its words, without the council's own,
    which stand in `letterhead`, nor anything of a recipient's. `statement`: the agreed one that it says, where it says
    one. `send_key` is that of the form that sent it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready to send"
        SENT = "sent", "Sent"
        WITHDRAWN = "withdrawn", "Withdrawn"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=40)
    about_type = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)
    letterhead = models.ForeignKey(
        CouncilLetterhead, on_delete=models.PROTECT, related_name="letters"
    )
    statement = models.ForeignKey(
        AgreedStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="letters_written")
    sent_on = models.DateField("the last day on which a copy went", null=True, blank=True)
    sent_at = models.DateTimeField("when it was recorded", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="letters_sent"
    )
    withdrawn_why = models.CharField("why it was withdrawn", max_length=300, blank=True)
    sent_key = models.UUIDField()
    send_key = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["area", "state", "made_at", "id"], name="letters_by_state"),
            models.Index(fields=["about_type", "about_id"], name="letters_about"),
            models.Index(fields=["person", "state"], name="letters_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "made_by", "sent_key"], name="letters_made_once"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_on__isnull=False) | ~Q(state="sent") & Q(sent_on=None),
                name="letters_sent_with_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why=""), name="letters_withdrawn_with_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What stands for the letter in notices and lists: `L-1024`."""
        return f"L-{self.pk}"

    @property
    def made_on(self) -> date:
        """The day on which it was written, by the clock of England."""
        return timezone.localdate(self.made_at)

    @property
    def open(self) -> bool:
        """Whether its words can still be changed."""
        return self.state in (self.State.DRAFT, self.State.READY)

    def step(self, *fields: str) -> None:
        """Save these columns as the next version; the action that changed them has recorded it."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])
