"""Where a child lives, and where a child learns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.organisations.models import Organisation
from goldenthread.people.models.spans import Span


class Address(Span):
    """An address from one day to another. `council` is the ONS code of the council in whose area it lies.

    `council_how` says where that is from: found by the postcode, or said by a person, who answers for it.
    """

    class How(models.TextChoices):
        POSTCODE = "postcode", "Found by the postcode"
        SAID = "said", "Said by a person"
        UNKNOWN = "unknown", "Not known"

    kind = models.CharField(max_length=12)
    lines = models.TextField("address")
    postcode = models.CharField(max_length=8, blank=True)
    council = models.CharField("council of the address", max_length=9, blank=True)
    council_how = models.CharField(max_length=8, choices=How.choices, default=How.UNKNOWN)
    version = models.PositiveIntegerField(default=1)

    class Meta(Span.Meta):
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"Address of {self.person_id}"


class SettingStay(Span):
    """A place where the child learns, or what stands in its stead, from one day to another (SEN2 PlacementDetail).

    Named by our own directory (`organisation`) or by `name`, with its URN or UKPRN; or, where it has none, by
    `sen_setting`. `rank`: 1 primary, 2 secondary. `phase` is what kind of setting it is for the child.
    """

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="stays"
    )
    name = models.CharField(max_length=160, blank=True)
    urn = models.CharField("URN", max_length=6, blank=True)
    ukprn = models.CharField("UKPRN", max_length=8, blank=True)
    sen_setting = models.CharField(
        "what stands in the place of a setting", max_length=4, blank=True
    )
    sen_setting_other = models.CharField("in words", max_length=160, blank=True)
    phase = models.CharField("kind of setting", max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    sen_unit = models.BooleanField("in a SEN unit", default=False)
    resourced = models.BooleanField("in resourced provision", default=False)
    residential = models.CharField(max_length=1, blank=True)
    work_based = models.CharField("work-based learning", max_length=14, blank=True)
    year_group = models.SmallIntegerField("national curriculum year", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Span.Meta):
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(condition=Q(rank__in=(1, 2)), name="people_settingstay_rank"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name="") | ~Q(sen_setting=""),
                name="people_settingstay_named",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "ends_on"], name="people_stays_of_setting")]

    def __str__(self) -> str:
        return f"Setting of {self.person_id}"
