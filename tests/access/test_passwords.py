"""Changing a password, and getting a new one by a link."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry, User
from tests.access.audit.people import PASSWORD, a_person, an_area

pytestmark = pytest.mark.django_db
NEW = "three words nobody guesses"
LINK = re.compile(r"http://testserver(/forgotten-password/\S+)")


@pytest.fixture(autouse=True)
def ann() -> User:
    cache.clear()
    return a_person("Ann", "partnership_manager", an_area("Fellmoor"))


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def ask(email: str) -> tuple[str, bytes]:
    """Where asking for a link leads, and what stands there."""
    client = Client()
    answer = client.post(reverse("account_reset_password"), {"email": email})
    return answer["Location"], client.get(answer["Location"]).content


def twice(password: str) -> dict[str, str]:
    return {"password1": password, "password2": password}


def test_changing_ones_own(client: Client, ann: User) -> None:
    client.force_login(ann)
    page = reverse("account_change_password")
    answer = client.post(page, {"oldpassword": PASSWORD, **twice(NEW)})
    assert answer["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    ann.refresh_from_db()
    assert ann.check_password(NEW)
    assert actions()[-1] == "account.password_changed"


def test_other_browsers_are_signed_out(client: Client, ann: User) -> None:
    other = Client()
    for one in (client, other):
        one.force_login(ann)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **twice(NEW)})
    assert other.get(reverse("mfa_index")).status_code == 302


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"oldpassword": "wrong", **twice(NEW)}, b"That is not your current password"),
        ({"oldpassword": PASSWORD, **twice("short")}, b"too short"),
        ({"oldpassword": PASSWORD, **twice("password12345")}, b"too common"),
        ({"oldpassword": PASSWORD, **twice("ann@example.org")}, b"too similar"),
        ({"oldpassword": PASSWORD, "password1": NEW, "password2": "x"}, b"the same password twice"),
        ({"oldpassword": PASSWORD}, b"Enter a new password"),
    ],
)
def test_what_is_refused(client: Client, ann: User, sent: dict[str, str], message: bytes) -> None:
    client.force_login(ann)
    answer = client.post(reverse("account_change_password"), sent)
    assert message in answer.content
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)


def test_the_link_works_once(client: Client, ann: User, mailoutbox: list[EmailMessage]) -> None:
    ask("ANN@example.org")
    found = LINK.search(str(mailoutbox[0].body))
    assert found
    form = client.get(found[1])["Location"]
    assert "set-password" in form
    assert b"too short" in client.post(form, twice("short")).content
    assert client.post(form, twice(NEW))["Location"] == reverse(
        "account_reset_password_from_key_done"
    )
    assert (
        b"Sign in with the new password"
        in client.get(reverse("account_reset_password_from_key_done")).content
    )
    ann.refresh_from_db()
    assert ann.check_password(NEW)
    assert "account.password_reset" in actions()
    assert b"This link does not work" in Client().get(found[1]).content


def test_the_link_works_for_an_hour(
    client: Client, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("ann@example.org")
    found = LINK.search(str(mailoutbox[0].body))
    assert found
    now = PasswordResetTokenGenerator._now
    later = timedelta(minutes=61)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now(self) + later)
    assert b"This link does not work" in client.get(found[1]).content


def test_the_same_answer_whether_there_is_an_account(
    ann: User, mailoutbox: list[EmailMessage]
) -> None:
    """And the same work: one message either way, which only its reader can tell apart."""
    assert ask("ann@example.org") == ask("nobody@example.org")
    assert [mail.to for mail in mailoutbox] == [["ann@example.org"], ["nobody@example.org"]]
    assert LINK.search(str(mailoutbox[0].body))
    assert "no account" in str(mailoutbox[1].body)
    User.objects.update(is_active=False)
    ask("ann@example.org")
    assert "no account" in str(mailoutbox[2].body)


def test_nobody_is_flooded_with_mail(mailoutbox: list[EmailMessage]) -> None:
    for _ in range(3):
        ask("ann@example.org")
    answer = Client().post(reverse("account_reset_password"), {"email": "ann@example.org"})
    assert answer.status_code == 429
    assert b"Too many attempts" in answer.content
    assert len(mailoutbox) == 3


def test_a_closed_account_says_so_only_to_who_has_the_password(client: Client) -> None:
    User.objects.update(is_active=False)
    sent = {"login": "ann@example.org", "password": PASSWORD}
    answer = client.post(reverse("account_login"), sent)
    assert b"This account is closed" in client.get(answer["Location"]).content
    wrong = client.post(reverse("account_login"), {**sent, "password": "Tuesday"})
    assert b"is not right" in wrong.content
