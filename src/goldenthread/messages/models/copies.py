"""The copy of a letter that each recipient gets: its own words, its own envelope, its own day."""

from __future__ import annotations

import hashlib
import json

from django.db import models
from django.db.models import Q

from goldenthread.messages.models.letters import Letter
from goldenthread.organisations.models import Post
from goldenthread.people.models import Carer


class Copy(models.Model):
    """What one recipient gets. Words and envelope are written once with their hash when it goes (ADR 0024).

    A copy is `held` where the address of whoever lives there is protected: it is kept nowhere in this room, and posts
    that may see it write the envelope by hand. `again_of` is the copy that came back, where this one went after it.
    """

    class To(models.TextChoices):
        CARER = "carer", "Carer"
        YOUNG_PERSON = "young_person", "The young person"
        POST = "post", "A post"
        BODY = "body", "Another organisation"

    class Method(models.TextChoices):
        FIRST = "post_first", "First class post"
        SECOND = "post_second", "Second class post"
        HAND = "by_hand", "By hand"
        LINK = "link", "E-mail with a link, without the letter in it"
        COLLECTED = "collected", "Collected"
        HELD = "held", "By post, envelope written by a named post"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="copies")
    to = models.CharField(max_length=12, choices=To.choices)
    carer = models.ForeignKey(
        Carer, null=True, blank=True, on_delete=models.PROTECT, related_name="letter_copies"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="letter_copies"
    )
    name = models.CharField("name on the envelope", max_length=240)
    address = models.TextField("address on the envelope", blank=True)
    held = models.BooleanField("address protected", default=False)
    title = models.CharField(max_length=300)
    words = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=12, choices=Method.choices, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    deemed_served_on = models.DateField("taken as served on", null=True, blank=True)
    served_because = models.CharField("why on that day", max_length=400, blank=True)
    returned_on = models.DateField("came back on", null=True, blank=True)
    returned_why = models.CharField("why it came back", max_length=300, blank=True)
    settled_on = models.DateField("dealt with on", null=True, blank=True)
    settled_how = models.CharField("how it was dealt with", max_length=300, blank=True)
    again_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="sent_again"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "copies"
        indexes = [
            models.Index(
                fields=["returned_on", "id"], name="letters_came_back",
                condition=Q(returned_on__isnull=False, settled_on=None),
            ),
            models.Index(fields=["carer", "sent_on"], name="letters_of_carer"),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(to="carer", carer__isnull=False, post=None)
                | Q(to="post", carer=None, post__isnull=False)
                | Q(to__in=("young_person", "body"), carer=None, post=None),
                name="letters_copy_to_one",
            ),
            models.CheckConstraint(condition=Q(held=False) | Q(address=""), name="letters_held_without_address"),
            models.CheckConstraint(
                condition=Q(sent_on=None, sha256="", method="")
                | Q(sent_on__isnull=False) & ~Q(sha256="") & ~Q(method=""),
                name="letters_copy_frozen_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(sent_on__isnull=False) & ~Q(returned_why=""),
                name="letters_returned_with_a_reason",
            ),
            models.UniqueConstraint(fields=["again_of"], name="letters_sent_again_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Copy {self.pk} of {self.letter_id}"

    @property
    def stands_back(self) -> bool:
        """Whether it came back, and nobody has dealt with that."""
        return self.returned_on is not None and self.settled_on is None

    @property
    def family(self) -> bool:
        """Whether somebody of the family gets it."""
        return self.to in (self.To.CARER, self.To.YOUNG_PERSON)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of what this copy says, under which letterhead, to whom, how it went and on which day."""
        head = self.letter.letterhead.facts
        went = [self.method, self.sent_on.isoformat() if self.sent_on else ""]
        parts = [self.name, self.address, self.title, self.words, head, went]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def intact(self) -> bool:
        """Whether it still says what it said when it went."""
        return self.sent_on is not None and self.sha256 == self.fingerprint
