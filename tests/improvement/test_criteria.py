from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import (
    CriterionTarget,
    Measurement,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import criterion_rows, plan_criteria
from goldenthread.improvement.rules.criteria import (
    Comparator,
    CriterionState,
    TargetGiven,
    read_figure,
)
from tests.factories import Person, make_area, make_person, make_plan
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
    withdraw,
)

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db


def test_from_no_target_to_judged_met(manager: Person, criterion: SuccessCriterion) -> None:
    assert row_of(criterion).state is CriterionState.TARGET_NOT_SET
    aim(manager, criterion)
    row = row_of(criterion)
    assert row.state is CriterionState.EVIDENCE_MISSING
    assert row.target_words == "down by 20% from 50 weeks (31 March 2025), by 31 March 2027"
    measure(manager, criterion, "39 weeks")
    row = row_of(criterion)
    assert (row.state, row.course_word) == (CriterionState.NOT_DUE, "Target reached")
    assert row.state_word == "Met so far, due 31 March 2027"
    assert row.latest_words == "39 weeks"
    judge(manager, criterion, met=True)
    row = row_of(criterion)
    assert (row.state, row.judged_by) == (CriterionState.MET, manager.post.title)
    found = AuditEntry.objects.filter(target_id=str(criterion.pk)).order_by("pk")
    assert [entry.action for entry in found] == [
        "criterion.target_set", "criterion.measured", "criterion.judged",
    ]  # fmt: skip
    assert "50" not in found[0].fields


def test_every_part_of_a_target_may_be_left_out_but_not_all(manager: Person, plan: Plan) -> None:
    for given in (
        TargetGiven(measure="Calls asking for news"),
        TargetGiven(comparator=Comparator.DECREASE),
        TargetGiven(comparator=Comparator.AT_LEAST, target=read_figure("60%")),
        TargetGiven(baseline=read_figure("12"), baseline_on=date(2025, 1, 1)),
        TargetGiven(target_by=date(2027, 1, 1)),
        TargetGiven(unit="weeks"),
    ):
        aim(manager, make_criterion(plan), given)
    with pytest.raises(Refused) as refused:
        aim(manager, make_criterion(plan), TargetGiven(reason="Just because"))
    assert codes(refused) == {"target_empty"}


def test_a_target_is_changed_with_a_reason_and_the_old_one_stays(
    manager: Person, criterion: SuccessCriterion
) -> None:
    first = aim(manager, criterion)
    harder = replace(WAIT, target=read_figure("30"))
    with pytest.raises(Refused) as refused:
        aim(manager, criterion, harder)
    assert codes(refused) == {"reason_missing"}
    aim(manager, criterion, replace(harder, reason="The board asked for more."))
    assert list(criterion.targets.values_list("target", flat=True)) == [Decimal(30), Decimal(20)]
    assert CriterionTarget.objects.get(pk=first.pk).target == Decimal(20)
    with pytest.raises(Refused) as refused:
        aim(manager, criterion, replace(harder, reason="Again"))
    assert codes(refused) == {"target_same"}


def test_two_people_who_set_a_target_at_once(manager: Person, criterion: SuccessCriterion) -> None:
    other = make_person(criterion.section.plan.area, "partnership_manager")
    first = aim(manager, criterion)
    assert aim(manager, criterion, seen=0) == first  # the button was pressed twice
    with pytest.raises(UserError) as raised:
        aim(other, criterion, replace(WAIT, target=read_figure("10"), reason="Less"), seen=0)
    assert raised.value.code == "changed_meanwhile"
    assert CriterionTarget.objects.count() == 1


def test_a_count_of_a_base_makes_a_share_by_the_one_rounding_rule(
    manager: Person, criterion: SuccessCriterion
) -> None:
    assert measure(manager, criterion, count=1, base=16).value == Decimal("6.3")
    assert row_of(criterion).latest_words == "6.3%"


@pytest.mark.parametrize(
    ("value", "given", "code"),
    [
        ("39", {"on": date(2026, 2, 11)}, "measured_in_future"),
        ("39", {"source": " "}, "source_missing"),
        (None, {}, "figure_missing"),
        ("39", {"count": 1, "base": 2}, "figure_and_count"),
        ("39 days", {}, "measured_unit"),
        ("39%", {}, "measured_unit"),
        (None, {"count": 3}, "base_missing"),
        (None, {"count": 3, "base": 0}, "base_missing"),
        (None, {"base": 3}, "count_missing"),
        (None, {"count": 1, "base": 2}, "share_of_what"),
        (None, {"count": 3, "base": 2}, "count_over_base"),
    ],
)
def test_what_is_no_measurement(
    value: str | None, given: dict[str, object], code: str, manager: Person,
    criterion: SuccessCriterion,
) -> None:  # fmt: skip
    aim(manager, criterion)
    with pytest.raises(Refused) as refused:
        measure(manager, criterion, value, **given)
    assert code in codes(refused)
    assert not Measurement.objects.exists()


def test_a_bare_figure_waits_for_its_unit_and_keeps_it(
    manager: Person, criterion: SuccessCriterion
) -> None:
    with pytest.raises(Refused) as refused:
        measure(manager, criterion, "39")
    assert codes(refused) == {"unit_not_set"}
    aim(manager, criterion)
    figure = measure(manager, criterion, "39")
    in_days = replace(WAIT, unit="days", baseline=read_figure("350"), reason="Finer")
    with pytest.raises(Refused) as refused:
        aim(manager, criterion, in_days)
    assert codes(refused) == {"unit_in_use"}
    withdraw(manager, criterion, figure)
    assert aim(manager, criterion, in_days).unit == "days"


