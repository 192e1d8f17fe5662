from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.judging import Part, override_status, sign_off_part
from goldenthread.improvement.actions.progress import Refused, Said, report_progress, sign_off
from goldenthread.improvement.models import Milestone, PartJudgement, Plan
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.improvement.rules.status import Flag, Status
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)


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


def finish(plan: Plan, manager: Person, board: Person) -> None:
    """Report every milestone complete and have it signed off."""
    for milestone in Milestone.objects.filter(plan=plan):
        said = Said(Status.BLUE, progress="Done", completed_on=TODAY)
        report_progress(
            scope=manager.scope, milestone_id=milestone.pk, post_id=manager.post.pk, said=said,
            version=1, today=TODAY,
        )  # fmt: skip
        sign_off(
            scope=board.scope, milestone_id=milestone.pk, post_id=board.post.pk, version=2,
            today=TODAY,
        )  # fmt: skip


def off(person: Person, part: Part) -> PartJudgement:
    return sign_off_part(scope=person.scope, part=part, post_id=person.post.pk, today=TODAY)


def by_hand(person: Person, part: Part, status: Status | None, reason: str = "") -> PartJudgement:
    return override_status(
        scope=person.scope, part=part, post_id=person.post.pk, status=status, reason=reason,
        today=TODAY,
    )  # fmt: skip


def test_all_blue_is_blue_only_once_the_whole_is_signed_off(
    plan: Plan, manager: Person, board: Person
) -> None:
    priority = plan.priorities.get()
    with pytest.raises(Refused) as raised:
        off(board, priority)
    assert raised.value.code == "children_not_signed_off"
    finish(plan, manager, board)
    row = plan_page(board.scope, plan.pk, TODAY).sections[0].priorities[0]
    assert row.shown.status is Status.GREEN
    assert Flag.AWAITING_SIGN_OFF in row.shown.flags
    off(board, priority)
    off(board, priority.section)
    page = plan_page(board.scope, plan.pk, TODAY)
    assert page.sections[0].priorities[0].shown.status is Status.BLUE
    assert page.sections[0].shown.status is Status.BLUE
    assert AuditEntry.objects.filter(action="status.signed_off").count() == 2


def test_whoever_leads_it_does_not_sign_off_the_whole(
    plan: Plan, manager: Person, board: Person
) -> None:
    finish(plan, manager, board)
    with pytest.raises(Refused) as raised:
        off(manager, plan.priorities.get())
    assert raised.value.code == "signer_owns_item"


def test_a_status_set_by_hand_shows_its_reason_and_what_the_rule_gives(
    plan: Plan, manager: Person
) -> None:
    priority = plan.priorities.get()
    by_hand(manager, priority, Status.AMBER, "The forum is short of people.")
    shown = plan_page(manager.scope, plan.pk, TODAY).sections[0].priorities[0].shown
    assert (shown.status, shown.derived) == (Status.AMBER, Status.GREY)
    assert Flag.OVERRIDDEN in shown.flags
    assert any("short of people" in sentence for sentence in shown.because)
    by_hand(manager, priority, None)
    shown = plan_page(manager.scope, plan.pk, TODAY).sections[0].priorities[0].shown
    assert (shown.status, shown.derived) == (Status.GREY, None)


@pytest.mark.parametrize(
    ("status", "reason", "code"),
    [
        (Status.AMBER, " ", "override_reason_missing"),
        (Status.BLUE, "Looks done", "override_to_blue"),
        (Status.GREY, "Same as the rule", "override_same"),
    ],
)
def test_what_may_not_be_set_by_hand(
    plan: Plan, manager: Person, status: Status, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as raised:
        by_hand(manager, plan.priorities.get(), status, reason)
    assert code in {problem.code for problem in raised.value.problems}
    assert not PartJudgement.objects.exists()


def test_only_posts_with_the_right_judge_and_only_in_their_area(
    plan: Plan, manager: Person, board: Person
) -> None:
    with pytest.raises(NotAllowed):
        by_hand(board, plan.priorities.get(), Status.AMBER, "I think so")
    stranger = make_person(make_area(), "partnership_manager")
    with pytest.raises(UserError) as raised:
        by_hand(stranger, plan.priorities.get(), Status.AMBER, "From elsewhere")
    assert raised.value.code == "no_such_plan"


def test_the_database_refuses_a_status_by_hand_without_a_reason(
    plan: Plan, manager: Person
) -> None:
    made = by_hand(manager, plan.priorities.get(), Status.RED, "Serious")
    made.pk, made.reason = None, ""
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_going_back_to_the_rule_keeps_an_earlier_sign_off(
    plan: Plan, manager: Person, board: Person
) -> None:
    finish(plan, manager, board)
    priority = plan.priorities.get()
    off(board, priority)
    by_hand(manager, priority, Status.AMBER, "We want to look again.")
    by_hand(manager, priority, None)
    shown = plan_page(manager.scope, plan.pk, TODAY).sections[0].priorities[0].shown
    assert shown.status is Status.BLUE


def test_a_whole_is_signed_off_once(plan: Plan, manager: Person, board: Person) -> None:
    finish(plan, manager, board)
    off(board, plan.priorities.get())
    with pytest.raises(UserError) as raised:
        off(board, plan.priorities.get())
    assert raised.value.code == "already_signed_off"


def test_a_sign_off_of_the_whole_ends_when_work_below_it_is_done_anew(
    plan: Plan, manager: Person, board: Person
) -> None:
    finish(plan, manager, board)
    off(board, plan.priorities.get())
    later = date(2025, 11, 20)
    milestone = Milestone.objects.filter(plan=plan)[0]
    for said in (
        Said(Status.GREEN, progress="Not done after all", reason="Found a gap", reopen=True),
        Said(Status.BLUE, progress="Done now", completed_on=later),
    ):
        milestone.refresh_from_db()
        report_progress(
            scope=manager.scope, milestone_id=milestone.pk, post_id=manager.post.pk, said=said,
            version=milestone.version, today=later,
        )  # fmt: skip
    milestone.refresh_from_db()
    sign_off(
        scope=board.scope, milestone_id=milestone.pk, post_id=board.post.pk,
        version=milestone.version, today=later,
    )  # fmt: skip
    shown = plan_page(board.scope, plan.pk, later).sections[0].priorities[0].shown
    assert shown.status is Status.GREEN
    assert Flag.AWAITING_SIGN_OFF in shown.flags
