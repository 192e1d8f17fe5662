"""Success criteria with all that decides how they stand, in one query however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    EvidenceItem,
    Measurement,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria.rows import CriterionRow, Latest
from goldenthread.improvement.queries.criteria_then import counting, reviewed_as, said_by
from goldenthread.improvement.queries.versions import Ending
from goldenthread.improvement.rules.criteria import (
    Comparator,
    CriterionFacts,
    Judgement,
    Kind,
    Target,
    printed_number,
)

_TARGET = (
    "pk", "measure", "unit", "comparator", "target", "target_by", "baseline", "baseline_on",
    "source",
)  # fmt: skip
_MEASUREMENT = ("pk", "value", "on", "count", "base")
_JUDGEMENT = ("pk", "met", "on", "note", "post__title", "own", "early")
_ROW = (
    "pk", "root", "section_id", "section__number", "section__title", "kind", "text", "parent_id",
)  # fmt: skip


def criterion_rows(
    criteria: QuerySet[SuccessCriterion], as_at: date, *, ended: bool = False
) -> list[CriterionRow]:
    """The criteria as rows, in the order of their plan: one query. `criteria` are of a plan that may be seen.

    Of a plan that has `ended`, only what was said until `as_at` counts, figures withdrawn and evidence reviewed
    since included; the rest belongs to the next version.
    """
    end = as_at if ended else None
    said = said_by(end)
    root = Coalesce("thread_id", "pk")
    found = (
        criteria.order_by("section__position", "position")
        .annotate(root=root)
        .annotate(
            **_newest("t", CriterionTarget.objects.filter(**said), _TARGET, "-at"),
            **_newest(
                "m",
                Measurement.objects.filter(counting(end), **said),
                _MEASUREMENT,
                "-on",
                "-at",
            ),
            **_newest("j", CriterionJudgement.objects.filter(**said), _JUDGEMENT, "-at"),
            accepted=_evidence(EvidenceItem.Review.ACCEPTED, end),
            waiting=_evidence(EvidenceItem.Review.WAITING, end),
        )
    )
    names = [
        *(f"t_{name}" for name in _TARGET),
        *(f"m_{name}" for name in _MEASUREMENT),
        *(f"j_{name}" for name in _JUDGEMENT),
    ]
    return [_row(row, as_at) for row in found.values(*_ROW, *names, "accepted", "waiting")]


def plan_criteria(plan: Plan, ending: Ending | None, today: date) -> list[CriterionRow]:
    """Every success criterion of the plan: one query."""
    rows = SuccessCriterion.objects.filter(section__plan=plan)
    return criterion_rows(rows, ending.as_at if ending else today, ended=ending is not None)


def _newest(
    prefix: str, rows: QuerySet[Any], names: Iterable[str], *order: str
) -> dict[str, Subquery]:
    """Columns of the first of the rows on the criterion's thread, as PREFIX_COLUMN."""
    first = rows.filter(criterion=OuterRef("root")).order_by(*order, "-pk")
    return {f"{prefix}_{name}": Subquery(first.values(name)[:1]) for name in names}


def _evidence(review: EvidenceItem.Review, end: date | None) -> Coalesce:
    uses = reviewed_as(review, end).filter(criterion=OuterRef("root")).order_by()
    return Coalesce(Subquery(uses.values("criterion").annotate(n=Count("pk")).values("n")), 0)


def _row(row: dict[str, Any], as_at: date) -> CriterionRow:
    met = row["j_met"]
    judgement = (
        None
        if met is None
        else Judgement(met, row["j_on"], row["j_note"], row["j_own"], row["j_early"])
    )
    target = Target(
        measure=row["t_measure"] or "",
        unit=row["t_unit"] or "",
        comparator=Comparator(row["t_comparator"]) if row["t_comparator"] else None,
        target=row["t_target"],
        target_by=row["t_target_by"],
        baseline=row["t_baseline"],
        baseline_on=row["t_baseline_on"],
        source=row["t_source"] or "",
    )
    evidence = row["accepted"] + row["waiting"]
    number, title = row["section__number"], row["section__title"]
    marks = (row["t_pk"], row["m_pk"], row["j_pk"], evidence)
    latest = None
    if row["m_pk"] is not None:
        latest = Latest(row["m_value"], row["m_on"], row["m_count"], row["m_base"])
    return CriterionRow(
        id=row["pk"],
        root=row["root"],
        section_id=row["section_id"],
        section=f"{number}. {title}" if number else title,
        kind=Kind(row["kind"]),
        text=row["text"],
        depth=int(row["parent_id"] is not None),
        target=target,
        target_pk=row["t_pk"] or 0,
        latest=latest,
        latest_pk=row["m_pk"] or 0,
        accepted=row["accepted"],
        waiting=row["waiting"],
        facts=CriterionFacts(
            Kind(row["kind"]),
            target.comparator,
            target.target,
            target.baseline,
            row["m_value"],
            evidence,
            judgement,
            target.target_by,
            target.baseline_on,
            row["m_on"],
            printed=_prints(row),
        ),
        judgement_pk=row["j_pk"] or 0,
        judged_by=row["j_post__title"] or "",
        mark=".".join(str(one or 0) for one in marks),
        as_at=as_at,
    )


def _prints(row: dict[str, Any]) -> bool:
    """A criterion that heads others says what they say, and one with a target has been looked at."""
    counted = row["kind"] == Kind.QUANTITATIVE and row["t_pk"] is None
    return counted and printed_number(row["text"]) is not None
