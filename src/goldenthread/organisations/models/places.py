"""Areas, organisations and the posts in them.

Areas and organisations are many-to-many: one ICB serves two councils, one forum two areas.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.names import name_key

LONGEST_TITLE = 160


class LocalAreaQuerySet(models.QuerySet["LocalArea"]):
    def visible_to(self, scope: Scope) -> Self:
        """The areas in which the scope holds any post at all."""
        return self.filter(pk__in={grant.area_id for grant in scope.grants})


class LocalArea(models.Model):
    """A local area SEND partnership: the unit that is inspected and that owns an improvement plan.

    `council_code` is the ONS code of its council, by which an address is told to lie in it or elsewhere.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    council_code = models.CharField("ONS code of the council", max_length=9, blank=True)

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
    version = models.PositiveIntegerField(default=1)

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
    title = models.CharField(max_length=LONGEST_TITLE)
    title_key = models.CharField(max_length=LONGEST_TITLE, editable=False)
    funded_by = models.ManyToManyField(Organisation, blank=True, related_name="posts_funded")
    remit = models.TextField("what the post is for", blank=True)
    contact = models.CharField("how to reach whoever holds it", max_length=200, blank=True)
    vacant_since = models.DateField("recorded as vacant since", null=True, blank=True)
    ended_on = models.DateField("last day of the post itself", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

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
