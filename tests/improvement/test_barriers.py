"""No form is offered that the action would refuse: the page says why not, and which posts can."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.evidence import Written, add_evidence, review_evidence
from goldenthread.improvement.actions.judging import sign_off_part
from goldenthread.improvement.actions.progress import Said, report_progress, sign_off
from goldenthread.improvement.models import EvidenceItem, Milestone, Plan
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)
FORM = '<form method="post" novalidate'


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


@pytest.fixture
def board(area: LocalArea) -> Person:
    return make_person(area, "board_member")


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    return make_plan(area, lead=manager.post, agreed_by=manager.post)


def see(person: Person, where: str, status: int = 200) -> str:
    """The main part of the page."""
    client = Client()
    with clock.fixed(TODAY):
        client.force_login(person.user)
        answer = client.get(where)
    assert answer.status_code == status
    return answer.content.decode().split("<main", 1)[1].split("</main>")[0]


def finish(plan: Plan, manager: Person, signer: Person | None) -> None:
    for milestone in Milestone.objects.filter(plan=plan):
        report_progress(
            scope=manager.scope, milestone_id=milestone.pk, post_id=manager.post.pk, version=1,
            said=Said(Status.BLUE, progress="Done", completed_on=TODAY), today=TODAY,
        )  # fmt: skip
        if signer is not None:
            sign_off(
                scope=signer.scope, milestone_id=milestone.pk, post_id=signer.post.pk, version=2,
                today=TODAY,
            )  # fmt: skip


def whole(plan: Plan, kind: str, pk: int) -> str:
    return reverse("improvement:sign_off_part", args=[plan.pk, kind, pk])


def test_an_unfinished_whole_is_not_offered_for_sign_off(
    plan: Plan, manager: Person, board: Person
) -> None:
    shown = see(board, whole(plan, "plans", plan.pk))
    assert FORM not in shown
    assert "You cannot sign it off now." in shown
    assert "1 of the 1 items below it are not Blue." in shown
    assert "Once that is done, these posts can sign it off:" in shown
    assert f"{board.post.title}, {board.post.organisation}" in shown
    assert manager.post.title not in shown.split("these posts can")[1]
    client = Client()
    client.force_login(board.user)
    sent = client.post(whole(plan, "plans", plan.pk), {"post": board.post.pk, "seen": "on"})
    assert sent.status_code == 400
    assert "You cannot sign it off now." in sent.content.decode()
    assert AuditEntry.objects.filter(action="milestone.sign_off_refused").count() == 1


def test_whoever_leads_is_told_who_can_and_somebody_else_gets_the_form(
    plan: Plan, manager: Person, board: Person
) -> None:
    finish(plan, manager, board)
    priority = plan.priorities.get()
    own = reverse("improvement:priority", args=[plan.pk, priority.pk])
    where = whole(plan, "priorities", priority.pk)
    for page in (own, where):
        shown = see(manager, page)
        assert where not in shown
        assert "You hold a post that leads this work, so you cannot sign it off." in shown
        assert f"{board.post.title}, {board.post.organisation}" in shown
    assert where in see(board, own)
    assert FORM in see(board, where)
    sign_off_part(scope=board.scope, part=priority, post_id=board.post.pk, today=TODAY)
    shown = see(board, where)
    assert FORM not in shown
    assert "There is nothing to do." in shown
    assert "these posts can" not in shown


def test_a_milestone_that_waits_for_nobody_is_not_offered_for_sign_off(
    plan: Plan, manager: Person, board: Person
) -> None:
    milestone = Milestone.objects.filter(plan=plan)[0]
    where = reverse("improvement:sign_off", args=[milestone.pk])
    shown = see(board, where)
    assert FORM not in shown
    assert "This has not been reported complete." in shown
    finish(plan, manager, None)
    assert FORM in see(board, where)
    shown = see(manager, where)
    assert FORM not in shown
    assert f"<li>{board.post.title}, {board.post.organisation}</li>" in shown
    Plan.objects.filter(pk=plan.pk).update(
        state="closed", closed_on=TODAY, closed_by=board.post, closed_why="Over"
    )
    assert "This plan is closed" in see(board, where)


def test_evidence_of_ones_own_is_not_offered_for_review(area: LocalArea) -> None:
    quality, other, gone = (
        make_person(area, "quality_lead"), make_person(area, "quality_lead"),
        make_person(area, "quality_lead", until=TODAY.replace(year=2024)),
    )  # fmt: skip
    item = add_evidence(
        scope=quality.scope, area_id=area.pk, post_id=quality.post.pk, today=TODAY,
        written=Written("Audit", "document", "activity", "Team", TODAY, "Shared folder", "It works"),
    )  # fmt: skip
    where = reverse("improvement:evidence_review", args=[item.pk])
    for page in (where, reverse("improvement:evidence_item", args=[item.pk])):
        shown = see(quality, page)
        assert FORM not in shown
        assert "Nobody reviews evidence that they added or changed." in shown
        listed = shown.split("These posts can review it:")[1].split("</ul>")[0]
        assert other.post.title in listed
        assert quality.post.title not in listed
        assert gone.post.title not in listed
    assert FORM in see(other, where)
    review_evidence(
        scope=other.scope, evidence_id=item.pk, post_id=other.post.pk, accepted=True, note="",
        version=1, today=TODAY,
    )  # fmt: skip
    shown = see(other, where)
    assert FORM not in shown
    assert "This evidence has been reviewed already." in shown
    with pytest.raises(UserError) as raised:
        review_evidence(
            scope=other.scope, evidence_id=item.pk, post_id=other.post.pk, accepted=False,
            note="No", version=2, today=TODAY,
        )  # fmt: skip
    assert raised.value.code == "already_reviewed"
    assert EvidenceItem.objects.get().review == "accepted"
