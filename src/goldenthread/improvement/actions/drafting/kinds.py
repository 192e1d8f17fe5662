"""A criterion keeps its kind once something was said of it."""

from __future__ import annotations

from goldenthread.core.errors import UserError
from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    Measurement,
    SuccessCriterion,
)


def refuse_other_kind(criterion: SuccessCriterion) -> None:
    """UserError where the criterion, or a part of it, has a target, a figure or a judgement in any version."""
    threads = [criterion.thread_pk, *(part.thread_pk for part in criterion.parts.all())]
    # Whoever is setting a target or judging now is waited for.
    held = list(SuccessCriterion.objects.select_for_update().filter(pk__in=threads))
    said = (CriterionTarget, Measurement, CriterionJudgement)
    if any(model._default_manager.filter(criterion__in=held).exists() for model in said):
        raise UserError(
            "kind_in_use",
            "This criterion, or one that it heads, has a target, figures or a judgement, which would say "
            "nothing of a criterion of the other kind.",
            "kind",
            "Keep its kind; or remove it from the draft and add the other as a criterion of its own.",
        )
