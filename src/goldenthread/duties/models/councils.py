"""How the council of an area counts where the law leaves it open, and its own targets."""

from __future__ import annotations

from django.db import models

from goldenthread.organisations.models import LocalArea


class CouncilClock(models.Model):
    """The conventions that an area's council follows (statute.settings), and its own practice targets.

    `settings` holds only what differs from the default. `targets`: rows of rule, days and label; never legal dates.
    """

    area = models.OneToOneField(LocalArea, on_delete=models.PROTECT, related_name="council_clock")
    settings = models.JSONField(default=dict)
    targets = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Clock of {self.area}"
