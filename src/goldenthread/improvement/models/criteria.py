"""How a section will know that it worked, and the other documents that it depends on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.improvement.models.plan import Section
from goldenthread.organisations.models import LocalArea


class SuccessCriterion(models.Model):
    """One success criterion as printed. A parent heads the criteria below it and is counted itself."""

    class Kind(models.TextChoices):
        QUANTITATIVE = "quantitative", "Quantitative"
        QUALITATIVE = "qualitative", "Qualitative"

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "success criteria"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"], name="improvement_criterion_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["quantitative", "qualitative"]),
                name="improvement_criterion_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SourceDocument(models.Model):
    """Another plan, charter or agreement, registered once in an area however many sections rely on it."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="source_documents")
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, editable=False)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["area", "title_key"], name="improvement_document_once"),
        ]

    def __str__(self) -> str:
        return self.title


class SectionDocument(models.Model):
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
