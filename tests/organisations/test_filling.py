"""Who may say who holds a post, and that somebody is always left to look after an area."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.memberships import Invited, end_membership, invite
from goldenthread.organisations.actions.posts import PostDetails, change_post
from goldenthread.organisations.actions.roles import set_roles
from goldenthread.organisations.models import LocalArea, Membership, Organisation
from goldenthread.organisations.scopes import build_scope
from tests.factories import Person, make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 27)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def area() -> LocalArea:
    return make_area("Westshire")


@pytest.fixture
def council(area: LocalArea) -> Organisation:
    return make_organisation(area)


@pytest.fixture
def manager(area: LocalArea, council: Organisation) -> Person:
    return make_person(area, "partnership_manager", organisation=council)


@pytest.fixture
def admin(area: LocalArea, council: Organisation) -> Person:
    return make_person(area, "system_administrator", organisation=council)


def held_by(person: Person) -> Membership:
    return Membership.objects.get(user=person.user)


def end(who: Person, whose: Person, last: date) -> None:
    end_membership(scope=who.scope, membership=held_by(whose), ends_on=last)


def nobody_left() -> Any:
    return pytest.raises(UserError, check=lambda problem: problem.code == "nobody_left")


class TestPostsOfHigherRights:
    def test_nobody_puts_anybody_into_one(
        self, client: Client, manager: Person, admin: Person
    ) -> None:
        me = Invited(manager.user.name, manager.user.email, TODAY)
        with pytest.raises(NotAllowed, match="System administrator"):
            invite(scope=manager.scope, post=admin.post, invited=me, link_to=str)
        client.force_login(manager.user)
        sent = {"name": "Me", "email": manager.user.email, "starts_on-day": "1",
                "starts_on-month": "1", "starts_on-year": "2026"}  # fmt: skip
        where = reverse("organisations:invite", args=[admin.post.pk])
        assert client.post(where, sent).status_code == 403
        assert not build_scope(manager.user).has("organisation.set_up")

    def test_nobody_ends_them(self, client: Client, manager: Person, admin: Person) -> None:
        with pytest.raises(NotAllowed, match="System administrator"):
            end(manager, admin, TODAY)
        client.force_login(manager.user)
        assert client.get(reverse("organisations:end", args=[held_by(admin).pk])).status_code == 403
        Membership.objects.filter(user=admin.user).update(ends_on=TODAY)
        over = PostDetails(admin.post.title, ended_on=TODAY)
        with pytest.raises(NotAllowed):
            change_post(scope=manager.scope, post_id=admin.post.pk, details=over, version=1)

    def test_what_is_said_of_them_can_be_changed(
        self, client: Client, manager: Person, admin: Person
    ) -> None:
        client.force_login(manager.user)
        where = reverse("organisations:change_post", args=[admin.post.pk])
        assert b"Last day of the post" not in client.get(where).content
        sent = {"version": "1", "title": "Head of systems", "remit": "", "contact": ""}
        assert client.post(where, sent).status_code == 302
        client.force_login(admin.user)
        assert b"Last day of the post" in client.get(where).content

    def test_pages_offer_only_what_is_allowed(
        self, client: Client, manager: Person, admin: Person
    ) -> None:
        pages = [
            reverse("organisations:posts"),
            reverse("organisations:post", args=[admin.post.pk]),
        ]
        links = [
            reverse("organisations:invite", args=[admin.post.pk]),
            reverse("organisations:end", args=[held_by(admin).pk]),
        ]
        for person, offered in ((manager, False), (admin, True)):
            client.force_login(person.user)
            for page in pages:
                content = client.get(page).content.decode()
                assert [link in content for link in links] == [offered, offered]

    def test_the_system_administrator_fills_any(self, manager: Person, admin: Person) -> None:
        bea = Invited("Bea", "bea@w.example", TODAY)
        for post in (manager.post, admin.post):
            user = invite(scope=admin.scope, post=post, invited=bea, link_to=str)
        assert build_scope(user).post_ids == {manager.post.pk, admin.post.pk}
        end(admin, manager, TODAY)
        assert held_by(manager).ends_on == TODAY


class TestSomebodyIsLeft:
    def test_the_last_one_does_not_leave(self, client: Client, manager: Person) -> None:
        for last in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=30)):
            with nobody_left():
                end(manager, manager, last)
        assert held_by(manager).ends_on is None
        client.force_login(manager.user)
        sent = {"ends_on-day": "30", "ends_on-month": "4", "ends_on-year": "2026"}
        page = client.post(reverse("organisations:end", args=[held_by(manager).pk]), sent).content
        assert b"Nobody would be left from 1 May 2026" in page
        assert b"First put somebody" in page

    def test_whoever_is_left_stays_longer(self, manager: Person, area: LocalArea) -> None:
        last = TODAY + timedelta(days=30)
        second = make_person(area, "partnership_manager", until=last)
        with nobody_left():
            end(manager, manager, last)
        end(manager, manager, last - timedelta(days=1))
        with nobody_left():
            end(manager, second, last - timedelta(days=1))

    def test_a_closed_account_looks_after_nothing(self, manager: Person, area: LocalArea) -> None:
        second = make_person(area, "partnership_manager")
        second.user.is_active = False
        second.user.save()
        with nobody_left():
            end(manager, manager, TODAY)

    def test_staying_longer_is_no_leaving(self, manager: Person) -> None:
        Membership.objects.filter(user=manager.user).update(ends_on=TODAY)
        end(manager, manager, TODAY + timedelta(days=30))
        assert held_by(manager).ends_on == TODAY + timedelta(days=30)

    def test_other_posts_are_left_freely(self, manager: Person, area: LocalArea) -> None:
        end(manager, make_person(area, "analyst", organisation=manager.post.organisation), TODAY)

    def test_the_last_post_does_not_end(self, manager: Person, area: LocalArea) -> None:
        Membership.objects.filter(user=manager.user).update(ends_on=TODAY)
        given = {"scope": manager.scope, "post_id": manager.post.pk, "version": 1}
        over = PostDetails(manager.post.title, ended_on=TODAY)
        with nobody_left():
            change_post(details=over, **given)
        make_person(area, "system_administrator")
        assert change_post(details=over, **given).ended_on == TODAY

    def test_a_role_is_taken_only_where_another_has_it(
        self, manager: Person, area: LocalArea
    ) -> None:
        make_person(area, "partnership_manager", until=TODAY - timedelta(days=1))
        given = {"scope": manager.scope, "post_id": manager.post.pk, "area_id": area.pk}
        with nobody_left():
            set_roles(roles=frozenset(), version=1, **given)
