"""Who cares for a child, what each may be told, how they are reached; brothers and sisters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models.person import Person
from goldenthread.people.models.spans import Span


class Carer(models.Model):
    """A grown-up of a family. One for all of their children, so that a number is changed once."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="carers")
    title = models.CharField(max_length=20, blank=True)
    forename = models.CharField(max_length=100)
    surname = models.CharField(max_length=100)
    language = models.CharField(max_length=60, blank=True)
    needs = models.CharField("what they need to take part", max_length=300, blank=True)
    postal_address = models.TextField("where they get post", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["surname", "forename", "pk"]

    def __str__(self) -> str:
        return f"Carer {self.pk}"

    @property
    def called(self) -> str:
        """The name on an envelope."""
        return " ".join(part for part in (self.title, self.forename, self.surname) if part)


class CarerLink(Span):
    """What a grown-up is to a child, and what they may be told about the child.

    `restriction`: what letters and pages must obey; `basis` says on what it rests, such as an order of a court.
    The days of what it rests on lift nothing by themselves: a restriction is obeyed until somebody takes it away.
    `sent_key` is the form's own, so that the same form makes no second carer.
    """

    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="links")
    relation = models.CharField(max_length=16)
    parental_responsibility = models.CharField(max_length=7)
    lives_with = models.BooleanField("the child lives with them", default=False)
    shared_care = models.CharField("how care is shared", max_length=200, blank=True)
    gets_letters = models.BooleanField("gets letters", default=True)
    restriction = models.CharField(max_length=14, default="none")
    basis = models.CharField("what the restriction rests on", max_length=300, blank=True)
    restricted_from = models.DateField("restricted from", null=True, blank=True)
    restricted_until = models.DateField("last day of what it rests on", null=True, blank=True)
    sent_key = models.UUIDField(null=True, blank=True)

    class Meta(Span.Meta):
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "carer"], condition=Q(ends_on=None), name="people_carer_once"
            ),
            models.UniqueConstraint(fields=["person", "sent_key"], name="people_carer_sent_once"),
            models.CheckConstraint(
                condition=Q(restriction="none") | ~Q(basis=""), name="people_restriction_with_a_basis"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Carer {self.carer_id} of {self.person_id}"


class ContactPoint(models.Model):
    """A number or an address by which a carer, or the young person, is reached. Codes go only to a verified one."""

    carer = models.ForeignKey(
        Carer, null=True, blank=True, on_delete=models.CASCADE, related_name="contact_points"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="contact_points"
    )
    kind = models.CharField(max_length=6)
    value = models.CharField(max_length=200)
    preferred = models.BooleanField(default=False)
    verified_on = models.DateField(null=True, blank=True)
    verified_how = models.CharField(max_length=120, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-preferred", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(carer=None, person__isnull=False) | Q(carer__isnull=False, person=None),
                name="people_contact_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Contact {self.pk}"


class Sibling(models.Model):
    """Two children of one family; the lower key stands first, so that a pair stands once."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="siblings_after")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="siblings_before")
    kind = models.CharField(max_length=9)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="people_siblings_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="people_siblings_order"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Siblings {self.first_id} and {self.second_id}"
