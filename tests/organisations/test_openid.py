"""Signing in through an identity provider: a real one on this machine, and what its claims bring about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from goldenthread.access.models import AuditEntry, User
from goldenthread.config.environment import OpenId, openid_provider
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Membership, Post
from tests.factories import make_area, make_organisation, make_person, make_post
from tests.organisations import provider as test_provider
from tests.organisations.provider import Provider

pytestmark = pytest.mark.django_db
RULES = """
claim: groups
posts:
  - {value: gt-managers, organisation: Westshire Council, title: Partnership manager}
  - {value: gt-quality, organisation: Westshire Council, title: Head of quality}
  - {value: gt-quality, organisation: Nobody knows it, title: Head of quality}
"""
ANN = {
    "sub": "ann-1", "email": "Ann@Westshire.example", "email_verified": True, "name": "Ann Archer",
    "groups": ["gt-managers", "car-park"],
}  # fmt: skip


@pytest.fixture
def area() -> LocalArea:
    area = make_area()
    council = make_organisation(area, name="Westshire Council")
    make_post(council, {area: "partnership_manager"}, title="Partnership manager")
    make_post(council, {area: "quality_lead"}, title="Head of Quality")
    return area


@pytest.fixture
def provider(settings: Settings, tmp_path: Path) -> Iterator[Provider]:
    cache.clear()
    file = tmp_path / "posts.yaml"
    file.write_text(RULES)
    with test_provider.running() as started:
        started.claims = dict(ANN)
        settings.OPENID = OpenId(
            started.issuer, test_provider.CLIENT_ID, test_provider.CLIENT_SECRET, "Westshire",
            file, loopback=True,
        )  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = openid_provider(settings.OPENID)
        yield started


def sign_in(client: Client, *, next_page: str = "") -> HttpResponse:
    """Press the button, let the provider send the browser back, and come back."""
    sent = client.post(reverse("openid_sign_in"), {"next": next_page} if next_page else {})
    assert sent.status_code == 302, sent.content
    back = requests.get(sent["Location"], allow_redirects=False, timeout=5).headers["Location"]
    answer: Any = client.get(back.removeprefix("http://testserver"))
    return answer


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def held(user: User) -> set[str]:
    theirs = Membership.objects.current(clock.today()).filter(user=user)
    return set(theirs.values_list("post__title", flat=True))


def test_somebody_new_with_a_post_gets_an_account(
    client: Client, provider: Provider, area: LocalArea
) -> None:
    assert b"Sign in with Westshire" in client.get(reverse("account_login")).content
    answer = sign_in(client, next_page="/plans/?state=agreed")
    assert answer["Location"] == "/plans/?state=agreed"
    ann = User.objects.get()
    assert (ann.email, ann.name, ann.has_usable_password()) == (
        "ann@westshire.example", "Ann Archer", False,
    )  # fmt: skip
    assert held(ann) == {"Partnership manager"}
    assert client.get("/plans/").status_code == 200
    assert actions()[:3] == [
        "account.made_by_provider", "membership.begun", "account.signed_in",
    ]  # fmt: skip
    assert provider.asked[0]["code_challenge_method"] == "S256"
    assert ann.socialaccount_set.get().extra_data == {}


def test_memberships_follow_the_claims(client: Client, provider: Provider, area: LocalArea) -> None:
    sign_in(client)
    ann = User.objects.get()
    provider.claims["groups"] = ["gt-quality"]
    with clock.fixed(clock.now() + timedelta(days=3)):
        sign_in(Client())
        assert held(ann) == {"Head of Quality"}
    ended = Membership.objects.get(post__title="Partnership manager")
    assert ended.ends_on == clock.today() + timedelta(days=2)
    assert "membership.ended" in actions()
    provider.claims["groups"] = []
    with clock.fixed(clock.now() + timedelta(days=3)):
        refused = sign_in(Client())
        assert refused.status_code == 403
        assert held(ann) == set()
    # What began and ended on one day leaves no row, but its entries.
    assert Membership.objects.count() == 1
    assert actions()[-2:] == ["membership.ended", "account.provider_refused"]


def test_what_was_given_by_hand_is_left_alone(
    client: Client, provider: Provider, area: LocalArea
) -> None:
    post = Post.objects.get(title="Head of Quality")
    person = make_person(area, "quality_lead", post=post)
    User.objects.filter(pk=person.user.pk).update(email="ann@westshire.example")
    assert sign_in(client)["Location"] == "/"
    assert held(person.user) == {"Partnership manager", "Head of Quality"}
    assert User.objects.count() == 1
    provider.claims["groups"] = []
    assert sign_in(Client())["Location"] == "/"
    assert held(person.user) == {"Head of Quality"}
    assert person.user.has_usable_password()


@pytest.mark.parametrize("groups", [[], ["car-park"], None])
def test_claims_that_stand_for_nothing_make_no_account(
    client: Client, provider: Provider, area: LocalArea, groups: list[str] | None
) -> None:
    provider.claims["groups"] = groups
    answer = sign_in(client)
    assert answer.status_code == 403
    assert b"You do not hold a post here" in answer.content
    assert not User.objects.exists()
    assert actions() == ["account.provider_refused"]
    assert client.get("/plans/").status_code == 302


@pytest.mark.parametrize("said", [False, None, "no", "", 0])
def test_an_address_that_is_not_verified_is_not_believed(
    client: Client, provider: Provider, area: LocalArea, said: object
) -> None:
    make_person(area, "partnership_manager")
    User.objects.update(email="ann@westshire.example")
    provider.claims["email_verified"] = said
    answer = sign_in(client)
    assert answer.status_code == 403
    assert b"Your email address is not confirmed" in answer.content
    assert client.get("/plans/").status_code == 302


def test_a_closed_account_stays_closed(client: Client, provider: Provider, area: LocalArea) -> None:
    sign_in(client)
    User.objects.update(is_active=False)
    other = Client()
    assert sign_in(other).status_code == 403
    assert other.get("/plans/").status_code == 302


def test_the_name_that_the_provider_keeps_counts_not_the_address(
    client: Client, provider: Provider, area: LocalArea
) -> None:
    sign_in(client)
    provider.claims["email"] = "ann.new@westshire.example"
    sign_in(Client())
    assert User.objects.count() == 1


def _forged(provider: Provider) -> None:
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _for_others(provider: Provider) -> None:
    provider.token_changes = {"aud": "another client"}


def _of_others(provider: Provider) -> None:
    provider.token_changes = {"iss": "https://elsewhere.example"}


def _old(provider: Provider) -> None:
    provider.token_changes = {"exp": 1_000_000_000}


def _swapped(provider: Provider) -> None:
    provider.userinfo_changes = {"sub": "somebody else"}


@pytest.mark.parametrize("spoil", [_forged, _for_others, _of_others, _old, _swapped])
def test_a_token_that_cannot_be_trusted(
    spoil: Any, client: Client, provider: Provider, area: LocalArea
) -> None:
    spoil(provider)
    answer = sign_in(client)
    assert answer.status_code == 401
    assert b"Signing in through your organisation did not work" in answer.content
    assert not User.objects.exists()


def test_coming_back_without_having_left(client: Client, provider: Provider) -> None:
    answer = client.get("/sign-in/provider/back/", {"code": "the code", "state": "made up"})
    assert answer.status_code == 401
    assert client.get("/sign-in/elsewhere/back/").status_code == 404


def test_changing_ones_mind(client: Client, provider: Provider, area: LocalArea) -> None:
    provider.denies = True
    answer = sign_in(client)
    assert b"was stopped" in client.get(answer["Location"]).content


def test_a_provider_that_sends_us_into_our_own_network(
    client: Client, provider: Provider, settings: Settings
) -> None:
    provider.redirects_discovery = True
    assert client.post(reverse("openid_sign_in")).status_code == 502


def test_the_second_step_here_or_there(
    client: Client, provider: Provider, area: LocalArea, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)
    assert client.get("/plans/")["Location"] == reverse("mfa_index")
    settings.OPENID.posts.write_text(RULES + "second_factor: provider\n")
    other = Client()
    sign_in(other)
    assert other.get("/plans/").status_code == 200


def test_who_has_no_password_is_told_so(
    client: Client, provider: Provider, area: LocalArea
) -> None:
    sign_in(client)
    page = client.get(reverse("account_change_password"))
    assert b"You have no password here" in page.content


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    assert client.post(reverse("openid_sign_in")).status_code == 404
    assert client.get("/sign-in/provider/back/").status_code == 404
    assert b"Sign in with" not in client.get(reverse("account_login")).content