def test_a_withdrawn_figure_stays_on_record_and_does_not_count(
    manager: Person, criterion: SuccessCriterion
) -> None:
    aim(manager, criterion)
    old = measure(manager, criterion, "45", on=date(2025, 12, 31))
    new = measure(manager, criterion, "41")
    assert measure(manager, criterion, "41") == new  # the button was pressed twice
    with pytest.raises(UserError) as raised:
        withdraw(manager, criterion, new, " ")
    assert (raised.value.code, raised.value.where) == ("reason_missing", "reason")
    withdraw(manager, criterion, new)
    assert row_of(criterion).latest_words == "45 weeks"
    assert Measurement.objects.get(pk=new.pk).withdrawn_why == "Counted twice"
    withdraw(manager, criterion, new)
    withdraw(manager, criterion, old)
    assert row_of(criterion).state is CriterionState.EVIDENCE_MISSING
    assert AuditEntry.objects.filter(action="criterion.measurement_withdrawn").count() == 2


def test_criteria_in_words_have_no_figures(manager: Person, plan: Plan) -> None:
    told = make_criterion(plan, "qualitative")
    with pytest.raises(Refused) as refused:
        aim(manager, told)
    assert codes(refused) == {"words_have_no_target"}
    with pytest.raises(Refused) as refused:
        measure(manager, told, count=1, base=2)
    assert codes(refused) == {"words_have_no_figure"}


def test_each_act_needs_its_right_in_the_area(
    manager: Person, plan: Plan, criterion: SuccessCriterion
) -> None:
    analyst = make_person(plan.area, "analyst")
    board = make_person(plan.area, "board_member")
    stranger = make_person(make_area(), "partnership_manager")
    aim(manager, criterion)
    figure = measure(analyst, criterion, "45")
    judge(board, criterion, met=False)
    for act in (
        lambda: aim(analyst, criterion),
        lambda: judge(analyst, criterion, met=False),
        lambda: take_back(analyst, criterion, "No", 1),
        lambda: measure(board, criterion, "40"),
        lambda: withdraw(board, criterion, figure),
    ):
        with pytest.raises(NotAllowed):
            act()
    for act in (
        lambda: aim(stranger, criterion),
        lambda: measure(stranger, criterion, "40"),
        lambda: judge(stranger, criterion, met=True),
    ):
        with pytest.raises(UserError) as raised:
            act()
        assert raised.value.code == "no_such_criterion"


@pytest.mark.parametrize("state", ["superseded", "closed"])
def test_a_plan_that_is_over_is_only_read(
    state: str, manager: Person, plan: Plan, criterion: SuccessCriterion
) -> None:
    aim(manager, criterion)
    closed = {"closed_on": TODAY, "closed_by": manager.post, "closed_why": "Done"}
    Plan.objects.filter(pk=plan.pk).update(state=state, **(closed if state == "closed" else {}))
    for act in (
        lambda: aim(manager, criterion, replace(WAIT, target=read_figure("30"), reason="More")),
        lambda: measure(manager, criterion, "40"),
        lambda: judge(manager, criterion, met=False, note="No"),
    ):
        with pytest.raises(UserError) as raised:
            act()
        assert raised.value.code == "plan_not_in_force"


def test_a_draft_has_targets_only(manager: Person) -> None:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    criterion = make_criterion(make_plan(area))
    aim(manager, criterion)
    with pytest.raises(UserError) as raised:
        measure(manager, criterion, "40")
    assert raised.value.code == "plan_not_in_force"
    board = make_person(area, "board_member")
    with pytest.raises(UserError) as raised:
        judge(board, criterion, met=False)
    assert raised.value.code == "no_such_criterion"


def test_figures_stay_with_the_criterion_through_the_versions_of_a_plan(
    manager: Person, plan: Plan, criterion: SuccessCriterion
) -> None:
    with clock.fixed(TODAY):
        aim(manager, criterion)
        add_evidence(manager, criterion)
    newer = make_plan(plan.area)
    later = make_criterion(newer, thread=criterion)
    with pytest.raises(UserError) as raised:
        aim(manager, later, replace(WAIT, target=read_figure("30"), reason="More"))
    assert raised.value.code == "target_of_agreed_plan"
    Plan.objects.filter(pk=plan.pk).update(state="superseded")
    Plan.objects.filter(pk=newer.pk).update(state="agreed", agreed_on=TODAY, agreed_by=manager.post)
    with clock.fixed(date(2026, 3, 1)):
        measure(manager, later, "40 weeks")
        judge(manager, later, met=True)
    row = row_of(later)
    assert (row.state, row.waiting, row.latest_words) == ("met", 1, "40 weeks")
    (before,) = criterion_rows(SuccessCriterion.objects.filter(pk=criterion.pk), TODAY, ended=True)
    assert (before.state, before.waiting, before.latest_words) == ("not_due", 1, "")


def test_the_newest_of_each_counts_whatever_the_number_of_criteria(
    manager: Person, plan: Plan, django_assert_num_queries: object
) -> None:
    made = [make_criterion(plan) for _ in range(5)]
    for one in made[:3]:
        aim(manager, one)
        measure(manager, one, "44", on=date(2026, 2, 1))
        measure(manager, one, "48", on=date(2025, 7, 1))
    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = plan_criteria(plan, None, TODAY)
    assert [row.latest_words for row in rows] == ["44 weeks"] * 3 + [""] * 2
    assert rows[0].course_sentence == (
        "The latest figure, 44 weeks on 1 February 2026, is on course: a straight line from the baseline to "
        "the target stands at about 45.8 weeks on that day."
    )
