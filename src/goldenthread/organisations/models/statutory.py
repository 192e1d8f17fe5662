"""Who carries the roles that law or guidance asks for."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.organisations.models.places import LocalArea, Organisation, Post


class StatutoryRoleQuerySet(models.QuerySet["StatutoryRole"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(area__in=scope.areas_with("organisation.view"))


class StatutoryRole(models.Model):
    """What was decided of a role that law or guidance asks for, in one area and organisation.

    `role` is a code of rules/data/statutory_roles.yaml. Either a post carries it, or it is not `needed`
    there, for the reason in `note`; neither means that no post has been named yet.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="statutory_roles")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="statutory_roles"
    )
    role = models.CharField(max_length=40)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="statutory_roles"
    )
    needed = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StatutoryRoleQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "role"], name="organisations_statutory_role_once"
            ),
            models.CheckConstraint(
                condition=Q(needed=True) | Q(needed=False, post=None) & ~Q(note=""),
                name="organisations_statutory_role_not_needed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation}"
