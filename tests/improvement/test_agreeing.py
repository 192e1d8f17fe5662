from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.agreeing import agree_plan, yearly_review_after
from goldenthread.improvement.actions.drafting import change_head
from goldenthread.improvement.actions.drafting.heads import Head
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.draft_kinds import HEAD, fingerprint
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
        version="2.0",
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


def test_a_version_is_agreed_with_a_name_and_a_date_only() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area)
    Plan.objects.filter(pk=plan.pk).update(version="", dated=None)
    given = {"scope": manager.scope, "plan_id": plan.pk, "post_id": manager.post.pk}
    with pytest.raises(Refused) as raised:
        agree_plan(**given, agreed_on=TODAY, today=TODAY)  # type: ignore[arg-type]
    problems = raised.value.problems
    assert [(one.code, one.field) for one in problems] == [
        ("version_missing", "version"), ("dated_missing", "dated"),
    ]  # fmt: skip
    assert all(one.fix for one in problems)
    agree_plan(
        **given, agreed_on=TODAY, today=TODAY, version=" Final ", dated=date(2025, 5, 28),
    )  # type: ignore[arg-type]  # fmt: skip
    plan.refresh_from_db()
    assert (plan.version, plan.dated, plan.review_due) == (
        "Final", date(2025, 5, 28), date(2026, 5, 28),
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="plan.agreed")
    assert {"version", "dated"} <= set(entry.fields.split(","))


def test_what_the_draft_says_of_itself_is_not_overwritten_on_agreeing() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area)
    agree_plan(
        scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk, agreed_on=TODAY,
        today=TODAY, version="9.9", dated=TODAY,
    )  # fmt: skip
    plan.refresh_from_db()
    assert (plan.version, plan.dated) == ("1.0", date(2025, 5, 28))
    assert "version" not in AuditEntry.objects.get(action="plan.agreed").fields.split(",")


def test_two_versions_of_a_plan_have_two_names() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    first = make_plan(area, agreed_by=manager.post)
    make_plan(area, agreed_by=manager.post)  # Another plan may have the same name of a version.
    with pytest.raises(Refused, match=r"called 1\.0 already"):
        new_version(scope=manager.scope, plan_id=first.pk, version="1.0")
    draft = new_version(scope=manager.scope, plan_id=first.pk)
    with pytest.raises(Refused, match=r"called 1\.0 already"):
        change_head(
            scope=manager.scope, plan_id=draft.pk, head=Head(draft.title, "1.0", TODAY),
            standing=fingerprint(draft, HEAD),
        )  # fmt: skip
    given = {"scope": manager.scope, "plan_id": draft.pk, "post_id": manager.post.pk}
    with pytest.raises(Refused, match=r"called 1\.0 already"):
        agree_plan(**given, agreed_on=TODAY, today=TODAY, version="1.0", dated=TODAY)  # type: ignore[arg-type]
    agree_plan(**given, agreed_on=TODAY, today=TODAY, version="2.0", dated=TODAY)  # type: ignore[arg-type]
    draft.refresh_from_db()
    assert draft.version == "2.0"


def test_the_page_asks_for_what_is_missing_and_keeps_what_was_typed(client: Client) -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area)
    client.force_login(manager.user)
    page = client.get(f"/plans/{plan.pk}/agree/").content.decode()
    assert "What is this version called?" not in page
    Plan.objects.filter(pk=plan.pk).update(version="", dated=None)
    page = client.get(f"/plans/{plan.pk}/agree/").content.decode()
    assert "What is this version called?" in page
    assert "Which date stands on the plan?" in page
    typed = {
        "version": "", "dated-day": "28", "dated-month": "5", "dated-year": "2025",
        "agreed_on-day": "1", "agreed_on-month": "6", "agreed_on-year": "2025",
        "post": manager.post.pk,
    }  # fmt: skip
    answer = client.post(f"/plans/{plan.pk}/agree/", typed)
    words = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter the name of this version" in words
    assert 'value="2025"' in words
    assert client.post(f"/plans/{plan.pk}/agree/", {**typed, "version": "Final"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.version, plan.dated) == ("agreed", "Final", date(2025, 5, 28))
