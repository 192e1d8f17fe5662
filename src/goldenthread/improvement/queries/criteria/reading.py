"""Success criteria with all that decides how they stand, in one query however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce, JSONObject

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
_DECIMALS = frozenset({"target", "baseline", "value"})
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
            target=_newest(CriterionTarget.objects.filter(**said), _TARGET, "-at"),
            measurement=_newest(
                Measurement.objects.filter(counting(end), **said), _MEASUREMENT, "-on", "-at"
            ),
            judgement=_newest(CriterionJudgement.objects.filter(**said), _JUDGEMENT, "-at"),
            accepted=_evidence(EvidenceItem.Review.ACCEPTED, end),
            waiting=_evidence(EvidenceItem.Review.WAITING, end),
        )
    )
    newest = ("target", "measurement", "judgement", "accepted", "waiting")
    return [_row(row, as_at) for row in found.values(*_ROW, *newest)]


def plan_criteria(plan: Plan, ending: Ending | None, today: date) -> list[CriterionRow]:
    """Every success criterion of the plan: one query."""
    rows = SuccessCriterion.objects.filter(section__plan=plan)
    return criterion_rows(rows, ending.as_at if ending else today, ended=ending is not None)


def _newest(rows: QuerySet[Any], names: Sequence[str], *order: str) -> Subquery:
    """Columns of the first of the rows on the criterion's thread, together, for `_columns`: asked for once."""
    first = rows.filter(criterion=OuterRef("root")).order_by(*order, "-pk")
    # The numbers of JSON are not exact, so a decimal goes as text.
    texts = {name: Cast(name, TextField()) for name in names if name in _DECIMALS}
    return Subquery(
        first.values(found=JSONObject(**dict(zip(names, names, strict=True)) | texts))[:1]
    )


def _columns(
    model: type[Model], names: Sequence[str], found: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What `_newest` found, each in the kind of its column; all None where there is none."""
    if found is None:
        return dict.fromkeys(names)
    plain = {field.name: field for field in model._meta.concrete_fields}
    return {
        name: plain[name].to_python(found[name]) if name in plain else found[name] for name in names
    }


def _evidence(review: EvidenceItem.Review, end: date | None) -> Coalesce:
    uses = reviewed_as(review, end).filter(criterion=OuterRef("root")).order_by()
    return Coalesce(Subquery(uses.values("criterion").annotate(n=Count("pk")).values("n")), 0)


def _row(row: dict[str, Any], as_at: date) -> CriterionRow:
    aim = _columns(CriterionTarget, _TARGET, row["target"])
    figure = _columns(Measurement, _MEASUREMENT, row["measurement"])
    said = _columns(CriterionJudgement, _JUDGEMENT, row["judgement"])
    judgement = (
        None
        if said["met"] is None
        else Judgement(said["met"], said["on"], said["note"], said["own"], said["early"])
    )
    target = Target(
        measure=aim["measure"] or "",
        unit=aim["unit"] or "",
        comparator=Comparator(aim["comparator"]) if aim["comparator"] else None,
        target=aim["target"],
        target_by=aim["target_by"],
        baseline=aim["baseline"],
        baseline_on=aim["baseline_on"],
        source=aim["source"] or "",
    )
    evidence = row["accepted"] + row["waiting"]
    number, title = row["section__number"], row["section__title"]
    marks = (aim["pk"], figure["pk"], said["pk"], evidence)
    latest = None
    if figure["pk"] is not None:
        latest = Latest(figure["value"], figure["on"], figure["count"], figure["base"])
    return CriterionRow(
        id=row["pk"],
        root=row["root"],
        section_id=row["section_id"],
        section=f"{number}. {title}" if number else title,
        kind=Kind(row["kind"]),
        text=row["text"],
        depth=int(row["parent_id"] is not None),
        target=target,
        target_pk=aim["pk"] or 0,
        latest=latest,
        latest_pk=figure["pk"] or 0,
        accepted=row["accepted"],
        waiting=row["waiting"],
        facts=CriterionFacts(
            Kind(row["kind"]),
            target.comparator,
            target.target,
            target.baseline,
            figure["value"],
            evidence,
            judgement,
            target.target_by,
            target.baseline_on,
            figure["on"],
            printed=_prints(row),
        ),
        judgement_pk=said["pk"] or 0,
        judged_by=said["post__title"] or "",
        mark=".".join(str(one or 0) for one in marks),
        as_at=as_at,
    )


def _prints(row: dict[str, Any]) -> bool:
    """A criterion that heads others says what they say, and one with a target has been looked at."""
    counted = row["kind"] == Kind.QUANTITATIVE and row["target"] is None
    return counted and printed_number(row["text"]) is not None
