"""A page for families on how a plan is going: written, then published, which freezes it for good."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.documents.models import Clearance, Snapshot
from goldenthread.improvement.models import Plan
from goldenthread.organisations.models import Post
from goldenthread.reports.models.waiting import PutForward


def _readable(scope: Scope, prefix: str = "") -> Q:
    """Public pages where the scope may read plans; others where it may publish, or clear those that wait for it."""
    area = f"{prefix}plan__area__in"
    public = {f"{prefix}state": Progress.State.PUBLISHED, f"{prefix}withdrawal": None}
    return (
        Q(**{area: scope.areas_with("plan.publish")})
        | Q(**{area: scope.areas_with("report.clear"), f"{prefix}waiting": True})
        | Q(**{area: scope.areas_with("plan.view"), **public})
    )


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(_readable(scope))

    def published(self) -> Self:
        """What anybody at all may know of: published pages, those that were withdrawn among them."""
        return self.filter(state=Progress.State.PUBLISHED)


class Progress(PutForward):
    """One page for families on an agreed plan. Its words are frozen in `snapshot` and `easy` on publishing.

    `line` is the key of the first version of the plan: the pages of a plan go on through its versions. `meanings`
    says for the id of each section (as text) what it means for families, and `steps` has for the thread of a
    milestone (as text) the words that families read instead of the plan's. The two frozen bodies are
    cleared together. The database refuses to change or delete a published one, but for taking all its words out;
    a withdrawal is a row of its own, and so is that the words were taken out.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="progress_pages")
    line = models.PositiveBigIntegerField("first version of the plan", db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opening = models.TextField("opening words", blank=True)
    meanings = models.JSONField("what each section means for families", default=dict, blank=True)
    steps = models.JSONField("plain words for steps", default=dict, blank=True)
    ask = models.TextField("who to ask", blank=True)
    show_posts = models.BooleanField("name the posts that lead", default=False)
    version = models.PositiveIntegerField(default=1)
    prepared_at = models.DateTimeField()
    prepared_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    clearance = models.ForeignKey(
        Clearance, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    snapshot = models.OneToOneField(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="progress"
    )
    easy = models.OneToOneField(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="progress_easy"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state="draft", snapshot=None, easy=None, clearance=None, published_at=None
                )
                | Q(
                    state="published", snapshot__isnull=False, easy__isnull=False,
                    clearance__isnull=False, published_at__isnull=False,
                ),
                name="reports_published_is_frozen_and_cleared",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"page for families on {self.plan}"

    @property
    def taken_back(self) -> bool:
        return hasattr(self, "withdrawal")

    @property
    def redacted(self) -> bool:
        return hasattr(self, "redaction")


class OfProgressQuerySet(models.QuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """What belongs to pages that the scope may see."""
        return self.filter(_readable(scope, "progress__"))


class Withdrawal(models.Model):
    """A published page was taken back: who, when, and why. The reason is not shown to the public."""

    progress = models.OneToOneField(Progress, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfProgressQuerySet.as_manager()

    def __str__(self) -> str:
        return f"withdrawal of {self.progress}"


class Redaction(models.Model):
    """The words of a withdrawn page were taken out for good: who, when, and why."""

    progress = models.OneToOneField(Progress, on_delete=models.PROTECT, related_name="redaction")
    reason = models.TextField()
    redacted_at = models.DateTimeField()
    redacted_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfProgressQuerySet.as_manager()

    def __str__(self) -> str:
        return f"redaction of {self.progress}"


class ProgressCopy(models.Model):
    """The PDF of one part of a published page, made once, so that a visitor never waits for it."""

    class Part(models.TextChoices):
        PAGE = "page", "The page"
        EASY = "easy", "Easy read"

    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, related_name="copies")
    part = models.CharField(max_length=4, choices=Part.choices)
    content = models.BinaryField()

    objects = OfProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["progress", "part"], name="reports_copy_of_part_once"),
        ]

    def __str__(self) -> str:
        return f"PDF of {self.progress}"
