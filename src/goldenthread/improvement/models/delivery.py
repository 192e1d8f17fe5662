"""What is to be done and by when. A milestone stands once, under its priority."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core.months import Month
from goldenthread.improvement.models.plan import Plan, Priority
from goldenthread.improvement.models.threads import Threaded
from goldenthread.improvement.rules.references import milestone_place, milestone_reference
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.models import Post

STATUS_CHOICES = [(status.value, status.value.title()) for status in Status]


class Action(Threaded):
    """A lettered action of a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "position"], name="improvement_action_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter}. {self.text}" if self.letter else self.text


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(scope).values("pk"))


class Milestone(Threaded):
    """A dated promise. Months are stored as their last day, the day on which a milestone falls due.

    `baseline_due` freezes when the plan is agreed; `due` is the date now aimed at. `plan` repeats the
    priority's plan so that lists and counts need no join.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="milestones")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )
    position = models.PositiveSmallIntegerField()
    number = models.CharField("number as printed", max_length=20, blank=True)
    text = models.TextField()
    due = models.DateField("falls due", null=True, blank=True)
    due_as_printed = models.CharField(max_length=120, blank=True)
    baseline_due = models.DateField("date agreed at first", null=True, blank=True)
    due_when_copied = models.DateField(
        "date it had when this version was begun", null=True, blank=True
    )
    qualifier = models.CharField(max_length=300, blank=True)
    reported_status = models.CharField(
        max_length=5, choices=STATUS_CHOICES, default=Status.GREY.value
    )
    reported_on = models.DateField(null=True, blank=True)
    reported_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    forecast = models.DateField("forecast given with Amber", null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    sent_back_on = models.DateField("sent back to its lead", null=True, blank=True)
    signed_off_on = models.DateField(null=True, blank=True)
    signed_off_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_off_owners = models.JSONField(
        "posts that led the item when it was signed off", default=list, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    imported_update = models.TextField("update as the document printed it", blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)
    # Its own, where it has any; else those of its priority lead it.
    leads = models.ManyToManyField(Post, through="MilestoneLead", related_name="leads_milestones")
    printed_leads = models.JSONField("leads as printed, without a post", default=list, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["plan", "due", "id"], name="improvement_by_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "position"], name="improvement_milestone_place"
            ),
            models.CheckConstraint(
                condition=Q(reported_status__in=[value for value, _ in STATUS_CHOICES]),
                name="improvement_milestone_status",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_on=None, signed_off_post=None)
                | Q(
                    signed_off_on__isnull=False,
                    signed_off_post__isnull=False,
                    completed_on__isnull=False,
                    reported_status="blue",
                ),
                name="improvement_milestone_signed_off",
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None, reported_post=None)
                | Q(reported_on__isnull=False, reported_post__isnull=False),
                name="improvement_milestone_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text

    @property
    def place(self) -> str:
        """Its printed number, or its place in brackets."""
        return milestone_place(self.number, self.position)

    @property
    def reference(self) -> str:
        """How people call it; reads its priority."""
        return milestone_reference(self.priority.code, self.number, self.position)

    @property
    def due_month(self) -> Month | None:
        return Month.of(self.due) if self.due else None

    @property
    def baseline_month(self) -> Month | None:
        return Month.of(self.baseline_due) if self.baseline_due else None


class MilestoneLead(models.Model):
    """A post that leads one milestone, with its name as the plan prints it. The priority's leads stay accountable."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="lead_rows")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="milestone_lead_rows")
    position = models.PositiveSmallIntegerField()
    as_printed = models.CharField(max_length=300)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "post"], name="improvement_milestone_lead_once"
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed


class Recurring(Threaded):
    """A commitment that comes round again: weekly, half-termly, yearly."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="recurring")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("number as printed", max_length=20, blank=True)
    cadence = models.CharField(max_length=40)
    text = models.TextField()
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "recurring commitments"
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "position"], name="improvement_recurring_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadence}: {self.text}"
