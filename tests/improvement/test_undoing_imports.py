"""Undoing an import throws nothing away that was written since."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.drafting import (
    Head,
    add_item,
    change_head,
    change_item,
    discard_plan,
    move_item,
    remove_item,
)
from goldenthread.improvement.actions.importing import create_plan, remove_imported_plan
from goldenthread.improvement.draft_kinds import HEAD, KINDS, fingerprint
from goldenthread.improvement.models import GoodLooksLike, Plan
from goldenthread.improvement.rules.importing import ParsedPlan, ParsedSection, PlanHead
from tests.factories import Person, make_area, make_person
from tests.registers.makers import area_of

pytestmark = pytest.mark.django_db
GOOD = KINDS["good"]


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    section = ParsedSection(
        number="1", title="Waiting", area_for_improvement=None,
        what_good_looks_like=("Short waits", "Kind words"), success_criteria=(),
        interdependencies=(), priorities=(), source_line=1, key="s1",
    )  # fmt: skip
    parsed = ParsedPlan(PlanHead("Imported", None, None), (section,), (), ())
    return create_plan(scope=manager.scope, area_id=area_of(manager), parsed=parsed, posts={})


def first_good(plan: Plan) -> GoodLooksLike:
    return GoodLooksLike.objects.filter(section__plan=plan)[0]


def add(manager: Person, plan: Plan) -> None:
    add_item(
        scope=manager.scope, plan_id=plan.pk, kind=GOOD, parent_id=plan.sections.get().pk,
        typed={"text": "By hand"}, seen=0,
    )  # fmt: skip


def change(manager: Person, plan: Plan, text: str = "Other words") -> None:
    row = first_good(plan)
    change_item(
        scope=manager.scope, plan_id=plan.pk, kind=GOOD, item_id=row.pk, typed={"text": text},
        standing=fingerprint(row, GOOD.written),
    )  # fmt: skip


def remove(manager: Person, plan: Plan) -> None:
    row = first_good(plan)
    remove_item(
        scope=manager.scope, plan_id=plan.pk, kind=GOOD, item_id=row.pk,
        standing=fingerprint(row, GOOD.written),
    )  # fmt: skip


def move(manager: Person, plan: Plan) -> None:
    move_item(
        scope=manager.scope, plan_id=plan.pk, kind=GOOD, item_id=first_good(plan).pk, step=1,
        position=1,
    )  # fmt: skip


def retitle(manager: Person, plan: Plan, title: str = "Another title") -> None:
    change_head(
        scope=manager.scope, plan_id=plan.pk, head=Head(title), standing=fingerprint(plan, HEAD)
    )


@pytest.mark.parametrize("act", [add, change, remove, move, retitle])
def test_a_draft_that_was_changed_on_screen_is_not_taken_back(
    manager: Person, plan: Plan, act: Callable[[Person, Plan], None]
) -> None:
    act(manager, plan)
    with pytest.raises(UserError) as problem:
        remove_imported_plan(scope=manager.scope, plan_id=plan.pk)
    assert problem.value.code == "plan_edited"
    assert "discard it" in str(problem.value)
    # What it tells people to do works.
    discard_plan(scope=manager.scope, plan_id=plan.pk)
    assert not Plan.objects.exists()


def test_saving_what_stands_there_already_changes_nothing(manager: Person, plan: Plan) -> None:
    change(manager, plan, first_good(plan).text)
    retitle(manager, plan, plan.title)
    remove_imported_plan(scope=manager.scope, plan_id=plan.pk)
    assert not Plan.objects.exists()
