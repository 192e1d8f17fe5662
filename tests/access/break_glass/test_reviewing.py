"""Somebody else judges each opening."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from goldenthread.access.break_glass import actions
from goldenthread.access.models import AuditEntry, BreakGlass
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=8)


@pytest.fixture
def people() -> tuple[Person, Person]:
    area = make_area()
    return make_person(area, "send_manager"), make_person(area, "partnership_manager")


@pytest.fixture
def made(people: tuple[Person, Person]) -> BreakGlass:
    opener, _ = people
    draft = make_plan(opener.post.roles.get().area)
    with clock.fixed(NOW):
        return actions.open_record(
            scope=opener.scope, kind="improvement.plan", reference=f"PLAN-{draft.pk}",
            reason="A child may come to harm tonight", hours=1,
        )  # fmt: skip


def judge(who: Person, made: BreakGlass) -> BreakGlass:
    return actions.review(
        scope=who.scope, opening_id=made.pk, judgement="not_right", remarks="Ring first."
    )


def test_neither_who_opened_it_nor_anybody_in_their_post_reviews_it(
    people: tuple[Person, Person], made: BreakGlass
) -> None:
    opener, _ = people
    sharing = make_person(made.area, "send_manager", post=opener.post)
    for who in (opener, sharing):
        with clock.fixed(LATER), pytest.raises(NotAllowed):
            judge(who, made)
    with clock.fixed(LATER):
        judge(make_person(made.area, "send_manager"), made)
    assert AuditEntry.objects.filter(action="breakglass.reviewed").count() == 1


def test_nobody_reviews_it_while_it_runs_or_twice(
    people: tuple[Person, Person], made: BreakGlass
) -> None:
    _, manager = people
    with clock.fixed(NOW), pytest.raises(UserError) as still:
        judge(manager, made)
    with clock.fixed(LATER):
        judge(manager, made)
        with pytest.raises(UserError) as again:
            judge(manager, made)
    assert (still.value.code, again.value.code) == ("still_open", "reviewed_already")


def test_the_journey_from_the_list_to_what_the_opener_reads(
    people: tuple[Person, Person],
    made: BreakGlass,
    client: Client,
    django_capture_on_commit_callbacks: object,
) -> None:
    opener, manager = people
    with clock.fixed(LATER):
        client.force_login(manager.user)
        assert b"Review overdue" in client.get("/emergency-access/").content
        where = f"/emergency-access/{made.pk}/review/"
        assert b"come to harm" in client.get(where).content
        assert client.post(where, {"judgement": "right"}).status_code == 400
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            client.post(where, {"judgement": "not_right", "remarks": "Ring the manager first."})
        assert client.post(where, {}).status_code == 302
        client.force_login(opener.user)
        assert b"Reviewed: not right" in client.get("/emergency-access/").content
        assert b"Ring the manager first." in client.get(f"/emergency-access/{made.pk}/").content
    assert mail.outbox[-1].to == [opener.user.email]
    assert "Ring" not in mail.outbox[-1].body


def test_the_list_takes_few_queries(
    people: tuple[Person, Person],
    made: BreakGlass,
    client: Client,
    django_assert_max_num_queries: object,
) -> None:
    client.force_login(people[1].user)
    for page in ("", f"{made.pk}/", f"{made.pk}/review/"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(f"/emergency-access/{page}").status_code in (200, 403)


def test_a_stranger_sees_none_of_it(made: BreakGlass, client: Client) -> None:
    client.force_login(make_person(make_area(), "partnership_manager").user)
    assert b"PLAN-" not in client.get("/emergency-access/").content
    assert client.get(f"/emergency-access/{made.pk}/").status_code == 404
