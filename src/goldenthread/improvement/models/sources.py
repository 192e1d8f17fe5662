"""Other plans, charters and agreements that a plan depends on."""

from __future__ import annotations

from typing import Self

from django.db import models

from goldenthread.access.scope import Scope
from goldenthread.improvement.models.plan import Section
from goldenthread.improvement.models.threads import Threaded
from goldenthread.organisations.models import LocalArea, Organisation, Post


class SourceDocumentQuerySet(models.QuerySet["SourceDocument"]):
    def visible_to(self, scope: Scope) -> Self:
        """Documents of the areas where the scope may read plans."""
        return self.filter(area__in=scope.areas_with("plan.view"))


class SourceDocument(models.Model):
    """Another plan, charter or agreement, registered once in an area however many sections rely on it.

    An empty `link` with an empty `no_link_why` is a missing link. `review_due` is empty until the first review.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="source_documents")
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, editable=False)
    link = models.URLField(max_length=500, blank=True)
    no_link_why = models.CharField("why there is no link", max_length=300, blank=True)
    kept_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = models.TextField(blank=True)
    review_due = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SourceDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["area", "title_key"], name="improvement_document_once"),
        ]

    def __str__(self) -> str:
        return self.title


class SectionDocument(Threaded):
    """A section's reliance on another document, in the words the plan prints."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, related_name="relied_on_by"
    )
    position = models.PositiveSmallIntegerField()
    as_printed = models.CharField(max_length=300)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"], name="improvement_dependency_place"
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed
