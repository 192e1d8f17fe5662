"""Years that a plan cannot mean are asked about wherever a month or a day is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.progress import Refused, Said
from goldenthread.improvement.models import Milestone, Plan, SuccessCriterion
from goldenthread.improvement.rules.status import Status
from tests.factories import Person, make_plan
from tests.improvement import criterion_steps as steps
from tests.improvement.criterion_steps import criterion, manager, plan
from tests.improvement.drafts import add, change
from tests.improvement.test_progress import report

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db
DATED = "The plan is dated 28 May 2025."
SLIPS = [Month(1926, 5), Month(2019, 12), Month(2041, 1), Month(2126, 5)]


@pytest.mark.parametrize("month", SLIPS, ids=str)
def test_a_milestone_is_due_near_the_date_of_its_plan(manager: Person, month: Month) -> None:
    draft = make_plan(Plan(area_id=manager.scope.grants[0].area_id).area)
    with pytest.raises(UserError) as raised:
        add(manager, draft, "milestones", due=month)
    assert (raised.value.code, raised.value.where) == ("implausible_year", "due")
    assert raised.value.message == f"The due date is in {month.year}. Is the year right?"
    assert raised.value.fix == f"Enter a year from 2020 to 2040. {DATED}"
    for near in (Month(2020, 1), Month(2040, 12)):
        assert add(manager, draft, "milestones", due=near, number=str(near)).due == near.last_day


def test_a_date_that_was_imported_and_confirmed_stays(manager: Person) -> None:
    draft = make_plan(Plan(area_id=manager.scope.grants[0].area_id).area, due=(date(1926, 5, 31),))
    row = Milestone.objects.get(plan=draft)
    changed = change(manager, draft, "milestones", row, due=Month(1926, 5), text="Other words")
    assert (changed.text, changed.due) == ("Other words", date(1926, 5, 31))


@pytest.mark.parametrize(("status", "where"), [(Status.AMBER, "forecast"), (Status.RED, "new_due")])
def test_a_forecast_and_a_new_date_lie_near_the_date_of_the_plan(
    manager: Person,
    plan: Plan,
    status: Status,
    where: str,
) -> None:
    row = Milestone.objects.filter(plan=plan)[0]
    said = replace(Said(status, progress="Slow", reason="Staff left"), **{where: Month(2126, 5)})
    with pytest.raises(Refused) as raised:
        report(manager, row, said)
    assert [(one.code, one.field) for one in raised.value.problems] == [("implausible_year", where)]
    report(manager, row, replace(said, **{where: Month(2026, 12)}))


@pytest.mark.parametrize(
    ("day", "field"),
    [("target_by", "target_by"), ("baseline_on", "baseline_on")],
)
def test_the_days_of_a_target_are_near(
    manager: Person, criterion: SuccessCriterion, day: str, field: str
) -> None:
    year = {"target_by": 2126, "baseline_on": 1925}[day]
    given = replace(steps.WAIT, **{day: date(year, 3, 31)})
    with pytest.raises(Refused) as raised:
        steps.aim(manager, criterion, given)
    assert ("implausible_year", field) in [(one.code, one.field) for one in raised.value.problems]


def test_the_day_of_a_measurement_is_near(manager: Person, criterion: SuccessCriterion) -> None:
    steps.aim(manager, criterion)
    with pytest.raises(Refused) as raised:
        steps.measure(manager, criterion, "40 weeks", on=date(1926, 1, 31))
    assert ("implausible_year", "on") in [(one.code, one.field) for one in raised.value.problems]
