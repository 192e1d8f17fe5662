"""Who may write a draft plan, and that nobody writes an agreed one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goldenthread.core.errors import NotAllowed
from goldenthread.improvement.actions.drafting import (
    Head,
    change_head,
    discard_plan,
    start_plan,
)
from goldenthread.improvement.models import (
    Milestone,
    Plan,
)
from tests.factories import Person, make_area, make_person, make_plan
from tests.improvement.drafts import add, change, move, refused, remove

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    return make_plan(area, lead=manager.post)


def every_change(person: Person, plan: Plan) -> list[Callable[[], object]]:
    milestone = Milestone.objects.filter(plan=plan)[0]
    return [
        lambda: change_head(scope=person.scope, plan_id=plan.pk, head=Head("X"), standing=""),
        lambda: discard_plan(scope=person.scope, plan_id=plan.pk),
        lambda: add(person, plan, "good"),
        lambda: change(person, plan, "milestones", milestone),
        lambda: remove(person, plan, "milestones", milestone),
        lambda: move(person, plan, "milestones", milestone, 1),
    ]


def test_an_agreed_plan_is_not_changed(manager: Person) -> None:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    agreed = make_plan(area, agreed_by=manager.post)
    for act in every_change(manager, agreed):
        problem = refused("plan_not_a_draft", act)
        assert "new version" in str(problem.fix)


@pytest.mark.parametrize("role", ["board_member", "priority_lead", "system_administrator"])
def test_others_change_nothing(role: str, plan: Plan) -> None:
    person = make_person(plan.area, role)
    for act in every_change(person, plan):
        refused("no_such_plan", act)
    with pytest.raises(NotAllowed):
        start_plan(scope=person.scope, area_id=plan.area_id, head=Head("X"), seen=0)


def test_a_manager_of_another_area_changes_nothing(plan: Plan) -> None:
    stranger = make_person(make_area(), "partnership_manager")
    for act in every_change(stranger, plan):
        refused("no_such_plan", act)
    with pytest.raises(NotAllowed):
        start_plan(scope=stranger.scope, area_id=plan.area_id, head=Head("X"), seen=0)
