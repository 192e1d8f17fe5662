from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.progress import Refused, Said, report_progress, sign_off
from goldenthread.improvement.models import Milestone, MilestoneEvent
from goldenthread.improvement.queries.status import milestone_statuses
from goldenthread.improvement.rules.status import Flag, Shown, Status
from goldenthread.organisations.models import Membership
from goldenthread.organisations.scopes import build_scope
from tests.factories import Person, make_area, make_person, make_plan, make_post

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 10)


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def lead(manager: Person) -> Person:
    area_id = manager.scope.grants[0].area_id
    return make_person(_area(area_id), "priority_lead")


@pytest.fixture
def board(manager: Person) -> Person:
    return make_person(_area(manager.scope.grants[0].area_id), "board_member")


@pytest.fixture
def milestone(manager: Person, lead: Person) -> Milestone:
    area = _area(manager.scope.grants[0].area_id)
    plan = make_plan(area, lead=lead.post, agreed_by=manager.post)
    return Milestone.objects.filter(plan=plan).order_by("position")[0]


def _area(pk: int) -> object:
    from goldenthread.organisations.models import LocalArea

    return LocalArea.objects.get(pk=pk)


def report(person: Person, milestone: Milestone, said: Said, today: date = TODAY) -> MilestoneEvent:
    milestone.refresh_from_db()
    return report_progress(
        scope=person.scope, milestone_id=milestone.pk, post_id=person.post.pk, said=said,
        version=milestone.version, today=today,
    )  # fmt: skip


def off(person: Person, milestone: Milestone, today: date = TODAY) -> MilestoneEvent:
    milestone.refresh_from_db()
    return sign_off(
        scope=person.scope, milestone_id=milestone.pk, post_id=person.post.pk,
        version=milestone.version, today=today,
    )  # fmt: skip


def shown(milestone: Milestone, today: date = TODAY) -> Shown:
    return milestone_statuses(Milestone.objects.filter(pk=milestone.pk), today)[0].shown


def test_red_without_a_new_date_is_refused_and_nothing_is_written(
    lead: Person, milestone: Milestone
) -> None:
    with pytest.raises(Refused) as raised:
        report(lead, milestone, Said(Status.RED, progress="Late", reason="Staff left"))
    assert [problem.field for problem in raised.value.problems] == ["new_due"]
    assert not MilestoneEvent.objects.exists()
    milestone.refresh_from_db()
    assert (milestone.reported_status, milestone.due) == ("grey", date(2026, 3, 31))


def test_red_with_a_new_date_keeps_the_old_one(lead: Person, milestone: Milestone) -> None:
    event = report(
        lead, milestone,
        Said(Status.RED, progress="Late", reason="Staff left", new_due=Month(2026, 9)),
    )  # fmt: skip
    milestone.refresh_from_db()
    assert (milestone.baseline_due, milestone.due) == (date(2026, 3, 31), date(2026, 9, 30))
    assert (event.due_before, event.due_after) == (date(2026, 3, 31), date(2026, 9, 30))
    row = milestone_statuses(Milestone.objects.filter(pk=milestone.pk), TODAY)[0]
    assert row.slippage == 183
    assert row.shown.status is Status.RED
    assert Flag.NEW_DATE_NEEDED not in row.shown.flags
    codes = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"milestone.reported", "milestone.date_changed"} <= codes


def test_blue_is_a_claim_until_somebody_else_signs_it_off(
    lead: Person, board: Person, milestone: Milestone
) -> None:
    said = Said(Status.BLUE, progress="Done", completed_on=date(2026, 3, 20))
    report(lead, milestone, said)
    assert shown(milestone).status is Status.RED  # past its date and not signed off
    assert Flag.AWAITING_SIGN_OFF in shown(milestone).flags
    off(board, milestone)
    assert shown(milestone).status is Status.BLUE
    milestone.refresh_from_db()
    assert milestone.signed_off_owners == [str(lead.post.pk)]


