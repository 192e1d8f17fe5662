"""The code that some links need: where it goes, how long it is good, and that nothing betrays it."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.access.links import actions, codes
from goldenthread.access.links.actions import Verified
from goldenthread.access.models import AuditEntry, Link, LinkCode, User
from goldenthread.access.rules.link_purposes import build, purposes
from goldenthread.access.scope import Origin, Scope, nobody
from goldenthread.core import clock
from goldenthread.core.errors import UserError

pytestmark = pytest.mark.django_db
COMMAND = Scope(None, "Command", (), Origin(channel="command"))
HOLDER = nobody(Origin("127.0.0.1", "test", "web"))
PURPOSE = "second_step"


@pytest.fixture
def link() -> Link:
    ann = User.objects.create(email="ann@example.org", name="Ann", password="!")
    contact = Verified(ann.email, 7, clock.now(), "in_person")
    actions.make(
        scope=COMMAND, purpose=PURPOSE, target=ann, lasts=timedelta(hours=1), contact=contact
    )
    # What is on record may change: the code goes where it was verified that it goes.
    User.objects.update(email="elsewhere@example.org")
    return Link.objects.get()


@pytest.fixture
def code(link: Link, django_capture_on_commit_callbacks: object) -> str:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        codes.send(scope=HOLDER, link=link)
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    assert found
    return found[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_it_goes_to_the_contact_that_was_verified_and_works_once(link: Link, code: str) -> None:
    assert mail.outbox[-1].to == ["ann@example.org"]
    assert codes.confirm(scope=HOLDER, link=link, typed=f" {code} ")
    assert not codes.confirm(scope=HOLDER, link=link, typed=code)


def test_it_is_kept_as_a_keyed_hash_and_stands_in_no_entry_and_no_log(
    link: Link, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: object
) -> None:
    with caplog.at_level(logging.DEBUG):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            codes.send(scope=HOLDER, link=link)
        code = mail.outbox[-1].body.split()[3]
        codes.confirm(scope=HOLDER, link=link, typed=wrong(code))
    assert code.isdigit()
    # Statements to the database are logged in tests alone; they hold what the row holds.
    said = [one for one in caplog.records if one.name != "django.db.backends"]
    assert all(code not in one.getMessage() for one in said)
    kept = [
        AuditEntry.objects.values_list("action", "target_id", "fields"),
        LinkCode.objects.values(),
    ]
    assert all(code not in str(list(rows)) for rows in kept)


def test_five_tries_and_ten_minutes(link: Link, code: str) -> None:
    for _ in range(purposes().codes.tries):
        assert not codes.confirm(scope=HOLDER, link=link, typed=wrong(code))
    assert not codes.confirm(scope=HOLDER, link=link, typed=code)
    moment = clock.now()
    LinkCode.objects.update(tries_left=5)
    with clock.fixed(moment + timedelta(minutes=10)):
        assert not codes.confirm(scope=HOLDER, link=link, typed=code)
    assert codes.confirm(scope=HOLDER, link=link, typed=code)


def test_a_new_code_ends_the_one_before_and_not_too_many_are_sent(link: Link, code: str) -> None:
    for _ in range(purposes().codes.sent_at_most - 1):
        codes.send(scope=HOLDER, link=link)
    assert not codes.confirm(scope=HOLDER, link=link, typed=code)
    with pytest.raises(UserError) as many:
        codes.send(scope=HOLDER, link=link)
    assert many.value.code == "too_many_codes"
    with clock.fixed(clock.now() + timedelta(hours=1, seconds=1)):
        codes.send(scope=HOLDER, link=link)


def test_no_more_than_so_many_within_a_day(link: Link) -> None:
    moment = clock.now()
    for sent in range(purposes().codes.sent_in_a_day):
        with clock.fixed(moment + timedelta(minutes=15 * sent)):
            codes.send(scope=HOLDER, link=link)
    later = clock.fixed(moment + timedelta(hours=23))
    with later, pytest.raises(UserError, match="Too many codes"):
        codes.send(scope=HOLDER, link=link)
    with clock.fixed(moment + timedelta(days=1, seconds=1)):
        codes.send(scope=HOLDER, link=link)


def test_too_many_wrong_ones_over_its_life_end_the_link(link: Link, code: str) -> None:
    most = purposes().codes.wrong_at_most
    LinkCode.objects.update(wrong_count=most - 2)
    assert not codes.confirm(scope=HOLDER, link=link, typed=wrong(code))
    assert Link.objects.get().revoked_at is None
    codes.send(scope=HOLDER, link=link)
    LinkCode.objects.update(tries_left=0)
    assert not codes.confirm(scope=HOLDER, link=link, typed=wrong(code))
    assert Link.objects.get().revoked_at is None, "what no code could match is no guess"
    LinkCode.objects.update(tries_left=5)
    assert not codes.confirm(scope=HOLDER, link=link, typed="x")
    assert Link.objects.get().revoked_at is not None


def test_unknown_old_used_up_and_wrong_take_the_same_steps(link: Link, code: str) -> None:
    taken = set()
    cases = ((None, code), (link, wrong(code)), (link, ""), (link, "x" * 200))
    for which, typed in cases:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert codes.confirm(scope=HOLDER, link=which, typed=typed) is False
        taken.add(tuple(re.sub(r"'[^']*'|\d+", "?", one["sql"])[:40] for one in asked))
    LinkCode.objects.update(code_hash="", code_ends_at=None, tries_left=0)
    with CaptureQueriesContext(connection) as asked:
        assert codes.confirm(scope=HOLDER, link=link, typed=code) is False
    taken.add(tuple(re.sub(r"'[^']*'|\d+", "?", one["sql"])[:40] for one in asked))
    assert len(taken) == 1


def test_a_purpose_that_needs_a_code_is_never_without_a_contact(link: Link) -> None:
    ann = User.objects.get()
    with pytest.raises(ValueError, match="a contact goes with"):
        actions.make(scope=COMMAND, purpose=PURPOSE, target=ann, lasts=timedelta(hours=1))
    contact = Verified(ann.email, 7, clock.now(), "in_person")
    with pytest.raises(ValueError, match="a contact goes with"):
        actions.make(
            scope=COMMAND,
            purpose="invitation",
            target=ann,
            lasts=timedelta(hours=1),
            contact=contact,
        )


def test_a_code_that_can_be_guessed_is_refused() -> None:
    data = {"purposes": {}, "code": {**vars(purposes().codes), "digits": 3}}
    with pytest.raises(ValueError, match="guessed"):
        build(data)
    many = {"purposes": {}, "code": {**vars(purposes().codes), "wrong_at_most": 101}}
    with pytest.raises(ValueError, match="wrong codes"):
        build(many)
    with pytest.raises(ValueError, match="needs_code"):
        build(data | {"purposes": {"survey": {"what": "x"}}})
