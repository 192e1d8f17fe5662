from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import (
    CriterionJudgement,
    EvidenceItem,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.rules.criteria import (
    Comparator,
    CriterionState,
    TargetGiven,
    read_figure,
)
from tests.factories import Person
from tests.improvement.criterion_steps import (
    TODAY,
    WAIT,
    add_evidence,
    aim,
    codes,
    criterion,
    judge,
    make_criterion,
    manager,
    measure,
    plan,
    row_of,
    take_back,
)

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db


def test_met_needs_evidence_and_for_a_change_its_baseline(
    manager: Person, plan: Plan, criterion: SuccessCriterion
) -> None:
    aim(manager, criterion, TargetGiven(comparator=Comparator.DECREASE, unit="calls"))
    with pytest.raises(Refused) as refused:
        judge(manager, criterion, met=True, note="We think so")
    assert codes(refused) == {"evidence_missing", "baseline_missing"}
    told = make_criterion(plan, "qualitative")
    with pytest.raises(Refused) as refused:
        judge(manager, told, met=True, note="We think so")
    assert codes(refused) == {"evidence_missing"}
    assert not CriterionJudgement.objects.exists()


@pytest.mark.parametrize(
    ("review", "state"),
    [
        ("accepted", "ready_to_judge"),
        ("waiting", "ready_to_judge"),
        ("refused", "evidence_missing"),
    ],
)
def test_refused_evidence_is_none(review: str, state: str, manager: Person, plan: Plan) -> None:
    told = make_criterion(plan, "qualitative")
    add_evidence(manager, told, review)
    row = row_of(told)
    assert row.state == state
    assert (row.accepted, row.waiting) == (int(review == "accepted"), int(review == "waiting"))


def test_met_ends_when_its_evidence_is_refused(manager: Person, plan: Plan) -> None:
    told = make_criterion(plan, "qualitative")
    item = add_evidence(manager, told)
    judge(manager, told, met=True)
    assert row_of(told).state is CriterionState.MET
    EvidenceItem.objects.filter(pk=item.pk).update(
        review="refused", reviewed_on=TODAY, reviewed_by=manager.post
    )
    assert row_of(told).state is CriterionState.EVIDENCE_MISSING


def test_a_judgement_is_made_on_what_was_seen_and_can_be_taken_back(
    manager: Person, criterion: SuccessCriterion
) -> None:
    aim(manager, criterion)
    measure(manager, criterion, "41")
    seen = row_of(criterion).mark
    measure(manager, criterion, "39", on=TODAY)
    with pytest.raises(UserError) as raised:
        judge(manager, criterion, met=False, seen=seen)
    assert raised.value.code == "changed_meanwhile"
    made = judge(manager, criterion, met=True)
    assert judge(manager, criterion, met=True, seen=seen) == made  # the button was pressed twice
    with pytest.raises(Refused) as refused:
        aim(manager, criterion, replace(WAIT, target=read_figure("30"), reason="More"))
    assert codes(refused) == {"judged_already"}
    for reason, seen_pk, code in (("", made.pk, "reason_missing"), ("x", 0, "changed_meanwhile")):
        with pytest.raises(UserError) as raised:
            take_back(manager, criterion, reason, seen_pk)
        assert raised.value.code == code
    back = take_back(manager, criterion, "The list was incomplete.", made.pk)
    assert row_of(criterion).state is CriterionState.NOT_DUE
    assert take_back(manager, criterion, "Again", made.pk) == back
    assert CriterionJudgement.objects.count() == 2


def test_nothing_to_take_back(manager: Person, criterion: SuccessCriterion) -> None:
    with pytest.raises(UserError) as raised:
        take_back(manager, criterion, "Why", 0)
    assert raised.value.code == "not_judged"


def test_a_judgement_against_the_figures_needs_a_reason(
    manager: Person, criterion: SuccessCriterion
) -> None:
    aim(manager, criterion)
    measure(manager, criterion, "45")
    with pytest.raises(Refused) as refused:
        judge(manager, criterion, met=True, note="")
    assert codes(refused) == {"note_missing_figures", "note_missing_own", "note_missing_early"}
    judge(manager, criterion, met=True, note="The board took the median as enough.")
