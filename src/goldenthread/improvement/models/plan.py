"""A plan is one dated version; its sections hold priorities, and each priority has leads."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.improvement.models.threads import Threaded
from goldenthread.organisations.models import LocalArea, Post


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, scope: Scope) -> Self:
        """Plans that were agreed, where the scope may read plans; drafts where it may read drafts.

        And whatever it has opened in an emergency.
        """
        return self.filter(
            Q(area__in=scope.areas_with("plan.view_draft"))
            | Q(area__in=scope.areas_with("plan.view")) & ~Q(state=Plan.State.DRAFT)
            | Q(pk__in=scope.opened("improvement.plan"))
        )


class Plan(models.Model):
    """One version of an improvement plan of one local area. An agreed plan's words never change."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"
        SUPERSEDED = "superseded", "Superseded"
        CLOSED = "closed", "Closed"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=300)
    version = models.CharField(max_length=60, blank=True)
    dated = models.DateField("date printed on the plan", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_due = models.DateField("next yearly review", null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_why = models.TextField("why it was closed", blank=True)
    edited_at = models.DateTimeField("last changed on screen as a draft", null=True, blank=True)
    # Of the document's glossary: [{"term", "meaning"}, ...] in its order.
    terms = models.JSONField("words of its glossary", default=list, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", agreed_on=None, agreed_by=None)
                | Q(~Q(state="draft"), agreed_on__isnull=False, agreed_by__isnull=False),
                name="improvement_plan_agreed_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False, closed_by__isnull=False)
                & ~Q(closed_why="")
                | ~Q(state="closed") & Q(closed_on=None, closed_by=None, closed_why=""),
                name="improvement_plan_closed_by_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanReview(models.Model):
    """A yearly review of an agreed plan: what was concluded, and when the next one falls due."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    conclusion = models.TextField()
    next_due = models.DateField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"Review of {self.plan} on {self.held_on}"


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(scope).values("pk"))


class Section(Threaded):
    """An area for improvement: its number as printed, and what good would look like."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    area_for_improvement = models.TextField(blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="improvement_section_place"),
        ]

    def __str__(self) -> str:
        if self.number:
            return f"{self.number}. {self.title}"
        return self.title or "Section without a title"


class GoodLooksLike(Threaded):
    """One statement of what good looks like in a section."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="good_looks_like")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="improvement_good_place"),
        ]

    def __str__(self) -> str:
        return self.text


class PriorityQuerySet(models.QuerySet["Priority"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(section__plan__in=Plan.objects.visible_to(scope).values("pk"))


class Priority(Threaded):
    """A lettered priority such as 1a, with the posts that lead it in any organisation."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="priorities")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    title = models.TextField()
    leads = models.ManyToManyField(Post, through="Lead", related_name="leads_priorities")
    # Names only. A bracketed or misread name may be a person's, so it is classed as free text.
    printed_leads = models.JSONField("leads as printed, without a post", default=list, blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "position"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="improvement_priority_code_once"),
            models.UniqueConstraint(
                fields=["section", "position"], name="improvement_priority_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


class Lead(models.Model):
    """A post that leads a priority, with its name as the plan prints it."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="lead_rows")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="lead_rows")
    position = models.PositiveSmallIntegerField()
    as_printed = models.CharField(max_length=300)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "post"], name="improvement_lead_once"),
        ]

    def __str__(self) -> str:
        return self.as_printed
