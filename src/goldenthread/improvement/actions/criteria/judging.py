"""Judging whether a success criterion is met, and taking a judgement back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.criteria.common import (
    IN_FORCE,
    locked,
    overtaken,
    row_of,
)
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import CriterionJudgement
from goldenthread.improvement.queries.judging import may_judge_own, told_by
from goldenthread.improvement.rules.criteria import check_judgement, is_early


@transaction.atomic
def judge_criterion(
    *,
    scope: Scope,
    criterion_id: int,
    post_id: int,
    met: bool,
    note: str,
    seen: str,
    today: date,
) -> CriterionJudgement:
    """Judge the criterion met or not met. `seen` is the mark of the row that the person saw.

    Refused with the rules' reasons: no "met" without evidence or, for a change, without its baseline, and none on
    one's own target or figure while somebody else can say it.
    """
    criterion = locked(scope, criterion_id, "criterion.judge", post_id, IN_FORCE)
    row = row_of(criterion, today)
    newest = CriterionJudgement.objects.filter(pk=row.judgement_pk).first()
    same = newest is not None and newest.user_id == scope.user_id
    if newest and same and (newest.met, newest.on, newest.note) == (met, today, note.strip()):
        return newest
    if seen != row.mark:
        raise overtaken(scope, criterion)
    area_id = criterion.section.plan.area_id
    own = told_by(scope, row)
    alone = own and may_judge_own(scope, post_id, row, area_id, today)
    if problems := check_judgement(row.facts, met, note, on=today, own=own, alone=alone):
        raise Refused(problems)
    made = CriterionJudgement.objects.create(
        criterion_id=row.root, met=met, on=today, note=note.strip(), post_id=post_id,
        user_id=scope.user_id, own=own, early=is_early(row.facts, today),
    )  # fmt: skip
    record(
        scope, "criterion.judged", criterion, area_id=area_id, fields=("met", "note"),
    )  # fmt: skip
    return made


@transaction.atomic
def take_back_judgement(
    *, scope: Scope, criterion_id: int, post_id: int, reason: str, seen: int, today: date
) -> CriterionJudgement:
    """Take the judgement back: the criterion is open again. `seen` is the id of the judgement."""
    criterion = locked(scope, criterion_id, "criterion.judge", post_id, IN_FORCE)
    row = row_of(criterion, today)
    newest = CriterionJudgement.objects.filter(pk=row.judgement_pk).first()
    if newest is None:
        raise UserError("not_judged", "This criterion has not been judged.")
    if newest.met is None:
        return newest
    if seen != newest.pk:
        raise overtaken(scope, criterion)
    if not reason.strip():
        raise UserError(
            "reason_missing", "A judgement is taken back with a reason only.", "reason",
            "Say why it no longer holds.",
        )  # fmt: skip
    made = CriterionJudgement.objects.create(
        criterion_id=row.root, met=None, on=today, note=reason.strip(), post_id=post_id,
        user_id=scope.user_id,
    )  # fmt: skip
    record(
        scope, "criterion.judgement_taken_back", criterion,
        area_id=criterion.section.plan.area_id, fields=("met", "note"),
    )  # fmt: skip
    return made
