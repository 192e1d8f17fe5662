"""A new version of a plan: copied whole, drafted, agreed, and taking over what was reported meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.judging import override_status, sign_off_part
from goldenthread.improvement.actions.progress import Said, report_progress, sign_off
from goldenthread.improvement.actions.versions import discard_version, new_version
from goldenthread.improvement.models import (
    Action,
    Lead,
    Milestone,
    PartJudgement,
    Plan,
    Priority,
    Section,
    SuccessCriterion,
)
from goldenthread.improvement.queries.milestone import milestone_detail
from goldenthread.improvement.queries.parts import priority_page
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.improvement.queries.versions import ancestry, taking_over, versions_of
from goldenthread.improvement.rules.status import Status
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2025, 9, 10), date(2025, 10, 20)


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    return make_plan(area, lead=manager.post, agreed_by=manager.post)


@pytest.fixture
def board(plan: Plan) -> Person:
    return make_person(plan.area, "board_member")


def begin(manager: Person, plan: Plan, version: str = "2.0") -> Plan:
    return new_version(scope=manager.scope, plan_id=plan.pk, version=version)


def agree(manager: Person, draft: Plan, on: date = LATER) -> Plan:
    return agree_plan(
        scope=manager.scope, plan_id=draft.pk, post_id=manager.post.pk, agreed_on=on, today=LATER,
        dated=on,
    )  # fmt: skip


def milestone(plan: Plan, number: str = "1") -> Milestone:
    return Milestone.objects.get(plan=plan, number=number)


def report(person: Person, row: Milestone, said: Said, on: date = TODAY) -> None:
    row.refresh_from_db()
    report_progress(
        scope=person.scope, milestone_id=row.pk, post_id=person.post.pk, said=said,
        version=row.version, today=on,
    )  # fmt: skip


def seen_done(board: Person, row: Milestone, on: date = TODAY) -> None:
    row.refresh_from_db()
    sign_off(
        scope=board.scope, milestone_id=row.pk, post_id=board.post.pk, version=row.version, today=on
    )


RED = Said(Status.RED, progress="Late", reason="No staff", new_due=Month(2026, 9))
BLUE = Said(Status.BLUE, progress="Done", completed_on=TODAY)


def test_a_new_version_carries_every_item_on_under_its_thread(manager: Person, plan: Plan) -> None:
    section = Section.objects.get(plan=plan)
    parent = SuccessCriterion.objects.create(
        section=section, position=1, kind="quantitative", text="Parent"
    )
    SuccessCriterion.objects.create(
        section=section, position=2, kind="quantitative", text="Child", parent=parent
    )
    Milestone.objects.filter(plan=plan).update(action=Action.objects.get())
    draft = begin(manager, plan)
    assert (draft.state, draft.supersedes, draft.version) == ("draft", plan, "2.0")
    for model in (Section, Priority, Milestone):
        old, new = (list(model.objects.filter(plan=one).order_by("pk")) for one in (plan, draft))
        assert [row.thread_pk for row in new] == [row.pk for row in old]
        assert [str(row) for row in new] == [str(row) for row in old]
    child = SuccessCriterion.objects.get(section__plan=draft, text="Child")
    assert child.parent is not None
    assert child.parent.section.plan == draft
    copy = milestone(draft)
    assert copy.action is not None
    assert copy.action.priority.plan == draft
    assert (copy.due, copy.due_when_copied, copy.baseline_due) == (date(2026, 3, 31),) * 3
    assert Lead.objects.get(priority__plan=draft).post == manager.post
    assert AuditEntry.objects.get(action="plan.version_begun").target_id == str(draft.pk)


def test_copying_costs_the_same_queries_whatever_the_size(manager: Person, plan: Plan) -> None:
    def cost(of: Plan) -> int:
        with CaptureQueriesContext(connection) as queries:
            begin(manager, of)
        return len(queries)

    larger = make_plan(
        plan.area, lead=manager.post, agreed_by=manager.post, due=(date(2026, 3, 31),) * 20
    )
    assert cost(plan) == cost(larger)


def test_there_is_one_draft_at_a_time_and_only_of_an_agreed_plan(
    manager: Person, plan: Plan
) -> None:
    draft = begin(manager, plan)
    for of, code in ((plan, "version_begun"), (draft, "plan_not_in_force")):
        with pytest.raises(UserError) as raised:
            begin(manager, of)
        assert raised.value.code == code


def test_who_may_not_begin_or_discard(manager: Person, plan: Plan, board: Person) -> None:
    with pytest.raises(NotAllowed):
        begin(board, plan)
    draft = begin(manager, plan)
    stranger = make_person(make_area(), "partnership_manager")
    for person in (board, stranger):
        with pytest.raises(UserError) as raised:
            discard_version(scope=person.scope, plan_id=draft.pk)
        assert raised.value.code == "no_such_plan"


def test_a_draft_version_is_discarded_whole_and_the_plan_stays(manager: Person, plan: Plan) -> None:
    draft = begin(manager, plan)
    discard_version(scope=manager.scope, plan_id=draft.pk)
    assert list(Plan.objects.all()) == [plan]
    assert Milestone.objects.count() == 2
    assert AuditEntry.objects.filter(action="plan.version_discarded").count() == 1
    begin(manager, plan)
    with pytest.raises(UserError) as raised:
        discard_version(scope=manager.scope, plan_id=plan.pk)
    assert raised.value.code == "not_a_draft_version"


def test_agreeing_takes_over_what_was_reported_meanwhile(
    manager: Person, plan: Plan, board: Person
) -> None:
    draft = begin(manager, plan)
    report(manager, milestone(plan, "1"), RED)
    report(manager, milestone(plan, "2"), BLUE)
    seen_done(board, milestone(plan, "2"))
    agree(manager, draft)
    plan.refresh_from_db()
    assert plan.state == "superseded"
    late, done = milestone(draft, "1"), milestone(draft, "2")
    assert (late.reported_status, late.due, late.baseline_due) == (
        "red", date(2026, 9, 30), date(2026, 3, 31),
    )  # fmt: skip
    assert (done.reported_status, done.completed_on, done.signed_off_post) == (
        "blue", TODAY, board.post,
    )  # fmt: skip
    assert done.signed_off_owners == [str(manager.post.pk)]
    rows = plan_page(manager.scope, draft.pk, LATER).milestones
    assert [row.shown.status for row in rows] == [Status.RED, Status.BLUE]
    assert rows[0].slippage == 183


def test_a_date_that_the_draft_changed_stands_and_the_first_date_stays(
    manager: Person, plan: Plan
) -> None:
    draft = begin(manager, plan)
    Milestone.objects.filter(plan=draft, number="1").update(due=date(2026, 5, 31))
    report(manager, milestone(plan, "1"), RED)
    new = Milestone.objects.create(
        plan=draft, priority=draft.priorities.get(), position=3, number="3", text="New",
        due=date(2026, 12, 31),
    )  # fmt: skip
    both = taking_over(draft).both_moved
    assert [(old.due, now.due) for old, now in both] == [(date(2026, 9, 30), date(2026, 5, 31))]
    agree(manager, draft)
    first = milestone(draft, "1")
    assert (first.due, first.baseline_due) == (date(2026, 5, 31), date(2026, 3, 31))
    new.refresh_from_db()
    assert (new.due, new.baseline_due, new.reported_status) == (
        date(2026, 12, 31), date(2026, 12, 31), "grey",
    )  # fmt: skip


def test_what_the_draft_leaves_out_is_listed_before_it_is_agreed(
    manager: Person, plan: Plan
) -> None:
    draft = begin(manager, plan)
    assert taking_over(draft).ends == []
    milestone(draft, "2").delete()
    assert [row.pk for row in taking_over(draft).ends] == [milestone(plan, "2").pk]
    agree(manager, draft)
    assert Milestone.objects.filter(plan=draft).count() == 1


def test_a_report_that_was_open_while_the_version_was_agreed_is_refused(
    manager: Person, plan: Plan
) -> None:
    row = milestone(plan)
    agree(manager, begin(manager, plan))
    with pytest.raises(UserError) as raised:
        report_progress(
            scope=manager.scope, milestone_id=row.pk, post_id=manager.post.pk, said=BLUE,
            version=row.version, today=LATER,
        )  # fmt: skip
    assert raised.value.code == "plan_not_in_force"
    assert milestone(plan).version == row.version + 1


def test_a_version_is_not_agreed_before_the_one_before_it(manager: Person, plan: Plan) -> None:
    draft = begin(manager, plan)
    with pytest.raises(UserError) as raised:
        agree(manager, draft, on=date(2025, 5, 1))
    assert raised.value.code == "agreed_before_the_version_before"
    draft.refresh_from_db()
    plan.refresh_from_db()
    assert (draft.state, plan.state) == ("draft", "agreed")


def test_judgements_of_parts_go_on_counting_and_later_ones_do_not_reach_back(
    manager: Person, plan: Plan, board: Person
) -> None:
    priority = plan.priorities.get()
    for row in Milestone.objects.filter(plan=plan):
        report(manager, row, BLUE)
        seen_done(board, row)
    sign_off_part(scope=board.scope, part=priority, post_id=board.post.pk, today=TODAY)
    override_status(
        scope=manager.scope, part=priority.section, post_id=manager.post.pk, status=Status.AMBER,
        reason="Families disagree", today=TODAY,
    )  # fmt: skip
    draft = begin(manager, plan)
    agree(manager, draft)
    page = plan_page(manager.scope, draft.pk, LATER)
    section = page.sections[0]
    assert section.priorities[0].shown.status is Status.BLUE
    assert section.shown.status is Status.AMBER
    new = draft.priorities.get()
    assert priority_page(manager.scope, draft.pk, new.pk, LATER).shown.status is Status.BLUE
    override_status(
        scope=manager.scope, part=new, post_id=manager.post.pk, status=Status.RED,
        reason="Opened again", today=LATER,
    )  # fmt: skip
    assert priority_page(manager.scope, draft.pk, new.pk, LATER).shown.status is Status.RED
    assert priority_page(manager.scope, plan.pk, priority.pk, LATER).shown.status is Status.BLUE
    old = plan_page(manager.scope, plan.pk, LATER).sections[0]
    assert old.priorities[0].shown.status is Status.BLUE
    assert PartJudgement.objects.count() == 3


def test_a_milestone_tells_what_was_said_under_earlier_versions(
    manager: Person, plan: Plan
) -> None:
    report(manager, milestone(plan), Said(Status.GREEN, progress="Under way"))
    draft = begin(manager, plan)
    Milestone.objects.filter(plan=draft, number="1").update(due=date(2026, 5, 31))
    agree(manager, draft)
    now = milestone(draft)
    worse = Said(Status.RED, progress="Late", reason="No staff", new_due=Month(2026, 11))
    report(manager, now, worse, LATER)
    page = milestone_detail(manager.scope, now.pk, LATER)
    assert [(event.plan_id, event.status_before, event.status) for event in page.events] == [
        (draft.pk, "green", "red"), (plan.pk, "", "green"),
    ]  # fmt: skip
    assert [(move.before, move.after) for move in page.date_moves] == [
        (date(2026, 5, 31), date(2026, 11, 30)), (date(2026, 3, 31), date(2026, 5, 31)),
    ]  # fmt: skip
    assert page.date_moves[1].why == "Agreed with version 2.0."
    old = milestone_detail(manager.scope, milestone(plan).pk, LATER)
    assert [event.status for event in old.events] == ["green"]


def test_a_superseded_version_shows_the_statuses_of_the_day_it_ended(
    manager: Person, plan: Plan
) -> None:
    draft = begin(manager, plan)
    agree(manager, draft)
    much_later = date(2027, 1, 1)
    page = plan_page(manager.scope, plan.pk, much_later)
    assert page.ending is not None
    assert (page.as_at, page.ending.on, page.ending.successor) == (LATER, LATER, draft)
    assert {row.shown.status for row in page.milestones} == {Status.GREY}
    now = plan_page(manager.scope, draft.pk, much_later)
    assert {row.shown.status for row in now.milestones} == {Status.RED}


def test_an_agreement_entered_late_shows_the_day_of_the_last_report(
    manager: Person, plan: Plan
) -> None:
    draft = begin(manager, plan)
    report(manager, milestone(plan), BLUE, TODAY)
    agree(manager, draft, on=date(2025, 9, 1))
    page = plan_page(manager.scope, plan.pk, LATER)
    assert page.ending is not None
    assert (page.ending.on, page.as_at) == (date(2025, 9, 1), TODAY)


def test_the_line_of_versions(manager: Person, plan: Plan) -> None:
    assert ancestry(plan) == [plan.pk]
    second = begin(manager, plan)
    agree(manager, second)
    second.refresh_from_db()
    third = begin(manager, second, "3.0")
    make_plan(plan.area, agreed_by=manager.post)
    assert ancestry(third) == [third.pk, second.pk, plan.pk]
    assert ancestry(second) == [second.pk, plan.pk]
    for one in (plan, second, third):
        assert versions_of(manager.scope, one.pk) == [third, second, plan]
    reader = make_person(plan.area, "board_member")
    assert versions_of(reader.scope, plan.pk) == [second, plan]
    thread = {row.thread_pk for row in Milestone.objects.filter(plan__in=[plan, second, third])}
    assert thread == {row.pk for row in Milestone.objects.filter(plan=plan)}


def test_agreeing_a_new_version_is_no_yearly_review(manager: Person, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(review_due=date(2025, 5, 28))
    agreed = agree(manager, begin(manager, plan))
    assert agreed.review_due == date(2025, 5, 28)
