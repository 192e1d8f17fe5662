"""Links of a plan's items: to the priorities of another plan, and to posts that they cannot do without."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from goldenthread.improvement.models.delivery import Milestone
from goldenthread.improvement.models.plan import Plan, Priority
from goldenthread.improvement.models.told import Told
from goldenthread.organisations.models import Post


class PriorityMapping(Told):
    """What became of a priority of an earlier plan in a later one."""

    class Kind(models.TextChoices):
        CONTINUES = "continues", "Goes on as"
        PARTLY = "partly", "Goes on in part as"

    earlier = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="mapped_to")
    later = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="mapped_from")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="improvement_mapped_once"),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="improvement_mapped_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier.code} {self.get_kind_display()} {self.later.code}"


class PriorityDropped(Told):
    """The decision that a priority of an earlier plan does not go on in a later one, with the reason."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="dropped_from")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="dropped_priorities")
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "plan"], name="improvement_dropped_once"),
        ]

    def __str__(self) -> str:
        return f"{self.priority.code} does not go on"


class PostNeeded(Told):
    """A post, other than a lead, that a priority or a milestone cannot do without.

    The item is that of the thread. While the post is vacant the item is marked.
    """

    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="posts_needed"
    )
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="posts_needed"
    )
    needed = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="needed_by")
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(priority__isnull=False, milestone=None)
                | Q(priority=None, milestone__isnull=False),
                name="improvement_post_needed_by_one",
            ),
            models.UniqueConstraint(
                fields=["priority", "needed"], name="improvement_priority_needs_post_once"
            ),
            models.UniqueConstraint(
                fields=["milestone", "needed"], name="improvement_milestone_needs_post_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.needed} is needed"
