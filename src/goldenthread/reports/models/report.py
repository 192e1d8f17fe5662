"""A report to one body: drafted, then sent, which freezes it."""

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
from goldenthread.reports.rules.audiences import Audience, chain


def readable(scope: Scope, prefix: str = "") -> Q:
    """Sent reports where the scope may read reports; drafts where it may prepare them, or clear those that wait."""
    area = f"{prefix}plan__area__in"
    return (
        Q(**{area: scope.areas_with("report.prepare")})
        | Q(**{area: scope.areas_with("report.clear"), f"{prefix}waiting": True})
        | Q(**{area: scope.areas_with("report.view"), f"{prefix}state": Report.State.SENT})
    )


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(readable(scope))


class Report(PutForward):
    """One report on a plan to one audience (audiences.yaml). Its words are frozen in `snapshot` on sending.

    `asks` is text to edit, one ask to a line; sending turns it into Ask rows. Until `asks_edited` a draft asks what
    the leads ask and what was asked before, and `asks` is empty. `left_out` are the asks that somebody decided to
    leave out: for each its `line`, the `reason`, `post` and `by` as keys, and `at`. `cut_off_event` is the newest
    report or sign-off that the frozen words know of; `counts` are the milestones by look when it was sent,
    for the next report to compare with. `clearance` is there where the papers of its
    audience are public: of a draft the last one that was given. The database refuses to change or delete a sent one,
    but for taking all its words out.
    """

    class Kind(models.TextChoices):
        WHOLE = "whole", "Whole plan"
        EXCEPTIONS = "exceptions", "Exceptions only"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    audience_key = models.CharField("audience", max_length=40)
    meeting_on = models.DateField()
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    introduction = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    asks_edited = models.BooleanField("asks written by a person", default=False)
    left_out = models.JSONField("asks left out", default=list, blank=True)
    change_notes = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
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
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="report"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    cut_off_event = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", snapshot=None, sent_at=None)
                | Q(state="sent", snapshot__isnull=False, sent_at__isnull=False),
                name="reports_sent_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.meeting_on.day} {self.meeting_on:%B %Y}"

    @property
    def redacted(self) -> bool:
        return hasattr(self, "redaction")

    @property
    def audience(self) -> Audience:
        return chain().audience(self.audience_key)

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands in it, in order: keys of `Chain.parts`."""
        if self.kind != self.Kind.EXCEPTIONS:
            return self.audience.parts
        skipped = () if self.audience.answers else ("escalated",)
        return tuple(part for part in chain().exceptions_only if part not in skipped)

    @property
    def title(self) -> str:
        what = "Exception report" if self.kind == self.Kind.EXCEPTIONS else "Progress report"
        return f"{what} to the {self.audience.name}"
