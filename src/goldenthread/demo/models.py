"""What the demonstration in this database was made of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.core import clock


class Filling(models.Model):
    """The one size that a database was filled with: same size, seed and day give the same demonstration."""

    only = models.BooleanField("there is one", default=True, unique=True, editable=False)
    size = models.CharField(max_length=10)
    seed = models.PositiveIntegerField()
    as_at = models.DateField("the day that its dates count from")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="demo_filled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.size} as at {self.as_at}"
