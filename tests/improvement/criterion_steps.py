"""What the tests of success criteria share: a plan with criteria, and the acts of its people."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.improvement.actions.criteria import (
    judge_criterion,
    record_measurement,
    set_target,
    take_back_judgement,
    withdraw_measurement,
)
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    EvidenceItem,
    EvidenceUse,
    Measurement,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows
from goldenthread.improvement.rules.criteria import (
    Comparator,
    MeasurementGiven,
    TargetGiven,
    read_figure,
)
from tests.factories import Person, make_area, make_person, make_plan

TODAY = date(2026, 2, 10)
WAIT = TargetGiven(
    measure="Longest wait",
    comparator=Comparator.DECREASE_BY_PERCENT,
    target=read_figure("20%"),
    target_by=date(2027, 3, 31),
    baseline=read_figure("50 weeks"),
    baseline_on=date(2025, 3, 31),
    source="Provider list",
)


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    return make_plan(area, agreed_by=manager.post)


def make_criterion(plan: Plan, kind: str = "quantitative", **given: object) -> SuccessCriterion:
    section = plan.sections.get()
    place = section.criteria.count() + 1
    return SuccessCriterion.objects.create(
        section=section, position=place, kind=kind, text=f"Criterion {place}", **given
    )


@pytest.fixture
def criterion(plan: Plan) -> SuccessCriterion:
    return make_criterion(plan)


def row_of(criterion: SuccessCriterion) -> CriterionRow:
    return criterion_rows(SuccessCriterion.objects.filter(pk=criterion.pk), TODAY)[0]


def aim(
    by: Person, criterion: SuccessCriterion, given: TargetGiven = WAIT, seen: int | None = None
) -> CriterionTarget:
    return set_target(
        scope=by.scope, criterion_id=criterion.pk, post_id=by.post.pk, given=given,
        seen=row_of(criterion).target_pk if seen is None else seen, today=TODAY,
    )  # fmt: skip


def measure(
    by: Person, criterion: SuccessCriterion, value: str | None = None, **given: object
) -> Measurement:
    figure = None if value is None else read_figure(value)
    told = {"on": date(2026, 1, 31), "source": "Provider list", **given}
    return record_measurement(
        scope=by.scope, criterion_id=criterion.pk, post_id=by.post.pk,
        given=MeasurementGiven(value=figure, **told), today=TODAY,  # type: ignore[arg-type]
    )  # fmt: skip


def judge(
    by: Person, criterion: SuccessCriterion, met: bool, note: str = "Seen.", seen: str | None = None
) -> CriterionJudgement:
    return judge_criterion(
        scope=by.scope, criterion_id=criterion.pk, post_id=by.post.pk, met=met, note=note,
        seen=row_of(criterion).mark if seen is None else seen, today=TODAY,
    )  # fmt: skip


def add_evidence(by: Person, criterion: SuccessCriterion, review: str = "waiting") -> EvidenceItem:
    reviewed = {} if review == "waiting" else {"reviewed_on": TODAY, "reviewed_by": by.post}
    item = EvidenceItem.objects.create(
        area=criterion.section.plan.area, title="Survey", type="survey", strength="strong",
        source="Forum", dated=TODAY, kept_at="Shared folder", shows="Less chasing", post=by.post,
        review=review, **reviewed,
    )  # fmt: skip
    EvidenceUse.objects.create(evidence=item, criterion_id=criterion.thread_pk, post=by.post)
    return item


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def withdraw(
    by: Person, criterion: SuccessCriterion, figure: Measurement, reason: str = "Counted twice"
) -> Measurement:
    return withdraw_measurement(
        scope=by.scope, criterion_id=criterion.pk, measurement_id=figure.pk, post_id=by.post.pk,
        reason=reason,
    )  # fmt: skip


def take_back(
    by: Person, criterion: SuccessCriterion, reason: str, seen: int
) -> CriterionJudgement:
    return take_back_judgement(
        scope=by.scope, criterion_id=criterion.pk, post_id=by.post.pk, reason=reason, seen=seen,
        today=TODAY,
    )  # fmt: skip
