"""People and posts: inviting somebody, their first password, and the day they leave."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry, Link, User
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.memberships import Invited, end_membership, invite
from goldenthread.organisations.models import LocalArea, Membership, Post
from goldenthread.organisations.scopes import build_scope
from tests.factories import Person, make_area, make_organisation, make_person, make_post

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/invitations/\S+)")
NEW = "three words nobody guesses"
BEA = {"name": "Bea Brook", "email": "Bea@Westshire.example"}


@pytest.fixture
def area() -> LocalArea:
    cache.clear()
    return make_area("Westshire")


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=make_organisation(area))


@pytest.fixture
def vacant(area: LocalArea, manager: Person) -> Post:
    return make_post(manager.post.organisation, {area: "quality_lead"}, title="Head of quality")


def day(when: date) -> dict[str, str]:
    return {
        "starts_on-day": str(when.day), "starts_on-month": str(when.month), "starts_on-year": str(when.year)
    }  # fmt: skip


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def do_invite(manager: Person, post: Post, email: str = "bea@westshire.example") -> User:
    invited = Invited("Bea Brook", email, clock.today())
    return invite(
        scope=manager.scope, post=post, invited=invited, link_to=lambda token: f"/{token}"
    )


@pytest.mark.django_db(transaction=True)
def test_from_the_invitation_to_the_first_page(
    client: Client, manager: Person, vacant: Post, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(manager.user)
    page = client.get(reverse("organisations:posts")).content
    assert b"Nobody on record" in page
    assert b"Quality lead (Westshire)" in page
    answer = client.post(
        reverse("organisations:invite", args=[vacant.pk]), {**BEA, **day(clock.today())}
    )
    assert answer["Location"] == reverse("organisations:posts")
    assert b"Bea Brook</a>, since" in client.get(answer["Location"]).content
    assert mailoutbox[0].to == ["bea@westshire.example"]
    found = LINK.search(str(mailoutbox[0].body))
    assert found
    assert f"{manager.user.name} asks you" in str(mailoutbox[0].body)

    other = Client()
    form = other.get(found[1])["Location"]
    assert b"Bea Brook, bea@westshire.example" in other.get(form).content
    refused = other.post(form, {"password1": "short", "password2": "short"})
    assert b"too short" in refused.content
    done = other.post(form, {"password1": NEW, "password2": NEW})
    assert done["Location"] == reverse("account_login")
    signed_in = other.post(done["Location"], {"login": "bea@westshire.example", "password": NEW})
    assert signed_in["Location"] == "/"
    assert other.get(reverse("organisations:posts")).status_code == 200
    for browser in (other, Client()):
        assert browser.get(found[1]).status_code == 404
    assert other.get(form).status_code == 404
    told = actions()
    for action in (
        "account.made", "membership.begun", "link.made", "account.invited", "link.used", "account.password_set",
    ):  # fmt: skip
        assert told.count(action) == 1


def test_somebody_with_an_account_simply_holds_it_as_well(
    manager: Person, vacant: Post, area: LocalArea
) -> None:
    bea = make_person(area, "board_member")
    do_invite(manager, vacant, bea.user.email.upper())
    assert not Link.objects.exists()
    assert build_scope(bea.user).post_ids == {bea.post.pk, vacant.pk}


def test_inviting_again_replaces_the_link(manager: Person, vacant: Post, area: LocalArea) -> None:
    do_invite(manager, vacant)
    other = make_post(vacant.organisation, {area: "analyst"})
    do_invite(manager, other)
    assert Link.objects.filter(revoked_at=None).count() == 1
    assert User.objects.filter(email="bea@westshire.example").count() == 1


def test_what_cannot_be_done(manager: Person, vacant: Post) -> None:
    bea = do_invite(manager, vacant)
    with pytest.raises(UserError, match="holds this post already"):
        do_invite(manager, vacant)
    User.objects.filter(pk=bea.pk).update(is_active=False)
    with pytest.raises(UserError, match="is closed"):
        do_invite(manager, vacant)


def test_a_post_of_two_areas_needs_the_right_in_both(manager: Person, area: LocalArea) -> None:
    """Else whoever looks after one area could give themselves rights in another."""
    other = make_area("Elsewhere")
    shared = make_organisation(area, other, kind="icb")
    post = make_post(shared, {area: "commissioner", other: "system_administrator"})
    with pytest.raises(NotAllowed):
        do_invite(manager, post)
    held = make_person(other, "commissioner", post=post)
    membership = Membership.objects.get(user=held.user)
    with pytest.raises(NotAllowed):
        end_membership(scope=manager.scope, membership=membership, ends_on=clock.today())


def test_what_is_not_allowed_is_not_offered(
    client: Client, manager: Person, area: LocalArea, vacant: Post
) -> None:
    other = make_area("Elsewhere")
    shared = make_organisation(area, other, kind="icb")
    theirs = make_post(shared, {area: "commissioner", other: "commissioner"})
    without_role = make_post(shared, {})
    client.force_login(manager.user)
    page = client.get(reverse("organisations:posts")).content.decode()
    assert reverse("organisations:invite", args=[vacant.pk]) in page
    for post in (theirs, without_role):
        assert post.title in page
        address = reverse("organisations:invite", args=[post.pk])
        assert address not in page
        assert client.get(address).status_code == 403


def test_who_may_only_look(client: Client, manager: Person, vacant: Post, area: LocalArea) -> None:
    reader = make_person(area, "board_member")
    client.force_login(reader.user)
    page = client.get(reverse("organisations:posts")).content
    assert b"Head of quality" in page
    assert b"Invite" not in page
    for address in (
        reverse("organisations:invite", args=[vacant.pk]),
        reverse("organisations:end", args=[Membership.objects.get(user=manager.user).pk]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {**BEA, **day(clock.today())}).status_code == 403
    assert not User.objects.filter(name="Bea Brook").exists()
    client.force_login(make_person(area, "school_senco").user)
    assert client.get(reverse("organisations:posts")).status_code == 403


def test_people_of_another_area_are_not_shown(client: Client, manager: Person) -> None:
    stranger = make_person(make_area("Elsewhere"), "partnership_manager")
    client.force_login(manager.user)
    page = client.get(reverse("organisations:posts")).content.decode()
    assert manager.user.name in page
    assert stranger.user.name not in page
    assert stranger.post.title not in page


def test_leaving(client: Client, manager: Person, area: LocalArea) -> None:
    leaver = make_person(area, "board_member")
    membership = Membership.objects.get(user=leaver.user)
    client.force_login(manager.user)
    last = clock.today() + timedelta(days=3)
    sent = {name.replace("starts_on", "ends_on"): text for name, text in day(last).items()}
    client.post(reverse("organisations:end", args=[membership.pk]), sent)
    with clock.fixed(last):
        assert build_scope(leaver.user).grants
    with clock.fixed(last + timedelta(days=1)):
        assert not build_scope(leaver.user).grants
        later = Client()
        later.force_login(manager.user)
        assert b"Vacant" in later.get(reverse("organisations:posts")).content
    assert actions().count("membership.ended") == 1


def test_leaving_before_having_begun(client: Client, manager: Person, area: LocalArea) -> None:
    membership = Membership.objects.get(user=make_person(area, "board_member").user)
    client.force_login(manager.user)
    sent = {"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "1999"}
    answer = client.post(reverse("organisations:end", args=[membership.pk]), sent)
    assert b"The last day is before the first" in answer.content


def test_who_leaves_before_setting_a_password_cannot_set_one(manager: Person, vacant: Post) -> None:
    bea = do_invite(manager, vacant)
    membership = Membership.objects.get(user=bea)
    end_membership(scope=manager.scope, membership=membership, ends_on=clock.today())
    assert not Link.objects.filter(revoked_at=None).exists()


def test_the_list_costs_the_same_however_long_it_is(
    client: Client, manager: Person, area: LocalArea, django_assert_max_num_queries: object
) -> None:
    for _ in range(20):
        make_person(area, "board_member", organisation=manager.post.organisation)
    client.force_login(manager.user)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("organisations:posts"))
