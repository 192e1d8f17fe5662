"""One success criterion with its history."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    EvidenceUse,
    Measurement,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows
from goldenthread.improvement.queries.criteria_then import (
    counts,
    review_word,
    said_by,
    uses_by,
)
from goldenthread.improvement.queries.versions import Ending, ending_of
from goldenthread.improvement.rules.criteria import (
    Comparator,
    Target,
    digits,
    plain,
    target_words,
)


@dataclass(frozen=True)
class TargetRow:
    """A target, now or before, with who set it."""

    told: CriterionTarget
    words: str


@dataclass(frozen=True)
class CriterionPage:
    """One criterion for its page; each list has the newest first. Withdrawn figures are among the figures.

    `evidence` has each use with how the evidence is reviewed, as at the end of a plan that has ended.
    """

    plan: Plan
    criterion: SuccessCriterion
    row: CriterionRow
    targets: list[TargetRow]
    figures: list[Measurement]
    judgements: list[CriterionJudgement]
    evidence: list[tuple[EvidenceUse, str]]
    may_read_evidence: bool
    ending: Ending | None

    @property
    def standing_figures(self) -> list[Measurement]:
        """The figures that count."""
        return [figure for figure in self.figures if self.counts(figure)]

    def counts(self, figure: Measurement) -> bool:
        """Whether a figure counts: it was not withdrawn, or only after the plan ended."""
        return counts(figure, self.ending.as_at if self.ending else None)


def get_criterion(scope: Scope, criterion_id: int) -> SuccessCriterion:
    """The criterion with its plan and area; Http404 when there is none that the scope may see."""
    criterion = (
        SuccessCriterion.objects.visible_to(scope)
        .select_related("section__plan__area", "parent")
        .filter(pk=criterion_id)
        .first()
    )
    if criterion is None:
        raise Http404("There is no such success criterion.")
    return criterion


def criterion_row(criterion: SuccessCriterion, today: date) -> CriterionRow:
    """How a criterion of a plan that has not ended stands: one query."""
    return criterion_rows(SuccessCriterion.objects.filter(pk=criterion.pk), today)[0]


def criterion_page(scope: Scope, criterion_id: int, today: date) -> CriterionPage:
    """One criterion: six queries, and one for a plan that has ended. Evidence needs its own right to be read."""
    criterion = get_criterion(scope, criterion_id)
    plan = criterion.section.plan
    ending = ending_of(plan)
    as_at = ending.as_at if ending else today
    end = ending.as_at if ending else None
    said: dict[str, Any] = {"criterion": criterion.thread_pk, **said_by(end)}
    may_read = scope.has("evidence.view", plan.area_id)
    uses = uses_by(end).filter(criterion=criterion.thread_pk).select_related("evidence")
    targets = CriterionTarget.objects.filter(**said).select_related("post", "user")
    figures = Measurement.objects.filter(**said).select_related("post", "user", "withdrawn_by")
    judgements = CriterionJudgement.objects.filter(**said).select_related("post", "user")
    rows = criterion_rows(
        SuccessCriterion.objects.filter(pk=criterion.pk), as_at, ended=ending is not None
    )
    return CriterionPage(
        plan=plan,
        criterion=criterion,
        row=rows[0],
        targets=[TargetRow(one, target_words(target_of(one))) for one in targets],
        figures=list(figures),
        judgements=list(judgements),
        evidence=[(use, review_word(use, end)) for use in uses.order_by("-evidence__dated")]
        if may_read
        else [],
        may_read_evidence=may_read,
        ending=ending,
    )


def target_of(told: CriterionTarget) -> Target:
    """A target on record as the rules take it."""
    return Target(
        told.measure,
        told.unit,
        Comparator(told.comparator) if told.comparator else None,
        told.target,
        told.target_by,
        told.baseline,
        told.baseline_on,
        told.source,
    )


def get_figure(criterion: SuccessCriterion, measurement_id: int) -> Measurement:
    """A figure on the criterion's thread; Http404 when there is none."""
    found = Measurement.objects.filter(criterion=criterion.thread_pk, pk=measurement_id).first()
    if found is None:
        raise Http404("There is no such figure.")
    return found


def typed(row: CriterionRow) -> dict[str, object]:
    """The target that counts as a form shows it: digits in text, so that none is lost."""
    values = asdict(row.target)
    return values | {name: plain(values[name]) for name in ("target", "baseline")}


def proposed(row: CriterionRow) -> dict[str, object]:
    """What the form proposes where the criterion prints a number and nobody has said anything of a target."""
    printed = row.printed
    if printed is None or printed.value is None:
        return {}
    of_baseline = printed.comparator in (
        Comparator.INCREASE_BY_PERCENT, Comparator.DECREASE_BY_PERCENT,
    )  # fmt: skip
    # A per cent of the baseline says nothing of the unit that the figures count in.
    return {
        "comparator": printed.comparator,
        "target": digits(printed.value) + ("%" if of_baseline else ""),
        "unit": "" if of_baseline else printed.unit,
    }
