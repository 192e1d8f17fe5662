"""To whom of a family a link to the family page was given: one carer of one child, or the young person."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from goldenthread.access.models import Link
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models.family import CarerLink, ContactPoint
from goldenthread.people.models.person import Person


class FamilyLinkQuerySet(models.QuerySet["FamilyLink"]):
    def living(self) -> Self:
        """Those whose link still opens something, as far as the rows tell: `rules.family_links` decides."""
        return self.filter(
            ended_why="", link__used_at=None, link__revoked_at=None,
            link__expires_at__gt=clock.now(),
        )  # fmt: skip


class FamilyLink(models.Model):
    """A link to the family page: for whom it is, to which contact point its codes go, and whether notices go there.

    `carer_link` is empty where it is the young person's own. `area` is the child's when it was given: a record that
    passes to another area takes no link with it. `site` is the address of the product as whoever asked for notices saw
    it: what sends them later has no page to take it from. `checked_on` is the last day on which the night looked
    whether it may still be; each request looks for itself. `ended_why` is a code of family_links.yaml, empty while it
    works.
    """

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="family")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="family_links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="family_links")
    carer_link = models.ForeignKey(
        CarerLink, null=True, on_delete=models.CASCADE, related_name="family_links"
    )
    contact = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="family_links")
    notices = models.BooleanField("wants a mail when the stage changes", default=False)
    site = models.CharField("where its pages are", max_length=200, blank=True)
    checked_on = models.DateField()
    ended_why = models.CharField(max_length=12, blank=True)

    objects = FamilyLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "link to the family page"
        verbose_name_plural = "links to the family page"
        indexes = [
            models.Index(fields=["checked_on", "id"], name="people_family_unlooked", condition=Q(ended_why="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Family link {self.pk}"
