"""Setting what would be enough."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.criteria.common import (
    CHANGING,
    locked,
    overtaken,
    row_of,
)
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.actions.years import year_problem
from goldenthread.improvement.models import CriterionTarget, Measurement, Plan, SuccessCriterion
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.rules.criteria import (
    Target,
    TargetGiven,
    check_target,
    criterion_problem,
    same_unit,
    settle,
)
from goldenthread.improvement.rules.status import Problem


@transaction.atomic
def set_target(
    *, scope: Scope, criterion_id: int, post_id: int, given: TargetGiven, seen: int, today: date
) -> CriterionTarget:
    """Set what would be enough; the target before it stays on record.

    `seen` is the id of the target that the person saw, 0 for none. Sent twice, it is set once. Refused with
    the rules' reasons; NotAllowed without the right.
    """
    criterion = locked(scope, criterion_id, "criterion.set", post_id, CHANGING)
    _own_draft(criterion)
    row, target = row_of(criterion, today), settle(given)
    newest = CriterionTarget.objects.filter(pk=row.target_pk).first()
    if newest and (newest.user_id, newest.reason, row.target) == (
        scope.user_id, given.reason.strip(), target,
    ):  # fmt: skip
        return newest
    if seen != row.target_pk:
        raise overtaken(scope, criterion)
    if problems := _problems(criterion, row, given, target, today):
        raise Refused(problems)
    values = asdict(target) | {"comparator": target.comparator or ""}
    made = CriterionTarget.objects.create(
        criterion_id=criterion.thread_pk, post_id=post_id, user_id=scope.user_id,
        reason=given.reason.strip(), **values,
    )  # fmt: skip
    changed = [name for name, value in asdict(target).items() if value != getattr(row.target, name)]
    record(
        scope, "criterion.target_set", criterion, area_id=criterion.section.plan.area_id,
        fields=changed,
    )  # fmt: skip
    return made


def _own_draft(criterion: SuccessCriterion) -> None:
    """A draft of the next version shares its targets with the agreed plan, where everybody sees them change."""
    if criterion.section.plan.state == Plan.State.DRAFT and criterion.thread_id is not None:
        raise UserError(
            "target_of_agreed_plan",
            "This criterion is carried on from an earlier version of the plan, and its target with it.",
            fix="Set the target in the agreed plan: it then holds for both versions.",
        )


def _problems(
    criterion: SuccessCriterion, row: CriterionRow, given: TargetGiven, target: Target, today: date
) -> list[Problem]:
    if not row.quantitative:
        return [criterion_problem("words_have_no_target")]
    if row.facts.judgement is not None:
        return [criterion_problem("judged_already")]
    found = check_target(given, today, changes_another=bool(row.target_pk))
    plan = criterion.section.plan
    year = year_problem(
        plan, target.target_by, today, subject="The target's day", where="target_by"
    )
    found += [year] if year else []
    if row.target_pk and target == row.target:
        found.append(criterion_problem("target_same"))
    figures = Measurement.objects.filter(criterion=row.root, withdrawn_at=None)
    if not same_unit(target.unit, row.unit) and figures.exists():
        found.append(criterion_problem("unit_in_use", unit=row.unit))
    return found
