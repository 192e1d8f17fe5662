"""A child's case in one area: who coordinates it, and what happened on which day."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.models import Person


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, scope: Scope) -> Self:
        """Cases of the children whose record the scope may read."""
        return self.filter(person__in=Person.objects.visible_to(scope))


class Case(models.Model):
    """The thread of one child in one area, from the first request on; one is open at a time.

    `stage` repeats where the events have brought it (rules/data/stages.yaml), so that lists need not read them.
    `child_setting` is the engine's word for where the child learns. `derived_for` is the day as at which its duties
    stand in the ledger; empty while they are to be derived anew. `failed_for` is the last day for which they could not
    be; empty once they could. `reopened_on` and `reopened_why` are of the last time that its closing was taken back.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="cases")
    coordinator = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="cases_coordinated"
    )
    child_setting = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=24, blank=True)
    stage_since = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.CharField(max_length=200, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_why = models.CharField(max_length=200, blank=True)
    derived_for = models.DateField(null=True, blank=True)
    failed_for = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["area", "stage", "stage_since", "id"], name="duties_cases_by_stage"),
            models.Index(fields=["coordinator", "closed_on"], name="duties_caseload"),
            models.Index(fields=["derived_for", "id"], name="duties_of_yesterday", condition=Q(closed_on=None)),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["person", "area"], condition=Q(closed_on=None), name="duties_one_open_case"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_why="") | Q(closed_on__isnull=False) & ~Q(closed_why=""),
                name="duties_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on=None, reopened_why="") | Q(reopened_on__isnull=False) & ~Q(reopened_why=""),
                name="duties_reopened_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What stands for the case in notices and calendars: `C-1024`."""
        return f"C-{self.pk}"

    @property
    def waits(self) -> bool:
        """Whether its duties are still to be derived: for today, or by how its council counts since it changed that."""
        return self.closed_on is None and self.derived_for != clock.today()


class CaseEvent(models.Model):
    """Something that happened on a day, in the words of the statute's vocabulary. Nothing else is stored of a clock.

    `details` are those that move a clock; `items` those that a return or a record needs beside them
    (rules/data/event_items.yaml). An event that was entered in error is set aside with a reason, never removed.
    """

    class Source(models.TextChoices):
        FORM = "form", "Entered"
        IMPORT = "import", "Imported"
        DEMO = "demo", "Demonstration"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    details = models.JSONField(default=dict)
    items = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.FORM)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_why = models.CharField(max_length=300, blank=True)
    sent_key = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["kind", "on", "case"], name="duties_events_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["case", "recorded_by", "sent_key"], name="duties_sent_once"),
            models.CheckConstraint(
                condition=Q(set_aside_at=None, set_aside_why="")
                | Q(set_aside_at__isnull=False) & ~Q(set_aside_why=""),
                name="duties_set_aside_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Event {self.pk} of {self.case_id}"
