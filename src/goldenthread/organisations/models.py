"""Areas and organisations are many-to-many: one ICB serves two councils, one forum two areas.

Rights belong to a post, and a person has them while a membership runs: work survives a leaver.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.names import name_key


class LocalAreaQuerySet(models.QuerySet["LocalArea"]):
    def visible_to(self, scope: Scope) -> Self:
        """The areas in which the scope holds any post at all."""
        return self.filter(pk__in={grant.area_id for grant in scope.grants})


class LocalArea(models.Model):
    """A local area SEND partnership: the unit that is inspected and that owns an improvement plan."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    objects = LocalAreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, scope: Scope) -> Self:
        """Organisations that serve an area where the scope may see organisations."""
        return self.filter(areas__in=scope.areas_with("organisation.view")).distinct()

    def serving(self, area_id: int) -> Self:
        return self.filter(areas=area_id)


class Organisation(models.Model):
    """A council, an integrated care board, a school, a forum: anyone who can hold posts."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        ICB = "icb", "Integrated care board"
        NHS_PROVIDER = "nhs_provider", "NHS provider"
        SCHOOL = "school", "School or setting"
        FORUM = "forum", "Parent carer forum"
        OTHER = "other", "Other organisation"

    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    areas = models.ManyToManyField(LocalArea, related_name="organisations")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, scope: Scope) -> Self:
        """Posts of organisations that serve an area where the scope may see organisations."""
        return self.filter(organisation__areas__in=scope.areas_with("organisation.view")).distinct()


class Post(models.Model):
    """A named job in one organisation. Leads, owners and authors are posts, so that work outlives a leaver."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    title_key = models.CharField(max_length=160, editable=False)
    funded_by = models.ManyToManyField(Organisation, blank=True, related_name="posts_funded")
    remit = models.TextField("what the post is for", blank=True)
    contact = models.CharField("how to reach whoever holds it", max_length=200, blank=True)
    vacant_since = models.DateField("recorded as vacant since", null=True, blank=True)
    ended_on = models.DateField("last day of the post itself", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title_key"], name="organisations_post_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        self.title_key = name_key(self.title)
        super().save(*args, **options)


class PostRole(models.Model):
    """A role that a post carries in one local area (roles: access/rules/data/roles.yaml)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="roles")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="post_roles")
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "area", "role"], name="organisations_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.role_title} in {self.area}"

    @property
    def role_title(self) -> str:
        return rolebook().role(self.role).title


class StatutoryRoleQuerySet(models.QuerySet["StatutoryRole"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(area__in=scope.areas_with("organisation.view"))


class StatutoryRole(models.Model):
    """A role that law or guidance asks for, in one area and organisation, and the post that carries it.

    `role` is a code of rules/data/statutory_roles.yaml. No post: nobody has been made responsible yet.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="statutory_roles")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="statutory_roles"
    )
    role = models.CharField(max_length=40)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="statutory_roles"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = StatutoryRoleQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "role"], name="organisations_statutory_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date) -> Self:
        """Memberships that run on that day; both end days count."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


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
