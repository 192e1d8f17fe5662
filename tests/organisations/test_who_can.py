"""Somebody who may not change a post is told which posts may, and nothing of people or areas that they do not see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Membership, Organisation, Post, PostRole
from goldenthread.organisations.queries.who_can import who_can
from tests.factories import Person, make_area, make_organisation, make_person, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area("Westshire")


@pytest.fixture
def other() -> LocalArea:
    return make_area("Eastshire")


@pytest.fixture
def board(area: LocalArea, other: LocalArea) -> Organisation:
    return make_organisation(area, other, kind="icb", name="Two Shires ICB")


@pytest.fixture
def manager(area: LocalArea, client: Client) -> Person:
    made = make_person(area, "partnership_manager", organisation=make_organisation(area))
    client.force_login(made.user)
    return made


@pytest.fixture
def officer(board: Organisation, area: LocalArea, other: LocalArea) -> Post:
    return make_post(board, {area: "advice_giver", other: "advice_giver"}, title="Officer")


def refusals(client: Client, post: Post) -> list[str]:
    pages = [
        reverse("organisations:change_post", args=[post.pk]),
        reverse("organisations:invite", args=[post.pk]),
        reverse("organisations:change_organisation", args=[post.organisation_id]),
    ]
    found = [client.get(page) for page in pages]
    assert [page.status_code for page in found] == [403] * len(pages)
    return [page.content.decode() for page in found]


def test_the_post_that_looks_after_every_area_is_named(
    client: Client, manager: Person, officer: Post, area: LocalArea, other: LocalArea
) -> None:
    keeper = make_person(area, "system_administrator", organisation=make_organisation(area))
    PostRole.objects.create(post=keeper.post, area=other, role="system_administrator")
    make_person(other, "partnership_manager", organisation=make_organisation(other))
    named = f"This can be done by: {keeper.post.title}, {keeper.post.organisation.name}."
    pages = refusals(client, officer)
    for page in ("post", "organisation"):
        key = officer.pk if page == "post" else officer.organisation_id
        pages.append(client.get(reverse(f"organisations:{page}", args=[key])).content.decode())
    for shown in pages:
        assert named.replace("'", "&#39;") in shown
        assert keeper.user.name not in shown
        assert "Eastshire" not in shown


def test_where_nobody_to_be_seen_can_it_says_whom_to_ask(
    client: Client, manager: Person, officer: Post, area: LocalArea, other: LocalArea
) -> None:
    hidden = make_person(other, "system_administrator", organisation=make_organisation(other))
    PostRole.objects.create(post=hidden.post, area=area, role="system_administrator")
    for shown in refusals(client, officer):
        assert "your system administrator." in shown
        assert hidden.post.title not in shown
    assert "also belongs to 1 area that you do not look after" in refusals(client, officer)[0]
    ours = make_person(area, "system_administrator", organisation=make_organisation(area))
    assert ours.post.title in refusals(client, officer)[0]


def test_a_post_that_nobody_holds_is_not_named(manager: Person, area: LocalArea) -> None:
    make_post(make_organisation(area), {area: "system_administrator"}, title="Empty chair")
    left = make_person(area, "system_administrator", organisation=make_organisation(area))
    Membership.objects.filter(user=left.user).update(ends_on=clock.today())
    assert left.post.title in who_can(manager.scope, {area.pk}, {area.pk})
    left.user.is_active = False
    left.user.save()
    said = who_can(manager.scope, {area.pk}, {area.pk})
    assert left.post.title not in said
    assert "Empty chair" not in said
    assert manager.post.title in who_can(manager.scope, {area.pk}), "who keeps posts may change it"


def test_whoever_may_do_it_and_whoever_only_reads_is_told_nothing(
    client: Client, manager: Person, officer: Post, area: LocalArea
) -> None:
    own = reverse("organisations:post", args=[manager.post.pk])
    assert "This can be done by" not in client.get(own).content.decode()
    client.force_login(make_person(area, "board_member").user)
    shown = client.get(reverse("organisations:post", args=[officer.pk])).content.decode()
    assert "look after" not in shown
