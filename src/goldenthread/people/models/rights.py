"""What the family agreed to, who decides for a young person, and what only named posts may see."""

from __future__ import annotations

from django.db import models

from goldenthread.organisations.models import Post
from goldenthread.people.models.family import Carer
from goldenthread.people.models.spans import Span


class Consent(Span):
    """An answer for one purpose (rules/data/purposes.yaml), by whoever may give it. A new one ends the one before."""

    class Answer(models.TextChoices):
        GIVEN = "given", "Agreed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    purpose = models.CharField(max_length=24)
    answer = models.CharField(max_length=9, choices=Answer.choices)
    # Empty: the young person gave it.
    carer = models.ForeignKey(
        Carer, null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    how = models.CharField("how it was given", max_length=200)

    def __str__(self) -> str:
        return f"Consent of {self.person_id}"


class CapacityNote(Span):
    """Whether a young person can take one decision for themselves (Mental Capacity Act 2005), and who does if not.

    Only a note that `covers_case` gives somebody else the letters and the answers of the whole case.
    """

    matter = models.CharField("the decision", max_length=200)
    has_capacity = models.BooleanField("can decide for themselves")
    covers_case = models.BooleanField("holds for all decisions of the EHC case", default=False)
    judged_by = models.CharField("who judged it, and how", max_length=300)
    representative = models.ForeignKey(
        Carer, null=True, blank=True, on_delete=models.PROTECT, related_name="represents"
    )

    def __str__(self) -> str:
        return f"Capacity of {self.person_id}"


class Protection(Span):
    """Something of a record that only named posts may see, and that leaves it by no letter, copy, list or search."""

    what = models.CharField(max_length=7)
    why = models.CharField(max_length=8)
    posts = models.ManyToManyField(Post, related_name="protections")
    ended_why = models.CharField("why it ended", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Protection of {self.person_id}"
