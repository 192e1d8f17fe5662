"""Tokens of the API: who makes and ends them, what is kept of them, and what they look like."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.access.rules.roles import HeldBy, build, rolebook
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.tokens import Made, TokenFacts, make_token, revoke_token
from goldenthread.organisations.models import ApiToken, LocalArea
from goldenthread.organisations.permissions import roles_to_give
from goldenthread.organisations.rules.tokens import latest_end, mark_of, written
from tests.factories import Person, make_area, make_organisation, make_person, make_post

NEW = reverse("organisations:add_token")
LIST = reverse("organisations:tokens")


@pytest.fixture
def area(db: None) -> LocalArea:
    return make_area("Aland")


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


def facts(person: Person, area: LocalArea, **other: Any) -> TokenFacts:
    given: dict[str, Any] = {
        "organisation_id": person.post.organisation_id, "purpose": "Dashboard", "role": "api_reader",
        "areas": frozenset({area.pk}), "expires_on": clock.today() + timedelta(days=30),
        "sent_key": uuid4(),
    }  # fmt: skip
    return TokenFacts(**{**given, **other})


def a_token(person: Person, area: LocalArea, **other: Any) -> Made:
    return make_token(scope=person.scope, facts=facts(person, area, **other))


def typed(person: Person, area: LocalArea, **other: Any) -> dict[str, Any]:
    last = clock.today() + timedelta(days=30)
    return {
        "purpose": "Dashboard", "organisation": person.post.organisation_id, "areas": [area.pk],
        "role": "api_reader", "expires_on-day": last.day, "expires_on-month": last.month,
        "expires_on-year": last.year, "sent": str(uuid4()),
    } | other  # fmt: skip


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 22), date(2027, 11, 22)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_token_lasts_twelve_months_at_most(today: date, last: date) -> None:
    assert latest_end(today) == last


def test_the_mark_is_read_from_a_token_and_from_nothing_else() -> None:
    token = written("0123456789ab", "A" * 22)
    assert mark_of(token) == "0123456789ab"
    for other in ("", "A" * 22, token + "x", token[:-1], "x" + token, token.upper(), token + "\n"):
        assert mark_of(other) == ""


def test_no_post_can_hold_a_role_of_tokens_and_no_such_role_does_more_than_look() -> None:
    roles = [role for role in rolebook().roles.values() if role.held_by is HeldBy.TOKEN]
    assert {role.name for role in roles} == {"api_reader", "api_draft_reader"}
    assert all(right.partition(".")[2].startswith("view") for r in roles for right in r.permissions)
    data = {
        "version": "1", "permissions": {"plan.edit": {"words": "x"}},
        "roles": {"r": {"title": "", "about": "", "held_by": "token", "permissions": ["plan.edit"]}},
    }  # fmt: skip
    with pytest.raises(ValueError, match="only read"):
        build(data)


def test_a_token_is_kept_as_a_hash_alone_and_recorded_by_its_key(
    manager: Person, area: LocalArea
) -> None:
    made = a_token(manager, area)
    assert made.text is not None
    assert re.fullmatch(r"gtapi_[0-9a-f]{12}_[\w-]{22}", made.text)
    secret = made.text.rpartition(f"{made.token.mark}_")[2]
    kept = [*ApiToken.objects.values(), *AuditEntry.objects.values()]
    assert not any(secret in str(value) for row in kept for value in row.values())
    entry = AuditEntry.objects.get(action="apitoken.made")
    assert (entry.target_id, entry.area_id) == (str(made.token.pk), area.pk)


def test_the_same_form_makes_one_token_and_shows_it_once(manager: Person, area: LocalArea) -> None:
    given = facts(manager, area)
    assert make_token(scope=manager.scope, facts=given).text
    assert make_token(scope=manager.scope, facts=given).text is None
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"expires_on": date(2020, 1, 1)}, "expiry_out_of_range"),
        ({"expires_on": date(2090, 1, 1)}, "expiry_out_of_range"),
        ({"areas": frozenset()}, "no_area"),
        ({"organisation_id": 0}, "no_such_organisation"),
    ],
)
def test_what_can_be_mended_is_said(
    manager: Person, area: LocalArea, other: dict[str, Any], code: str
) -> None:
    with pytest.raises(UserError) as refused:
        a_token(manager, area, **other)
    assert refused.value.code == code
    assert not ApiToken.objects.exists()


def test_it_reads_only_areas_that_the_organisation_serves(manager: Person, area: LocalArea) -> None:
    other = make_area()
    both = make_person(
        area, "", post=make_post(make_organisation(area, other), dict.fromkeys((area, other), "partnership_manager"))
    )  # fmt: skip
    with pytest.raises(UserError) as refused:
        a_token(both, other, organisation_id=manager.post.organisation_id)
    assert refused.value.code == "area_not_served"


def test_nobody_gives_a_token_more_than_they_may_read(area: LocalArea) -> None:
    lead = make_person(area, "priority_lead")
    administrator = make_person(area, "system_administrator")
    stranger = make_person(make_area(), "partnership_manager")
    # Whoever sets installations up reads no plans, and so makes nothing that would read them for them.
    for person in (lead, stranger, administrator):
        for role in ("api_reader", "api_draft_reader", "partnership_manager"):
            with pytest.raises(NotAllowed):
                a_token(person, area, role=role)
    for person in (administrator, stranger):
        assert not roles_to_give(person.scope, area.pk) & {
            "api_reader",
            "api_draft_reader",
            "public",
        }


def test_a_token_of_two_areas_is_ended_by_whoever_keeps_tokens_in_one(area: LocalArea) -> None:
    other = make_area("Bland")
    shared = make_organisation(area, other, kind="icb")
    both = make_person(
        area, "", post=make_post(shared, dict.fromkeys((area, other), "partnership_manager"))
    )
    token = a_token(both, area, areas=frozenset({area.pk, other.pk})).token
    one = make_person(other, "partnership_manager")
    assert set(ApiToken.objects.visible_to(one.scope)) == {token}
    revoke_token(scope=one.scope, token_id=token.pk)
    revoke_token(scope=one.scope, token_id=token.pk)
    entries = AuditEntry.objects.filter(action="apitoken.revoked")
    assert sorted(entries.values_list("area_id", flat=True)) == sorted([area.pk, other.pk])
    token.refresh_from_db()
    assert token.revoked_by == one.user


def test_a_token_that_ends_before_it_begins_cannot_be_kept(
    manager: Person, area: LocalArea
) -> None:
    token = a_token(manager, area).token
    with pytest.raises(IntegrityError):
        ApiToken.objects.filter(pk=token.pk).update(expires_on=token.made_on - timedelta(days=1))


def test_the_pages_make_show_once_list_and_end(
    manager: Person, area: LocalArea, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(manager.user)
    assert b"What may it read?" in client.get(NEW).content
    sent = typed(manager, area)
    first = client.post(NEW, sent)
    (text,) = set(re.findall(r"gtapi_[0-9a-f]{12}_[\w-]{22}", first.content.decode()))
    assert "no-store" in first["Cache-Control"]
    again = client.post(NEW, sent)
    assert b"gtapi_" not in again.content
    assert b"This token was made before" in again.content
    for _ in range(3):
        a_token(manager, area)
    with django_assert_max_num_queries(12):
        listed = client.get(LIST)
    token = ApiToken.objects.get(mark=mark_of(text))
    assert token.mark.encode() in listed.content
    assert text.encode() not in listed.content
    address = reverse("organisations:revoke_token", args=[token.pk])
    assert b"End the token" in client.get(address).content
    token.refresh_from_db()
    assert token.revoked_at is None
    assert b"Ended early" in client.post(address, follow=True).content


def test_a_wrong_form_keeps_what_was_typed(
    manager: Person, area: LocalArea, client: Client
) -> None:
    client.force_login(manager.user)
    answer = client.post(NEW, typed(manager, area, **{"expires_on-year": clock.today().year + 3}))
    assert answer.status_code == 400
    assert b"The last day must be between today and" in answer.content
    assert b"Dashboard" in answer.content
    assert client.post(NEW, {"purpose": ""}).status_code == 400
    assert not ApiToken.objects.exists()


def test_only_who_keeps_tokens_sees_the_pages(area: LocalArea, client: Client) -> None:
    client.force_login(make_person(area, "system_administrator").user)
    assert b"Make a token" not in client.get(LIST).content
    assert client.get(NEW).status_code == 403
    lead = make_person(area, "priority_lead")
    client.force_login(lead.user)
    for address in (LIST, NEW):
        assert client.get(address).status_code == 403
    assert b"API tokens" not in client.get(reverse("organisations:posts")).content
    refused = AuditEntry.objects.filter(action="access.refused", user_id=lead.user.pk)
    assert refused.count() == 2
