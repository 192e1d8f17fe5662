"""When schools are open: the terms that a council publishes for a year, and a setting's own where they differ."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from goldenthread.access.scope import Scope
from goldenthread.organisations.models.places import LocalArea, Organisation


class SchoolYearQuerySet(models.QuerySet["SchoolYear"]):
    def visible_to(self, scope: Scope) -> Self:
        """Those of the areas in which the scope holds any post at all: a council publishes them."""
        return self.filter(area__in={grant.area_id for grant in scope.grants})


class SchoolYear(models.Model):
    """The terms of one school year in an area: of its schools, or with `organisation` of one that differs.

    `year` is that in which it begins: 2026 is 2026/27. `source` says where the days are published.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="school_years")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="school_years"
    )
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SchoolYearQuerySet.as_manager()

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "year"], name="organisations_one_year_a_setting"
            ),
            models.UniqueConstraint(
                fields=["area", "year"], condition=Q(organisation=None), name="organisations_one_year"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02}"


class SchoolTerm(models.Model):
    """One term, or half of one: the first and the last day on which schools are open in it."""

    school_year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "starts_on"], name="organisations_one_term_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="organisations_term_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return self.name
