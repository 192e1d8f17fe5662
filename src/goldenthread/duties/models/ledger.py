"""The ledger: every dated duty of every case, as the engine derived it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.duties.models.cases import Case
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.models import Person


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, scope: Scope) -> Self:
        """Duties of the children whose record the scope may read."""
        return self.filter(person__in=Person.objects.visible_to(scope))


class Duty(models.Model):
    """One duty of a case. Rewritten whenever an event of its case changes; never by hand.

    `outcome` does not move with the day: `pending` is open until `last_day` and overdue (or exempt) after it; what was
    pending when its case was closed has `ended`, so that it is on nobody's list and yet not called done; `days_late` is
    then of that day. What a family may still do never ends so. What was late when the family moved to another council's
    area has `passed_on`, late up to that day.
    `last_day` is the legal one, of a duty of guidance the guided one; empty where none is fixed. Why is derived anew
    when somebody asks. `number` counts the duties of one rule in a case, in the engine's order. `post` is whoever has
    to do it, where it is one of ours: the coordinator, for the council. `listed`: it is pending and stands on worklists
    (rules.telling.is_listed), of nobody who has died; of what no longer does, years of rows would lie before the first
    of a list.
    """

    class Outcome(models.TextChoices):
        PENDING = "pending", "Not done yet"
        MET = "met", "Met"
        MET_LATE = "met_late", "Met late"
        EXEMPT_LATE = "exempt_late", "Met late, exempt"
        NOT_APPLICABLE = "not_applicable", "Does not arise"
        ENDED = "ended", "Not done when the case was closed"
        PASSED_ON = "passed_on", "Not done when the family moved"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="duties")
    rule = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8)
    owner = models.CharField(max_length=20)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    started_by = models.CharField(max_length=40)
    since = models.DateField()
    statutory_due = models.DateField(null=True, blank=True)
    safe_due = models.DateField(null=True, blank=True)
    last_working_day = models.DateField(null=True, blank=True)
    earliest = models.DateField(null=True, blank=True)
    guidance_due = models.DateField(null=True, blank=True)
    practice_target = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    exempt = models.BooleanField(default=False)
    listed = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)
    days_late = models.PositiveIntegerField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["last_day", "pk"]
        verbose_name_plural = "duties"
        indexes = [
            models.Index(
                fields=["area", "last_day", "id"], name="duties_due_of_area", condition=Q(listed=True)
            ),
            models.Index(
                fields=["post", "last_day", "id"], name="duties_due_of_post", condition=Q(listed=True)
            ),
            models.Index(fields=["area", "rule", "outcome", "last_day"], name="duties_by_rule"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "number"], name="duties_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(outcome__in=("met", "met_late", "exempt_late")) | Q(met_on=None)
                | Q(outcome="not_applicable"),
                name="duties_met_on_a_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.rule} of {self.case_id}"

    @property
    def key(self) -> str:
        """What stands for it in an address, whenever it is derived: `REQ-6_1`."""
        return f"{self.rule}_{self.number}"
