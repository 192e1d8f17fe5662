"""Signing in, out, failing to, being locked out: each is one entry, and none holds what was typed."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry, User
from tests.access.audit.people import PASSWORD, a_person, an_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    cache.clear()
    return a_person("Ann", "partnership_manager", an_area("Fellmoor"))


def _sign_in(client: Client, email: str, password: str) -> None:
    client.post(
        reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR="192.0.2.44"
    )


def _entries() -> list[tuple[str, str, int | None, str]]:
    return list(
        AuditEntry.objects.order_by("pk").values_list("action", "outcome", "user_id", "target_id")
    )


def test_signing_in_and_out(client: Client, ann: User) -> None:
    _sign_in(client, ann.email, PASSWORD)
    client.post(reverse("account_logout"))
    assert _entries() == [
        ("account.signed_in", "done", ann.pk, str(ann.pk)),
        ("account.signed_out", "done", ann.pk, str(ann.pk)),
    ]
    entry = AuditEntry.objects.earliest("pk")
    assert (entry.address, entry.channel, entry.area_id) == ("192.0.2.44", "web", None)
    assert len(entry.request_id) == 32
    assert entry.target_type == "access.user"


def test_a_wrong_password_names_the_account(client: Client, ann: User) -> None:
    _sign_in(client, ann.email.upper(), "Tuesday")
    assert _entries() == [("account.sign_in_failed", "failed", None, str(ann.pk))]


def test_an_unknown_address_is_not_kept(client: Client, ann: User) -> None:
    _sign_in(client, "stranger@example.org", "Tuesday")
    assert _entries() == [("account.sign_in_failed", "failed", None, "")]
    row = AuditEntry.objects.values().get()
    assert not any("stranger" in str(value) or "Tuesday" in str(value) for value in row.values())


def test_a_lock_out_is_recorded(client: Client, ann: User) -> None:
    for _ in range(6):
        _sign_in(client, ann.email, "Tuesday")
    kinds = [action for action, *_ in _entries()]
    assert kinds == ["account.sign_in_failed"] * 5 + ["account.locked_out"]
    assert _entries()[-1] == ("account.locked_out", "refused", None, str(ann.pk))


def test_signing_in_without_a_request_is_recorded_as_well(ann: User) -> None:
    Client().force_login(ann)
    assert _entries() == [("account.signed_in", "done", ann.pk, str(ann.pk))]
