"""Links without an account: what is kept of them, when they end, and that nothing betrays them."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from goldenthread.access.links import actions, arriving
from goldenthread.access.links.tokens import HideTokens, hash_of, new_token, without_tokens
from goldenthread.access.models import AuditEntry, Link, User
from goldenthread.access.rules.link_purposes import Purposes, purposes
from goldenthread.access.scope import Origin, Scope
from goldenthread.config.settings import LOGGING
from goldenthread.core import clock

COMMAND = Scope(None, "Command", (), Origin(channel="command"))
WEEK = timedelta(days=7)


@pytest.fixture
def ann() -> User:
    cache.clear()
    return User.objects.create(email="ann@example.org", name="Ann", password="!")


@pytest.fixture(autouse=True)
def any_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Purposes of these tests alone, none of which needs a code: test_link_codes.py has that."""
    rules = Purposes(defaultdict(bool), purposes().codes)
    monkeypatch.setattr(actions, "purposes", lambda: rules)


def a_link(ann: User, purpose: str = "invitation") -> str:
    return actions.make(scope=COMMAND, purpose=purpose, target=ann, lasts=WEEK)


def test_a_token_is_128_random_bits() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {22}


@pytest.mark.django_db
def test_only_the_hash_is_kept(ann: User) -> None:
    token = a_link(ann)
    row = Link.objects.values().get()
    assert row["token_hash"] == hash_of(token)
    assert not any(token in str(value) for value in row.values())
    entries = AuditEntry.objects.values()
    assert [entry["action"] for entry in entries] == ["link.made"]
    assert not any(token in str(value) for entry in entries for value in entry.values())


@pytest.mark.django_db
def test_one_purpose_one_record_one_at_a_time(ann: User) -> None:
    first = a_link(ann)
    other = a_link(ann, "survey")
    second = a_link(ann)
    assert arriving.find(hash_of(first), "invitation") is None
    found = arriving.find(hash_of(second), "invitation")
    assert found is not None
    assert (found.target_type, found.target_id) == ("access.user", str(ann.pk))
    assert arriving.find(hash_of(second), "survey") is None
    assert arriving.find(hash_of(other), "survey") is not None


@pytest.mark.django_db
def test_it_works_once(ann: User) -> None:
    link = arriving.find(hash_of(a_link(ann)), "invitation")
    assert link is not None
    assert actions.use(scope=COMMAND, link=link)
    assert not actions.use(scope=COMMAND, link=link)
    assert arriving.find(link.token_hash, "invitation") is None
    assert AuditEntry.objects.filter(action="link.used").count() == 1


@pytest.mark.django_db
def test_it_cannot_be_both_used_and_revoked(ann: User) -> None:
    a_link(ann)
    with pytest.raises(IntegrityError):
        Link.objects.update(used_at=clock.now(), revoked_at=clock.now())


def follow(client: Client, token: str) -> tuple[int, bytes]:
    answer = client.get(reverse("organisations:invitation", args=[token]))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.content


@pytest.mark.django_db
def test_whatever_does_not_work_gets_one_answer_for_one_query(
    ann: User, django_assert_num_queries: object
) -> None:
    used, revoked, expired, other = (a_link(ann, kind) for kind in ("a", "b", "c", "d"))
    moment = clock.now()
    Link.objects.filter(token_hash=hash_of(other)).update(purpose="survey")
    Link.objects.filter(purpose__in="abc").update(purpose="invitation")
    Link.objects.filter(token_hash=hash_of(used)).update(used_at=moment)
    Link.objects.filter(token_hash=hash_of(revoked)).update(revoked_at=moment)
    Link.objects.filter(token_hash=hash_of(expired)).update(expires_at=moment)
    answers = []
    for token in ("made-up", used, revoked, expired, other, "x" * 5000, "ä"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            answers.append(follow(Client(), token))
    assert {status for status, _ in answers} == {404}
    assert len({content for _, content in answers}) == 1


@pytest.mark.django_db
def test_a_link_that_works_leaves_nothing_in_the_address(client: Client, ann: User) -> None:
    token = a_link(ann)
    answer = client.get(reverse("organisations:invitation", args=[token]))
    assert answer["Location"] == reverse("organisations:accept")
    assert token not in str(dict(client.session))
    page = client.get(answer["Location"])
    assert token.encode() not in page.content


@pytest.mark.django_db
def test_guessing_is_slowed_down(ann: User) -> None:
    statuses = [follow(Client(), f"guess-{number}")[0] for number in range(21)]
    assert statuses == [404] * 20 + [429]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GET /invitations/abc_-1/ 200", "GET /invitations/…/ 200"),
        ("Not Found: /invitations/abc", "Not Found: /invitations/…"),
        ("/invitations/abc?x=1", "/invitations/…?x=1"),
        ("/invitations/ 200", "/invitations/ 200"),
        ("/forgotten-password/1-abc-def/", "/forgotten-password/…/"),
        ("/forgotten-password/sent/", "/forgotten-password/sent/"),
        ("/plans/12/", "/plans/12/"),
    ],
)
def test_logs_hold_no_token(text: str, found: str) -> None:
    assert without_tokens(text) == found


def test_every_handler_hides_tokens() -> None:
    assert all("hide_tokens" in handler["filters"] for handler in LOGGING["handlers"].values())
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(HideTokens())
    logger = logging.getLogger("tests.links")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        int("/invitations/secret/")
    except ValueError:
        logger.exception("Not Found: %s", "/invitations/secret/")
    finally:
        logger.removeHandler(handler)
    assert "secret" not in stream.getvalue()
    assert "Not Found: /invitations/…/" in stream.getvalue()


@pytest.mark.django_db
def test_what_is_logged_of_a_wrong_link(client: Client, ann: User) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(HideTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        follow(client, "a-made-up-token")
    finally:
        logger.removeHandler(handler)
    assert stream.getvalue() == "Not Found: /invitations/…/\n"


@pytest.mark.django_db
def test_the_form_behind_a_link_can_be_sent_from_a_browser(ann: User, client: Client) -> None:
    """A page without any referrer has forms of the origin "null", which are refused as forged."""
    client.get(reverse("organisations:invitation", args=[a_link(ann)]))
    assert client.get(reverse("organisations:accept"))["Referrer-Policy"] == "same-origin"
