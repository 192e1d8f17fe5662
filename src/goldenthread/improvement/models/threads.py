"""One item through the versions of a plan."""

from __future__ import annotations

from django.db import models


class Threaded(models.Model):
    """An item that a new version of its plan carries on.

    `thread` is the same item in the first version that had it, and empty there. What belongs to the item
    whatever the version (evidence, figures, risks, posts it depends on) hangs on the thread.
    """

    thread = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later"
    )

    class Meta:
        abstract = True

    @property
    def thread_pk(self) -> int:
        """The id of the item in the first version that had it."""
        return self.thread_id or self.pk  # type: ignore[attr-defined]