def test_nobody_signs_off_what_they_lead_or_reported(
    manager: Person, lead: Person, milestone: Milestone
) -> None:
    report(manager, milestone, Said(Status.BLUE, progress="Done", completed_on=date(2026, 3, 20)))
    with pytest.raises(Refused) as raised:
        off(manager, milestone)
    assert raised.value.code == "signer_reported_it"
    with pytest.raises(NotAllowed):
        off(lead, milestone)


def test_a_report_ends_a_sign_off_only_when_it_is_meant_to(
    lead: Person, board: Person, milestone: Milestone
) -> None:
    report(lead, milestone, Said(Status.BLUE, progress="Done", completed_on=date(2026, 3, 20)))
    off(board, milestone)
    with pytest.raises(Refused) as raised:
        report(lead, milestone, Said(Status.GREEN, progress="More to do"))
    assert raised.value.code == "reopen_missing"
    report(lead, milestone, Said(Status.GREEN, progress="More", reason="Not used", reopen=True))
    milestone.refresh_from_db()
    assert milestone.signed_off_on is None


def test_a_second_editor_is_told(lead: Person, manager: Person, milestone: Milestone) -> None:
    stale = milestone.version
    report(lead, milestone, Said(Status.GREEN, progress="Started"))
    with pytest.raises(UserError) as raised:
        report_progress(
            scope=manager.scope, milestone_id=milestone.pk, post_id=manager.post.pk,
            said=Said(Status.GREEN, progress="Also started"), version=stale, today=TODAY,
        )  # fmt: skip
    assert raised.value.code == "changed_meanwhile"
    assert MilestoneEvent.objects.count() == 1


def test_a_lead_reports_on_their_own_milestones_only(manager: Person, milestone: Milestone) -> None:
    area = _area(manager.scope.grants[0].area_id)
    other_lead = make_person(area, "priority_lead")
    with pytest.raises(NotAllowed):
        report(other_lead, milestone, Said(Status.GREEN, progress="Not mine"))
    stranger = make_person(make_area(), "partnership_manager")
    with pytest.raises(UserError) as raised:
        report(stranger, milestone, Said(Status.GREEN, progress="Elsewhere"))
    assert raised.value.code == "no_such_milestone"


def test_a_post_that_the_person_does_not_hold_is_refused(
    manager: Person, lead: Person, milestone: Milestone
) -> None:
    borrowed = replace(lead, scope=manager.scope)
    with pytest.raises(NotAllowed):
        report(borrowed, milestone, Said(Status.GREEN, progress="In another's name"))


def test_progress_is_reported_on_agreed_plans_only(manager: Person) -> None:
    area = _area(manager.scope.grants[0].area_id)
    draft = make_plan(area)
    first = Milestone.objects.filter(plan=draft).first()
    assert first is not None
    with pytest.raises(UserError) as raised:
        report(manager, first, Said(Status.GREEN, progress="Early"))
    assert raised.value.code == "plan_not_in_force"


def test_the_database_itself_refuses_red_without_a_date_and_half_a_sign_off(
    lead: Person, milestone: Milestone
) -> None:
    event = report(lead, milestone, Said(Status.GREEN, progress="Started"))
    event.pk, event.status, event.due_after = None, "red", None
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(signed_off_on=TODAY)


def test_a_post_without_a_role_still_owns_what_it_leads(manager: Person, lead: Person) -> None:
    """An import makes lead posts; whoever holds one may not sign off its work through another post."""
    area = _area(manager.scope.grants[0].area_id)
    bare = make_post(lead.post.organisation, {})
    plan = make_plan(area, lead=bare, agreed_by=manager.post)
    board = make_person(area, "board_member")
    Membership.objects.create(user=board.user, post=bare, starts_on=date(2020, 1, 1))
    board = replace(board, scope=build_scope(board.user, board.scope.origin))
    assert board.scope.post_ids == {board.post.pk, bare.pk}
    milestone = Milestone.objects.filter(plan=plan)[0]
    report(manager, milestone, Said(Status.BLUE, progress="Done", completed_on=date(2026, 3, 1)))
    with pytest.raises(Refused) as raised:
        off(board, milestone)
    assert raised.value.code == "signer_owns_item"
