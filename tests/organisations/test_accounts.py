"""Closing an account, opening it again, and a lost second step."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from goldenthread.access.models import AuditEntry, Link, LinkCode
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions import accounts
from goldenthread.organisations.actions.tokens import revoke_token
from goldenthread.organisations.models import LocalArea, Membership
from tests.factories import Person, make_area, make_person
from tests.organisations.handing_out import hand_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    cache.clear()
    return make_area()


@pytest.fixture
def keeper(area: LocalArea) -> Person:
    return make_person(area, "system_administrator")


@pytest.fixture
def leaver(area: LocalArea) -> Person:
    return make_person(area, "priority_lead")


def codes(user_id: int) -> list[str]:
    rows = AuditEntry.objects.filter(target_type="access.user", target_id=str(user_id))
    return list(rows.order_by("pk").values_list("action", flat=True))


def test_closing_ends_posts_and_sessions_and_leaves_the_post(
    keeper: Person, leaver: Person, client: Client
) -> None:
    inside, today = Client(), clock.today()
    inside.force_login(leaver.user)
    Membership.objects.create(
        user=leaver.user, post=keeper.post, starts_on=today + timedelta(days=9)
    )
    client.force_login(keeper.user)
    where = f"/people/accounts/{leaver.user.pk}/"
    asked = client.get(f"{where}close/").content.decode()
    assert leaver.post.title in asked
    assert "Nobody else holds it." in asked
    for _ in range(2):
        client.post(f"{where}close/")
    assert inside.get("/plans/").status_code == 302
    assert [one.ends_on for one in leaver.user.memberships.all()] == [today - timedelta(days=1)]
    assert codes(leaver.user.pk).count("account.closed") == 1
    assert b"Account closed" in client.get(where).content
    client.post(f"{where}reopen/")
    leaver.user.refresh_from_db()
    assert leaver.user.is_active
    assert not Membership.objects.current(today).filter(user=leaver.user).exists()
    assert inside.get("/plans/").status_code == 302


def test_a_post_that_began_today_is_taken_back_and_one_that_had_ended_stays_as_it_was(
    area: LocalArea, keeper: Person, leaver: Person, client: Client
) -> None:
    today, ended = clock.today(), clock.today() - timedelta(days=30)
    Membership.objects.filter(user=leaver.user).update(starts_on=today)
    past = make_person(area, "priority_lead", until=ended)
    client.force_login(keeper.user)
    for person in (leaver, past):
        where = f"/people/accounts/{person.user.pk}/"
        answer = client.post(f"{where}close/", follow=True)
        assert "Account closed" in answer.content.decode()
    assert not leaver.user.memberships.exists()
    assert [one.ends_on for one in past.user.memberships.all()] == [ended]
    assert AuditEntry.objects.filter(action="membership.withdrawn").count() == 1
    # Who never held a post for a day is still there for those who set the installation up, and for nobody else.
    client.force_login(make_person(area, "partnership_manager").user)
    assert client.get(f"/people/accounts/{leaver.user.pk}/").status_code == 404


@pytest.mark.parametrize("ticked", [True, False])
def test_the_tokens_that_a_leaver_knows_end_with_the_account_unless_left_out(
    area: LocalArea, keeper: Person, client: Client, ticked: bool
) -> None:
    leaver = make_person(area, "partnership_manager")
    make_person(area, "partnership_manager")
    theirs, elsewhere, ended, others = (hand_out(one)[0] for one in (area, make_area(), area, area))
    for token in (theirs, elsewhere, ended):
        token.made_by = leaver.user
        token.save()
    revoke_token(scope=keeper.scope, token_id=ended.pk)
    client.force_login(keeper.user)
    where = f"/people/accounts/{leaver.user.pk}/"
    for page in (where, f"{where}close/"):
        shown = client.get(page).content.decode()
        assert theirs.mark in shown
        assert not any(token.mark in shown for token in (elsewhere, ended, others))
    assert re.search(r'name="end_tokens"[^>]* checked', shown)
    assert "1 working token that reads" in shown
    client.post(f"{where}close/", {"end_tokens": "on"} if ticked else {})
    for token in (theirs, elsewhere, others):
        token.refresh_from_db()
    assert (theirs.revoked_at is not None) is ticked
    assert elsewhere.revoked_at is others.revoked_at is None
    revoked = AuditEntry.objects.filter(action="apitoken.revoked", target_id=str(theirs.pk))
    assert revoked.count() == ticked


def test_only_who_keeps_the_account_or_owns_it_sees_whether_there_is_a_second_step(
    area: LocalArea, keeper: Person, leaver: Person, client: Client
) -> None:
    colleague = make_person(area, "send_manager")
    for person, seen in ((keeper, True), (leaver, True), (colleague, False)):
        client.force_login(person.user)
        page = client.get(f"/people/accounts/{leaver.user.pk}/")
        assert page.status_code == 200
        assert (b"second step of signing in is set up" in page.content) is seen


def test_nobody_closes_the_last_keeper_or_themselves_or_whom_they_may_not(
    area: LocalArea, keeper: Person, leaver: Person
) -> None:
    other = make_person(area, "partnership_manager")
    with pytest.raises(NotAllowed):
        accounts.close_account(scope=keeper.scope, user_id=keeper.user.pk, end_tokens=True)
    with pytest.raises(NotAllowed):
        accounts.close_account(scope=other.scope, user_id=keeper.user.pk, end_tokens=True)
    with pytest.raises(NotAllowed):
        accounts.close_account(scope=leaver.scope, user_id=other.user.pk, end_tokens=True)
    second = make_person(area, "system_administrator")
    ended = clock.today() - timedelta(days=1)
    Membership.objects.filter(user__in=[keeper.user, other.user]).update(ends_on=ended)
    with pytest.raises(UserError) as left:
        accounts.close_account(scope=keeper.scope, user_id=second.user.pk, end_tokens=True)
    assert left.value.code == "nobody_left"


def test_a_lost_second_step_by_link_and_code(
    keeper: Person,
    leaver: Person,
    client: Client,
    django_capture_on_commit_callbacks: object,
) -> None:
    Authenticator.objects.create(user=leaver.user, type=Authenticator.Type.TOTP, data={})
    inside = Client()
    inside.force_login(leaver.user)
    client.force_login(keeper.user)
    where = f"/people/accounts/{leaver.user.pk}/second-step/"
    assert client.post(where, {"how": "in_person"}).status_code == 400
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        page = client.post(where, {"how": "in_person", "theirs": "on"})
    assert inside.get("/plans/").status_code == 302
    assert mail.outbox[-1].to == [leaver.user.email]
    link = re.search(r"/lost-second-step/[\w-]{22}/", page.content.decode())
    assert link
    assert link[0] not in mail.outbox[-1].body
    assert LinkCode.objects.get().verified_by_id == keeper.user.pk

    visitor = Client()
    assert visitor.get("/lost-second-step/").status_code == 404
    assert visitor.get(link[0], follow=True).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        visitor.post("/lost-second-step/", {"do": "send"})
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    assert code
    assert b"That code does not work" in visitor.post("/lost-second-step/", {"code": "12"}).content
    assert Authenticator.objects.exists()
    page = visitor.post("/lost-second-step/", {"code": code[0]}, follow=True)
    assert b"Take your lost second step away?" in page.content
    assert Authenticator.objects.exists()
    # Another browser with the link alone gets no further than the code.
    other = Client()
    other.get(link[0])
    assert b"Show that it is you" in other.post("/lost-second-step/", {}).content
    assert visitor.post("/lost-second-step/").status_code == 302
    assert not Authenticator.objects.exists()
    assert visitor.get("/lost-second-step/").status_code == 404
    assert Link.objects.get().used_at is not None

    leaver.user.refresh_from_db()
    inside.force_login(leaver.user)
    assert inside.get("/plans/")["Location"] == "/account/"
    assert "account.second_steps_removed" in codes(leaver.user.pk)
    begun = AuditEntry.objects.get(action="account.second_step_reset_begun")
    assert begun.fields == "identity_in_person"


def test_never_for_oneself(keeper: Person, client: Client) -> None:
    client.force_login(keeper.user)
    for page in ("close", "reopen", "second-step"):
        assert client.post(f"/people/accounts/{keeper.user.pk}/{page}/").status_code == 403
    with pytest.raises(NotAllowed):
        accounts.begin_second_step_reset(
            scope=keeper.scope, user_id=keeper.user.pk, how="in_person"
        )


def test_a_second_step_that_nobody_set_up_cannot_be_lost(
    keeper: Person, leaver: Person, client: Client
) -> None:
    client.force_login(keeper.user)
    account = f"/people/accounts/{leaver.user.pk}/"
    assert b"lost their second step" not in client.get(account).content
    assert client.get(f"{account}second-step/")["Location"] == account
    asked = client.post(f"{account}second-step/", {"how": "in_person", "theirs": "on"}, follow=True)
    assert b"there is none to take away" in asked.content
    assert not Link.objects.exists()
    Authenticator.objects.create(user=leaver.user, type=Authenticator.Type.TOTP, data={})
    assert b"lost their second step" in client.get(account).content


def test_another_round_ends_sessions(keeper: Person, leaver: Person) -> None:
    before = leaver.user.get_session_auth_hash()
    accounts.end_sessions(keeper.scope, leaver.user)
    leaver.user.refresh_from_db()
    assert leaver.user.get_session_auth_hash() != before


@pytest.mark.parametrize("role", ["system_administrator", "partnership_manager"])
def test_the_pages_take_few_queries_however_many_posts_are_held(
    area: LocalArea,
    leaver: Person,
    role: str,
    client: Client,
    django_assert_max_num_queries: object,
) -> None:
    for _ in range(2):
        another = make_person(area, "priority_lead").post
        Membership.objects.create(user=leaver.user, post=another, starts_on=clock.today())
    Authenticator.objects.create(user=leaver.user, type=Authenticator.Type.TOTP, data={})
    # Whoever may read plans is told what depends on the posts, room by room; anybody else, that something does.
    client.force_login(make_person(area, role).user)
    client.get("/people/")
    for page in ("", "close/", "second-step/"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(f"/people/accounts/{leaver.user.pk}/{page}").status_code == 200
