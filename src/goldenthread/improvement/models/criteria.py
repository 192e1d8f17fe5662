"""How a section will know that it worked: the criterion, what would be enough, how things stand, the verdict.

Targets, measurements and verdicts hang on the criterion's thread, are written once and never
changed: the newest counts.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from goldenthread.access.scope import Scope
from goldenthread.improvement.models.plan import Plan, Section
from goldenthread.improvement.models.threads import Threaded
from goldenthread.improvement.models.told import Told
from goldenthread.improvement.rules.criteria import Comparator
from goldenthread.organisations.models import Post

COMPARATOR_CHOICES = [(one.value, one.value.replace("_", " ")) for one in Comparator]


class SuccessCriterionQuerySet(models.QuerySet["SuccessCriterion"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(section__plan__in=Plan.objects.visible_to(scope).values("pk"))


class SuccessCriterion(Threaded):
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

    objects = SuccessCriterionQuerySet.as_manager()

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


class CriterionTarget(Told):
    """What would be enough. Figures are in `unit`; a change by per cent gives the per cent in `target`.

    No comparator: nobody has said yet how to compare. No target: "target not set". No baseline: "baseline missing".
    """

    criterion = models.ForeignKey(
        SuccessCriterion, on_delete=models.PROTECT, related_name="targets"
    )
    measure = models.CharField("what is measured", max_length=300)
    unit = models.CharField(max_length=60)
    comparator = models.CharField(max_length=20, choices=COMPARATOR_CHOICES, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target_by = models.DateField("to be reached by", null=True, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    source = models.CharField("where the figures come from", max_length=300, blank=True)
    reason = models.TextField("why it was set or changed", blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comparator="") | Q(comparator__in=[one.value for one in Comparator]),
                name="improvement_target_comparator",
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(baseline_on__isnull=False),
                name="improvement_baseline_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.measure


class Measurement(Told):
    """A figure on a day, in the unit of the target. `count` of `base` where it is a share. Never changed: withdrawn."""

    criterion = models.ForeignKey(
        SuccessCriterion, on_delete=models.PROTECT, related_name="measurements"
    )
    value = models.DecimalField(max_digits=14, decimal_places=4)
    on = models.DateField("how things stood on")
    count = models.PositiveIntegerField(null=True, blank=True)
    base = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count=None, base=None) | Q(base__gt=0, count__lte=F("base")),
                name="improvement_measurement_count_of_base",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why=""),
                name="improvement_measurement_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"


class CriterionJudgement(Told):
    """A verdict on a criterion. `met` is empty where an earlier verdict was taken back.

    `own` says that whoever judged had set the target or recorded the figure; `early`, that the day of the target
    lay ahead.
    """

    criterion = models.ForeignKey(
        SuccessCriterion, on_delete=models.PROTECT, related_name="judgements"
    )
    met = models.BooleanField(null=True)
    on = models.DateField()
    note = models.TextField(blank=True)
    own = models.BooleanField(
        "judged by whoever set the target or recorded the figure", default=False
    )
    early = models.BooleanField("judged before the day of the target", default=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Judged on {self.on}"
