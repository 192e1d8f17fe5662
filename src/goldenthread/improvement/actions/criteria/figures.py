"""Recording how things stand, and withdrawing what was wrong."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.criteria.common import IN_FORCE, locked, row_of
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import Measurement, SuccessCriterion
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.rules.criteria import (
    MeasurementGiven,
    check_measurement,
    criterion_problem,
    figure_words,
    measured_value,
)


class FigureThere(Refused):
    """That day has a figure already; `standing` is it."""

    def __init__(self, standing: Measurement, unit: str) -> None:
        figure = figure_words(standing.value, unit)
        super().__init__([criterion_problem("same_day", figure=figure, source=standing.source)])
        self.standing = standing


@transaction.atomic
def record_measurement(
    *, scope: Scope, criterion_id: int, post_id: int, given: MeasurementGiven, today: date
) -> Measurement:
    """Record a figure on a day, or a count of a base, which makes a share. Sent twice, it is recorded once.

    Refused with the rules' reasons; `FigureThere` where that day has another figure already, unless it is the one
    that `given` replaces: that is withdrawn with the reason.
    """
    criterion = locked(scope, criterion_id, "criterion.measure", post_id, IN_FORCE)
    row = row_of(criterion, today)
    if not row.quantitative:
        raise Refused([criterion_problem("words_have_no_figure")])
    target = row.target
    if problems := check_measurement(
        given, target.unit, today, target.baseline_on, target.comparator
    ):
        raise Refused(problems)
    values = {
        "criterion_id": row.root,
        "user_id": scope.user_id,
        "value": measured_value(given),
        "on": given.on,
        "count": given.count,
        "base": given.base,
        "source": given.source.strip(),
        "note": given.note.strip(),
    }
    if same := Measurement.objects.filter(withdrawn_at=None, **values).first():
        return same
    _replace(scope, criterion, post_id, row, given)
    made = Measurement.objects.create(post_id=post_id, **values)
    record(
        scope, "criterion.measured", criterion, area_id=criterion.section.plan.area_id,
        fields=("value", "on", "source"),
    )  # fmt: skip
    return made


def _replace(
    scope: Scope,
    criterion: SuccessCriterion,
    post_id: int,
    row: CriterionRow,
    given: MeasurementGiven,
) -> None:
    """Withdraw the figure that this one corrects; refused while that day has another."""
    there = Measurement.objects.filter(criterion=row.root, on=given.on, withdrawn_at=None)
    other = there.exclude(pk=given.replaces).first()
    if other is not None:
        raise FigureThere(other, row.unit)
    replaced = there.filter(pk=given.replaces).first()
    if replaced is None:
        return
    if not given.why.strip():
        raise Refused([criterion_problem("replaced_unexplained")])
    _strike(scope, criterion, replaced, post_id, given.why)


def _strike(
    scope: Scope, criterion: SuccessCriterion, found: Measurement, post_id: int, reason: str
) -> None:
    found.withdrawn_at, found.withdrawn_by_id = clock.now(), post_id
    found.withdrawn_why = reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    record(
        scope, "criterion.measurement_withdrawn", criterion, area_id=criterion.section.plan.area_id,
        fields=("withdrawn_at", "withdrawn_why"),
    )  # fmt: skip


@transaction.atomic
def withdraw_measurement(
    *, scope: Scope, criterion_id: int, measurement_id: int, post_id: int, reason: str
) -> Measurement:
    """Withdraw a figure that was wrong; it stays on record, struck, with the reason. Sent twice, it is done once."""
    criterion = locked(scope, criterion_id, "criterion.measure", post_id, IN_FORCE)
    found = Measurement.objects.filter(criterion=criterion.thread_pk, pk=measurement_id).first()
    if found is None:
        raise UserError("no_such_measurement", "There is no such figure.")
    if found.withdrawn_at is not None:
        return found
    if not reason.strip():
        raise UserError(
            "reason_missing", "A figure is withdrawn with a reason only.", "reason",
            "Say what is wrong with it.",
        )  # fmt: skip
    _strike(scope, criterion, found, post_id, reason)
    return found
