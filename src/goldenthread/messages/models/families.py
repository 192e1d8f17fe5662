"""What families send by the family page, and the notices that go to them when a stage changes."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.models import Carer, FamilyLink, Person

ANSWER = "family.answer"


class FamilyMessageQuerySet(models.QuerySet["FamilyMessage"]):
    def visible_to(self, scope: Scope) -> Self:
        """Messages about children whose record the scope may read, in the areas where it answers families."""
        return self.filter(
            person__in=Person.objects.visible_to(scope), area__in=scope.areas_with(ANSWER)
        )

    def waiting(self) -> Self:
        """Those that nobody has answered or filed: those with a worry first, then the oldest."""
        return self.filter(state=FamilyMessage.State.WAITING).order_by("-worry", "sent_at", "pk")


class FamilyMessage(models.Model):
    """What one carer, or the young person (no `carer`), sent about one child, and what became of it.

    `topic` is a code of rules/data/families.yaml. `worry`: about somebody's safety, as the sender says or a word in it
    suggests, so that it stands first and is read by `read_by`. `place_told`: when it was answered, the sender might
    know where the child lives and learns; the answer is not shown to somebody who may no longer.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for an answer"
        ANSWERED = "answered", "Answered"
        FILED = "filed", "Read and filed"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="family_messages")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_messages")
    carer = models.ForeignKey(
        Carer, null=True, on_delete=models.PROTECT, related_name="family_messages"
    )
    topic = models.CharField(max_length=16)
    words = models.TextField()
    said_worry = models.BooleanField("the sender is worried about safety", default=False)
    may_name = models.BooleanField("others may be told who sent it", default=False)
    worry = models.BooleanField("read first", default=False)
    sent_at = models.DateTimeField(default=clock.now)
    read_by = models.DateField("to be read by", null=True)
    sent_key = models.UUIDField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    answer = models.TextField(blank=True)
    filed_how = models.CharField("what was done", max_length=300, blank=True)
    place_told = models.BooleanField(default=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="family_answers"
    )
    version = models.PositiveIntegerField(default=1)

    objects = FamilyMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = "message from a family"
        verbose_name_plural = "messages from families"
        indexes = [
            models.Index(
                fields=["area", "sent_at", "id"], name="letters_family_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["person", "carer", "sent_at"], name="letters_family_of_one"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["person", "sent_key"], name="letters_family_sent_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None, answer="", filed_how="")
                | Q(state="answered", settled_at__isnull=False) & ~Q(answer="")
                | Q(state="filed", settled_at__isnull=False) & ~Q(filed_how=""),
                name="letters_family_settled_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What stands for it in lists and notices: `M-1024`."""
        return f"M-{self.pk}"


class StageNotice(models.Model):
    """A mail that says which stage a case has come to, with the reference of the case and nothing of a child.

    One waits for a link at a time; a later stage takes the place of an earlier one that has not gone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits to go"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not sent: the link works no more, or no notice is wanted"
        GIVEN_UP = "given_up", "Could not be sent"

    family_link = models.ForeignKey(FamilyLink, on_delete=models.CASCADE, related_name="sent")
    reference = models.CharField("reference of the case", max_length=24)
    words = models.CharField("the stage in words", max_length=200)
    words_kept = models.CharField("the same without any place", max_length=200, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField("not before", default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "notice of a stage"
        verbose_name_plural = "notices of stages"
        indexes = [
            models.Index(fields=["due_at", "id"], name="letters_notices_due", condition=Q(state="waiting")),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["family_link"], condition=Q(state="waiting"), name="letters_one_notice_waits"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Notice {self.pk}"
