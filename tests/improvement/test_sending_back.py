"""Work that is not complete after all goes back to its lead with a reason; signed-off work is reopened knowingly."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.improvement.actions.progress import Refused, Said, report_progress, sign_off
from goldenthread.improvement.actions.sending_back import send_back
from goldenthread.improvement.models import Milestone, MilestoneEvent
from goldenthread.improvement.queries.mine import sent_back_to
from goldenthread.improvement.queries.status import milestone_statuses
from goldenthread.improvement.rules.status import Flag, Status
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
WHY = "Two settings have not heard of it"


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def lead(area: LocalArea) -> Person:
    return make_person(area, "priority_lead")


@pytest.fixture
def board(area: LocalArea) -> Person:
    return make_person(area, "board_member")


@pytest.fixture
def milestone(area: LocalArea, lead: Person) -> Milestone:
    plan = make_plan(area, lead=lead.post, agreed_by=lead.post)
    found = Milestone.objects.filter(plan=plan).order_by("position")[0]
    with clock.fixed(TODAY):
        say(lead, found, Status.BLUE, date(2026, 3, 10))
    return found


def say(lead: Person, milestone: Milestone, status: Status, done: date | None = None) -> None:
    report_progress(
        scope=lead.scope, milestone_id=milestone.pk, post_id=lead.post.pk, today=TODAY,
        said=Said(status, progress="As it is", completed_on=done), version=milestone.version,
    )  # fmt: skip
    milestone.refresh_from_db()


def back(person: Person, milestone: Milestone, reason: str = WHY) -> MilestoneEvent:
    milestone.refresh_from_db()
    return send_back(
        scope=person.scope, milestone_id=milestone.pk, post_id=person.post.pk, reason=reason,
        version=milestone.version, today=TODAY,
    )  # fmt: skip


def test_it_is_no_longer_complete_and_its_lead_is_told_why_until_they_report_again(
    lead: Person, board: Person, milestone: Milestone, client: Client
) -> None:
    back(board, milestone)
    (row,) = milestone_statuses(Milestone.objects.filter(pk=milestone.pk), TODAY)
    assert row.shown.status is Status.GREEN
    assert Flag.AWAITING_SIGN_OFF not in row.shown.flags
    assert "sent back to its lead on 20 March 2026" in row.shown.because[0]
    assert AuditEntry.objects.filter(action="milestone.sent_back").count() == 1
    with clock.fixed(TODAY):
        client.force_login(lead.user)
        for where in ("/plans/", "/plans/my-milestones/", f"/plans/milestones/{milestone.pk}/"):
            assert WHY in client.get(where).content.decode(), where
        changes = client.get(f"/plans/{milestone.plan_id}/changes/?what=sent-back")
        assert f"Sent back to its lead: {WHY}" in changes.content.decode()
    milestone.refresh_from_db()
    say(lead, milestone, Status.GREEN)
    assert sent_back_to(lead.scope) == []
    assert milestone.sent_back_on is None


def test_nobody_sends_back_their_own_work_without_the_right_or_without_a_reason(
    area: LocalArea, lead: Person, board: Person, milestone: Milestone
) -> None:
    with pytest.raises(NotAllowed):
        back(lead, milestone)
    owner = make_person(area, "board_member")
    milestone.lead_rows.create(post=owner.post, position=1, as_printed="Board")
    for person, reason, code in (
        (owner, WHY, "signer_owns_item"),
        (board, "  ", "send_back_reason_missing"),
    ):
        with pytest.raises(Refused) as raised:
            back(person, milestone, reason)
        assert raised.value.code == code
    assert not MilestoneEvent.objects.filter(kind="returned").exists()


def test_the_form_sends_it_back_once(board: Person, milestone: Milestone, client: Client) -> None:
    where = f"/plans/milestones/{milestone.pk}/not-yet/"
    with clock.fixed(TODAY):
        client.force_login(board.user)
        assert where in client.get(f"/plans/milestones/{milestone.pk}/sign-off/").content.decode()
        typed = {"version": milestone.version, "post": board.post.pk, "reason": WHY}
        for _ in range(2):
            assert client.post(where, typed).status_code == 302
    assert MilestoneEvent.objects.filter(kind="returned").count() == 1


def test_signed_off_work_says_that_a_report_reopens_it(
    lead: Person, board: Person, milestone: Milestone, client: Client
) -> None:
    sign_off(
        scope=board.scope, milestone_id=milestone.pk, post_id=board.post.pk,
        version=milestone.version, today=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused) as raised:
        back(board, milestone)
    assert raised.value.code == "already_signed_off"
    with clock.fixed(TODAY):
        client.force_login(lead.user)
        page = client.get(f"/plans/milestones/{milestone.pk}/").content.decode()
        form = client.get(f"/plans/milestones/{milestone.pk}/report/").content.decode()
    assert ("Reopen it" in page, "Report on it" in page) == (True, False)
    assert "takes the sign-off away" in form
