"""The second step of signing in, as a person meets it."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from goldenthread.access.ciphers import cipher
from goldenthread.access.models import AuditEntry, User
from goldenthread.access.renewing import renew_keys
from goldenthread.access.second_factor import PURPOSE, qr_code
from goldenthread.core import clock
from tests.access.audit.people import PASSWORD, a_person, an_area

pytestmark = pytest.mark.django_db
KEY = re.compile(r'gt-key-text">([A-Z2-7 ]+)<')


@pytest.fixture(autouse=True)
def ann() -> User:
    cache.clear()
    return a_person("Ann", "partnership_manager", an_area("Fellmoor"))


def sign_in(client: Client, password: str = PASSWORD) -> str:
    """Type address and password; the address that this leads to."""
    answer = client.post(
        reverse("account_login"), {"login": "ann@example.org", "password": password}
    )
    return str(answer.headers.get("Location", ""))


def code_for(key: str, steps: int = 0) -> str:
    """What an app that holds `key` shows, now or some half minutes away."""
    counter = int(clock.now().timestamp()) // 30 + steps
    return format_hotp_value(hotp_value(key, counter))


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Add an app; its key and the recovery codes that came with it."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = KEY.search(page)
    assert found
    key = found[1].replace(" ", "")
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_for(key)}, follow=True)
    return key, re.findall(r"<li>(\d{8})</li>", answer.content.decode())


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app(client: Client, ann: User, mailoutbox: list[EmailMessage]) -> None:
    assert sign_in(client) == "/"
    page = client.get(reverse("mfa_activate_totp"))
    assert b"<svg" in page.content
    assert b"data:" not in page.content
    assert b" style=" not in page.content
    assert "unsafe" not in page["Content-Security-Policy"]
    _, codes = set_up_app(client)
    assert len(codes) == 10
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in again for code in codes)
    assert actions()[-2:] == ["account.factor_added", "account.factor_added"]
    assert [mail.subject for mail in mailoutbox] == ["Golden Thread: Authenticator App Activated"]


def test_a_wrong_code_adds_no_app(client: Client) -> None:
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert b"That code is not right" in answer.content
    assert not Authenticator.objects.exists()


def test_signing_in_then_takes_two_steps(client: Client) -> None:
    sign_in(client)
    key, codes = set_up_app(client)
    other = Client()
    assert sign_in(other) == reverse("mfa_authenticate")
    assert other.get(reverse("mfa_index")).status_code == 302
    step = reverse("mfa_authenticate")
    assert b"That code is not right" in other.post(step, {"code": "000000"}).content
    assert other.post(step, {"code": code_for(key, 1)}).headers["Location"] == "/"
    assert other.get(reverse("mfa_index")).status_code == 200
    third = Client()
    sign_in(third)
    assert third.post(step, {"code": codes[0]}).headers["Location"] == "/"
    fourth = Client()
    sign_in(fourth)
    assert fourth.post(step, {"code": codes[0]}).status_code == 200
    assert actions().count("account.second_step_failed") == 2


def test_five_wrong_codes_lock_the_second_step(client: Client, ann: User) -> None:
    sign_in(client)
    key, _ = set_up_app(client)
    other = Client()
    sign_in(other)
    for _ in range(5):
        other.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = other.post(reverse("mfa_authenticate"), {"code": code_for(key, 1)})
    assert b"Wait five minutes" in answer.content
    last = AuditEntry.objects.latest("pk")
    assert (last.action, last.target_id) == ("account.locked_out", str(ann.pk))


def test_removing_the_app_asks_for_the_password_again(client: Client) -> None:
    sign_in(client)
    key, _ = set_up_app(client)
    other = Client()
    sign_in(other)
    other.post(reverse("mfa_authenticate"), {"code": code_for(key, 1)})
    asked = other.get(reverse("mfa_deactivate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert b"Use a code from your app" in other.get(asked["Location"]).content
    assert (
        b"That password is not right"
        in other.post(asked["Location"], {"password": "Tuesday"}).content
    )
    back = other.post(asked["Location"], {"password": PASSWORD})
    assert back["Location"] == reverse("mfa_deactivate_totp")
    other.post(back["Location"])
    assert not Authenticator.objects.exists()
    assert actions().count("account.factor_removed") == 2


def test_where_it_is_required_nothing_comes_before_it(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)
    for name in ("improvement:plans", "exchange:jobs", "audit:entries"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_index")
        assert client.post(reverse(name))["Location"] == reverse("mfa_index")
    assert b"Before you go on, set up a second step" in client.get(reverse("mfa_index")).content
    set_up_app(client)
    assert client.get(reverse("improvement:plans")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_where_it_is_offered_nobody_is_held_up(client: Client) -> None:
    sign_in(client)
    assert client.get(reverse("improvement:plans")).status_code == 200


def test_new_recovery_codes_replace_the_old(client: Client) -> None:
    sign_in(client)
    _, old = set_up_app(client)
    page = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
    new = re.findall(r"<li>(\d{8})</li>", page)
    assert len(new) == 10
    assert not set(new) & set(old)


def test_keys_are_encrypted_where_they_are_kept(client: Client, settings: Settings) -> None:
    sign_in(client)
    key, _ = set_up_app(client)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert key not in kept
    assert cipher(PURPOSE).decrypt(kept.encode()).decode() == key
    with pytest.raises(InvalidToken):
        cipher("something else").decrypt(kept.encode())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, since rotated in"
    assert cipher(PURPOSE).decrypt(kept.encode()).decode() == key


def test_another_persons_passkey_is_not_there(client: Client, ann: User) -> None:
    theirs = Authenticator.objects.create(
        user=a_person("Bea", "partnership_manager", an_area("Sands")),
        type="webauthn",
        data={"name": "Bea's laptop"},
    )
    sign_in(client)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        asked = client.get(reverse(name, args=[theirs.pk]), follow=True)
        assert asked.status_code in (200, 404)
        assert b"Bea" not in asked.content
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_the_picture_has_no_style() -> None:
    picture = qr_code("otpauth://totp/ann?secret=AAAA")
    assert picture.startswith('<svg class="gt-qr"')
    assert "style" not in picture
    assert "href" not in picture


def test_a_new_secret_writes_anew_what_the_old_one_wrote(ann: User, settings: Settings) -> None:
    def kept() -> str:
        return str(Authenticator.objects.get().data["secret"])

    first = settings.SECRET_KEY
    old = cipher(PURPOSE).encrypt(b"a key").decode()
    Authenticator.objects.create(user=ann, type=Authenticator.Type.TOTP, data={"secret": old})
    assert renew_keys() == 0
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret, rotated in", [first]
    assert cipher(PURPOSE).decrypt(kept().encode()) == b"a key"
    assert (renew_keys(), renew_keys()) == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert cipher(PURPOSE).decrypt(kept().encode()) == b"a key"
    with pytest.raises(InvalidToken):
        cipher(PURPOSE).decrypt(old.encode())
