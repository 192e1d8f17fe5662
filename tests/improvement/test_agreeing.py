from __future__ import annotations

from datetime import date

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.agreeing import agree_plan, yearly_review_after
from goldenthread.improvement.models import Milestone, Plan
from tests.factories import make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2025, 7, 1)


def test_agreeing_freezes_the_first_dates_and_sets_the_yearly_review() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area)
    agree_plan(
        scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk,
        agreed_on=date(2025, 6, 20), today=TODAY,
    )  # fmt: skip
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_on, plan.agreed_by) == (
        "agreed",
        date(2025, 6, 20),
        manager.post,
    )
    assert plan.review_due == date(2026, 5, 28)
    assert [m.baseline_due for m in Milestone.objects.filter(plan=plan)] == [
        date(2026, 3, 31), date(2026, 6, 30),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="plan.agreed", target_id=str(plan.pk)).count() == 1


@pytest.mark.parametrize(("agreed_on", "code"), [(date(2025, 7, 2), "date_in_future")])
def test_what_cannot_be_agreed(agreed_on: date, code: str) -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area)
    with pytest.raises(UserError) as raised:
        agree_plan(
            scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk,
            agreed_on=agreed_on, today=TODAY,
        )  # fmt: skip
    assert raised.value.code == code
    plan.refresh_from_db()
    assert plan.state == Plan.State.DRAFT


def test_a_plan_is_agreed_once() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area, agreed_by=manager.post)
    with pytest.raises(UserError, match="already agreed"):
        agree_plan(
            scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk,
            agreed_on=TODAY, today=TODAY,
        )  # fmt: skip


def test_an_empty_plan_is_not_agreed() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area, due=())
    with pytest.raises(UserError, match="without a milestone"):
        agree_plan(
            scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk,
            agreed_on=TODAY, today=TODAY,
        )  # fmt: skip


def test_the_version_before_is_superseded() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    first = make_plan(area, agreed_by=manager.post)
    second = make_plan(area)
    second.supersedes = first
    second.save()
    agree_plan(
        scope=manager.scope,
        plan_id=second.pk,
        post_id=manager.post.pk,
        agreed_on=TODAY,
        today=TODAY,
    )
    first.refresh_from_db()
    assert first.state == Plan.State.SUPERSEDED


def test_only_a_post_with_the_right_in_that_area_agrees() -> None:
    area, other = make_area(), make_area()
    board = make_person(area, "board_member")
    stranger = make_person(other, "partnership_manager")
    plan = make_plan(area)
    for person in (board, stranger):
        with pytest.raises(UserError) as raised:
            agree_plan(
                scope=person.scope, plan_id=plan.pk, post_id=person.post.pk,
                agreed_on=TODAY, today=TODAY,
            )  # fmt: skip
        # Neither may even see a draft of this area, so neither learns that it is there.
        assert raised.value.code == "no_such_plan"
    manager = make_person(area, "partnership_manager")
    with pytest.raises(NotAllowed):
        agree_plan(
            scope=manager.scope, plan_id=plan.pk, post_id=board.post.pk,
            agreed_on=TODAY, today=TODAY,
        )  # fmt: skip


def test_a_yearly_review_after_a_leap_day() -> None:
    assert yearly_review_after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert yearly_review_after(date(2025, 5, 28)) == date(2026, 5, 28)
