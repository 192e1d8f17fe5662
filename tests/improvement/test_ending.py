"""Closing a plan and its yearly reviews."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.closing import close_plan
from goldenthread.improvement.actions.progress import Said, report_progress
from goldenthread.improvement.actions.reviewing import record_review
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import Milestone, Plan, PlanReview
from goldenthread.improvement.presenters import roadmap
from goldenthread.improvement.queries.plans import grouped, plan_list, plan_page
from goldenthread.improvement.rules.status import Status
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 10)


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    made = make_plan(area, lead=manager.post, agreed_by=manager.post)
    Plan.objects.filter(pk=made.pk).update(review_due=date(2026, 6, 1))
    made.refresh_from_db()
    return made


def close(person: Person, plan: Plan, on: date = TODAY, why: str = "Replaced") -> Plan:
    return close_plan(
        scope=person.scope, plan_id=plan.pk, post_id=person.post.pk, closed_on=on, why=why,
        today=TODAY,
    )  # fmt: skip


def review(person: Person, plan: Plan, on: date = TODAY, said: str = "It stands") -> PlanReview:
    return record_review(
        scope=person.scope, plan_id=plan.pk, post_id=person.post.pk, held_on=on, conclusion=said,
        today=TODAY,
    )  # fmt: skip


def test_a_closed_plan_is_read_as_on_the_day_it_closed(manager: Person, plan: Plan) -> None:
    close(manager, plan, on=date(2026, 3, 31))
    reader = make_person(plan.area, "board_member")
    page = plan_page(reader.scope, plan.pk, date(2030, 1, 1))
    assert page.ending is not None
    assert (page.as_at, page.ending.successor) == (date(2026, 3, 31), None)
    assert {row.shown.status for row in page.milestones} == {Status.GREY}
    assert AuditEntry.objects.get(action="plan.closed").target_id == str(plan.pk)


def test_nobody_reports_on_a_closed_plan_or_closes_it_again(manager: Person, plan: Plan) -> None:
    row = Milestone.objects.filter(plan=plan)[0]
    close(manager, plan)
    with pytest.raises(UserError) as raised:
        report_progress(
            scope=manager.scope, milestone_id=row.pk, post_id=manager.post.pk,
            said=Said(Status.GREEN, progress="Still going"), version=row.version, today=TODAY,
        )  # fmt: skip
    assert raised.value.code == "plan_not_in_force"
    for act in (close, review):
        with pytest.raises(UserError) as raised:
            act(manager, plan)
        assert raised.value.code == "plan_not_in_force"


@pytest.mark.parametrize(
    ("on", "why", "code"),
    [
        (date(2026, 5, 11), "Replaced", "date_in_future"),
        (date(2025, 5, 31), "Replaced", "closed_before_agreed"),
        (TODAY, "  ", "reason_missing"),
    ],
)
def test_what_cannot_be_closed(manager: Person, plan: Plan, on: date, why: str, code: str) -> None:
    with pytest.raises(UserError) as raised:
        close(manager, plan, on, why)
    assert raised.value.code == code


def test_a_plan_with_a_draft_of_a_new_version_is_not_closed(manager: Person, plan: Plan) -> None:
    new_version(scope=manager.scope, plan_id=plan.pk)
    with pytest.raises(UserError) as raised:
        close(manager, plan)
    assert raised.value.code == "version_begun"


def test_who_may_not_close_or_review(manager: Person, plan: Plan) -> None:
    board = make_person(plan.area, "board_member")
    stranger = make_person(make_area(), "partnership_manager")
    for act in (close, review):
        with pytest.raises(NotAllowed):
            act(board, plan)
        with pytest.raises(UserError) as raised:
            act(stranger, plan)
        assert raised.value.code == "no_such_plan"


def test_a_review_is_kept_and_moves_the_next_one_a_year_on(manager: Person, plan: Plan) -> None:
    made = review(manager, plan)
    plan.refresh_from_db()
    assert made.next_due == plan.review_due == date(2027, 6, 1)
    assert AuditEntry.objects.filter(action="plan.reviewed").count() == 1
    assert review(manager, plan) == made  # the button was pressed twice
    colleague = make_person(plan.area, "partnership_manager")
    for who, said in ((manager, "It does not stand"), (colleague, "It stands")):
        with pytest.raises(UserError) as raised:
            review(who, plan, said=said)
        assert raised.value.code == "review_recorded_already"
    plan.refresh_from_db()
    assert plan.review_due == date(2027, 6, 1)
    assert AuditEntry.objects.filter(action="plan.reviewed").count() == 1


@pytest.mark.parametrize(
    ("on", "said", "code"),
    [
        (date(2026, 5, 11), "It stands", "date_in_future"),
        (date(2025, 5, 31), "It stands", "reviewed_before_agreed"),
        (TODAY, " ", "nothing_concluded"),
    ],
)
def test_what_is_no_review(manager: Person, plan: Plan, on: date, said: str, code: str) -> None:
    with pytest.raises(UserError) as raised:
        review(manager, plan, on, said)
    assert raised.value.code == code
    assert not PlanReview.objects.exists()


def test_the_list_groups_plans_and_reminds_of_reviews(manager: Person, plan: Plan) -> None:
    make_plan(plan.area)
    other = make_plan(plan.area, agreed_by=manager.post)
    close(manager, make_plan(plan.area, agreed_by=manager.post))
    groups = dict(grouped(plan_list(manager.scope, TODAY)))
    assert {words: len(rows) for words, rows in groups.items()} == {
        "In force": 2, "Drafts": 1, "Closed": 1,
    }  # fmt: skip
    notices = {row.id: row.review for row in groups["In force"]}
    assert notices[other.pk] is None
    due = notices[plan.pk]
    assert due is not None
    assert due.words == "in 22 days"


def test_the_roadmap_of_a_closed_plan_marks_its_end_and_not_today(
    manager: Person, plan: Plan
) -> None:
    close(manager, plan, on=date(2026, 3, 31))
    page = plan_page(manager.scope, plan.pk, date(2030, 1, 1))
    assert "Closed, 31 March 2026" in roadmap(page).svg()
    other = plan_page(manager.scope, make_plan(plan.area).pk, date(2026, 3, 31))
    assert "Today, 31 March 2026" in roadmap(other).svg()
