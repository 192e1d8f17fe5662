"""A child or young person, and the keys by which a name is found."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, scope: Scope) -> Self:
        """The children whose record the scope may read: of its areas, its school, its network, or opened."""
        from goldenthread.people.permissions import seen_by

        return self.filter(seen_by(scope))

    def kept(self) -> Self:
        """Without the records that were merged into another."""
        return self.filter(merged_into=None)


class Person(models.Model):
    """A child or young person, in the area whose council is responsible.

    Names stand as the law has them; `used_*` are what the child is called, where that differs. Numbers are kept
    without blanks. `upn_unknown` says why neither UPN nor ULN is known. Codes: rules/data/codes.yaml.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="persons")
    legal_forenames = models.CharField(max_length=100)
    legal_surname = models.CharField(max_length=100)
    used_forename = models.CharField(max_length=100, blank=True)
    used_surname = models.CharField(max_length=100, blank=True)
    born = models.DateField("date of birth")
    sex = models.CharField(max_length=1, blank=True)
    upn = models.CharField("UPN", max_length=13, blank=True)
    former_upn = models.CharField("former UPN", max_length=13, blank=True)
    uln = models.CharField("ULN", max_length=10, blank=True)
    upn_unknown = models.CharField("why no UPN or ULN is known", max_length=4, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField("first language", max_length=60, blank=True)
    interpreter = models.CharField(
        "interpreter or other help to communicate", max_length=120, blank=True
    )
    free_meals = models.CharField("free school meals", max_length=3, blank=True)
    free_meals_as_at = models.DateField("free school meals as at", null=True, blank=True)
    died_on = models.DateField("date of death", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["legal_surname", "legal_forenames", "pk"]
        indexes = [
            models.Index(fields=["area", "legal_surname", "legal_forenames", "id"], name="people_by_name"),
            models.Index(fields=["area", "born"], name="people_by_birth"),
            models.Index(fields=["upn"], name="people_by_upn", condition=~Q(upn="")),
            models.Index(fields=["uln"], name="people_by_uln", condition=~Q(uln="")),
            models.Index(fields=["nhs_number"], name="people_by_nhs_number", condition=~Q(nhs_number="")),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["area", "made_by", "sent_key"], name="people_sent_once"),
            models.CheckConstraint(
                condition=Q(upn_unknown="") | Q(upn="", uln=""), name="people_upn_or_why_not"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @cached_property
    def reference(self) -> str:
        """What stands for the child outside the record, in notices, calendars and logs: `P-1024`."""
        return f"P-{self.pk}"

    @property
    def called(self) -> str:
        """The name that the child goes by."""
        return f"{self.used_forename or self.legal_forenames} {self.used_surname or self.legal_surname}"

    @property
    def listed(self) -> str:
        """The same, surname first, for lists."""
        return f"{self.used_surname or self.legal_surname}, {self.used_forename or self.legal_forenames}"


class NameKey(models.Model):
    """A word of one of a child's names, plain or by its sound: how a name is found however it is spelt."""

    class Kind(models.TextChoices):
        WORD = "word", "Word"
        SOUND = "sound", "Sound"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_keys")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    key = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["area", "kind", "key", "person"], name="people_name_key")]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="people_name_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
