"""The matrix that an area scores with. A change makes a new version; an old one never changes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post


class MatrixVersion(models.Model):
    """One version of the matrix of one register in one area. `definition` is what rules.matrix reads.

    Number 0 is the shipped matrix, stored when an area that has chosen nothing first scores: nobody's act.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="matrix_versions")
    register = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    why = models.TextField(blank=True)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = "risk matrix"
        verbose_name_plural = "risk matrices"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "register", "number"], name="registers_matrix_number_once"
            ),
            models.CheckConstraint(
                condition=Q(post=None) | ~Q(why=""), name="registers_matrix_changed_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Matrix {self.number} of {self.area}"
