"""Being locked out: five wrong passwords, five minutes, and no hint of who has an account."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from goldenthread.access.models import AuditEntry, User
from goldenthread.access.requests import client_address
from goldenthread.config import settings as product_settings
from tests.access.audit.people import PASSWORD, a_person, an_area

pytestmark = pytest.mark.django_db
WAIT = b"Wait five minutes"
WRONG = "Tuesday"


@pytest.fixture(autouse=True)
def ann() -> User:
    cache.clear()
    return a_person("Ann", "partnership_manager", an_area("Fellmoor"))


class Passing:
    """The clock of allauth's limits, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.added = 0.0
        fake = SimpleNamespace(
            time=lambda: time.time() + self.added, monotonic=time.monotonic, sleep=time.sleep
        )
        monkeypatch.setattr(ratelimit, "time", fake)


def attempt(email: str = "ann@example.org", password: str = WRONG, **meta: str) -> bytes:
    answer = Client().post(reverse("account_login"), {"login": email, "password": password}, **meta)
    return b"signed in" if answer.status_code == 302 else answer.content


def lock_out(email: str = "ann@example.org", **meta: str) -> None:
    for _ in range(5):
        assert WAIT not in attempt(email, **meta)


def test_the_right_password_opens_nothing_for_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    passing = Passing(monkeypatch)
    lock_out()
    assert WAIT in attempt(password=PASSWORD)
    passing.added = 299
    assert WAIT in attempt(password=PASSWORD)
    passing.added = 301
    assert attempt(password=PASSWORD) == b"signed in"


def test_four_wrong_ones_and_then_the_right_one() -> None:
    for _ in range(4):
        attempt()
    assert attempt(password=PASSWORD) == b"signed in"


def test_capitals_are_no_way_around_it() -> None:
    lock_out()
    assert WAIT in attempt("ANN@example.org", PASSWORD)


def test_somebody_else_is_not_locked_out() -> None:
    a_person("Bea", "partnership_manager", an_area("Sands"))
    lock_out()
    assert attempt("bea@example.org", PASSWORD) == b"signed in"


def visible(page: bytes) -> str:
    """The page without what differs on every page: the token, and the address that was typed."""
    lines = page.decode().splitlines()
    return "\n".join(one for one in lines if "csrf" not in one and "@example.org" not in one)


def test_unknown_and_wrong_get_the_same_page_before_and_after_the_lock_out() -> None:
    known, unknown = attempt(), attempt("nobody@example.org")
    assert b"The email address or the password is not right" in known
    assert visible(known) == visible(unknown)
    for _ in range(4):
        attempt(), attempt("nobody@example.org")
    known, unknown = attempt(), attempt("nobody@example.org")
    assert WAIT in known
    assert visible(known) == visible(unknown)


def test_unknown_and_wrong_cost_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is what takes time: it happens once for either, and also where there is no password."""
    a_person("Bea", "partnership_manager", an_area("Sands"))
    User.objects.filter(email="bea@example.org").update(password="!nothing opens this")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or encode(self, password, salt),
    )
    costs = []
    for email in ("ann@example.org", "nobody@example.org", "bea@example.org"):
        hashed.clear()
        attempt(email)
        costs.append(len(hashed))
    assert costs == [1, 1, 1]


def test_each_refused_attempt_is_recorded_with_where_it_came_from(ann: User) -> None:
    lock_out(REMOTE_ADDR="192.0.2.7")
    attempt(password=PASSWORD, REMOTE_ADDR="192.0.2.7")
    last = AuditEntry.objects.latest("pk")
    assert (last.action, last.outcome, last.target_id, last.address) == (
        "account.locked_out", "refused", str(ann.pk), "192.0.2.7",
    )  # fmt: skip


def test_one_place_cannot_try_many_addresses() -> None:
    pages = [attempt(f"a{number}@example.org", REMOTE_ADDR="192.0.2.8") for number in range(31)]
    assert WAIT not in pages[29]
    assert WAIT in pages[30]
    assert WAIT not in attempt("b@example.org", REMOTE_ADDR="192.0.2.9")


def test_a_forwarded_address_is_believed_only_from_our_own_proxies(settings: Settings) -> None:
    """Without proxies of ours, making up addresses does not spread the attempts over many places."""
    pages = [
        attempt(f"a{n}@example.org", REMOTE_ADDR="192.0.2.8", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")
        for n in range(31)
    ]  # fmt: skip
    assert WAIT in pages[30]
    assert AuditEntry.objects.latest("pk").address == "192.0.2.8"
    settings.TRUSTED_PROXIES = 1
    attempt(REMOTE_ADDR="192.0.2.8", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.77")
    assert AuditEntry.objects.latest("pk").address == "198.51.100.77"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "found"),
    [
        ("", 0, "10.0.0.1"),
        ("1.2.3.4", 0, "10.0.0.1"),
        ("1.2.3.4", 1, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4", 1, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4, 10.0.0.2", 2, "1.2.3.4"),
        ("1.2.3.4", 2, "10.0.0.1"),
        ("not an address", 1, "10.0.0.1"),
        ("2001:DB8::1", 1, "2001:db8::1"),
        (" 1.2.3.4 ", 1, "1.2.3.4"),
    ],
)
def test_which_address_counts(forwarded: str, proxies: int, found: str) -> None:
    meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(meta, proxies) == found


def test_other_addresses_push_no_lock_out_out_of_the_cache() -> None:
    """Django keeps 300 entries unless told otherwise, and each attempt makes one."""
    assert product_settings.DATABASE_CACHE["OPTIONS"]["MAX_ENTRIES"] >= 100_000
