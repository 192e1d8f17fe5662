"""Who holds a post. Rights belong to the post, and a person has them while a membership runs."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.organisations.models.places import Post


def running(on: date, prefix: str = "") -> Q:
    """Memberships that run on that day; both end days count."""
    ends = f"{prefix}ends_on"
    return (Q(**{ends: None}) | Q(**{f"{ends}__gte": on})) & Q(**{f"{prefix}starts_on__lte": on})


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date) -> Self:
        """Memberships that run on that day; both end days count."""
        return self.filter(running(on))


class Membership(models.Model):
    """A person holding a post from one day to another (`ends_on` counts; empty while it lasts).

    `route` says how it came about: what the claims of an identity provider began, they also end.
    """

    class Route(models.TextChoices):
        HAND = "hand", "Made by hand"
        PROVIDER = "provider", "By the identity provider"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    route = models.CharField(max_length=10, choices=Route.choices, default=Route.HAND)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="organisations_membership_dates",
            ),
            models.UniqueConstraint(
                fields=["user", "post"],
                condition=Q(ends_on=None),
                name="organisations_membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.post}"
