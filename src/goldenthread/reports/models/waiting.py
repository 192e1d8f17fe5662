"""What a draft keeps while somebody else is asked to clear it for the public."""

from __future__ import annotations

from datetime import date

from django.db import models

from goldenthread.documents.rules.clearance import reads_on


class PutForward(models.Model):
    """A draft that can be put forward. `asked_on` is the day on which it was; it reads as on that day from then on.

    `waiting` holds until it is cleared, changed or let out: for so long, those who may clear it can read it.
    """

    asked_on = models.DateField("put forward for clearance on", null=True, blank=True)
    waiting = models.BooleanField("waits for clearance", default=False)

    class Meta:
        abstract = True

    def reads_on(self, today: date) -> date:
        """The day for which its words are composed."""
        return reads_on(self.asked_on, today)

    def take_off(self) -> None:
        """Wait no more, and read as on the day again; for the caller to save."""
        self.asked_on, self.waiting = None, False
