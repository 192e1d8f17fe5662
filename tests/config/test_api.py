"""Who the API lets in, what it answers where something is wrong, and what it leaves behind."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from goldenthread.access.audit.sentences import row_of
from goldenthread.access.links.tokens import HideTokens, without_tokens
from goldenthread.access.models import AuditEntry
from goldenthread.config.api import schema
from goldenthread.config.logs import redacted
from goldenthread.core import clock
from goldenthread.organisations.models import ApiToken, LocalArea, Organisation
from goldenthread.organisations.rules.tokens import token_rules
from tests.factories import make_area, make_organisation, make_person, make_plan
from tests.organisations.handing_out import bearer, hand_out

AREAS = "/api/v1/areas"
PARTS = {"code", "message", "where", "fix"}


@pytest.fixture
def area(db: None) -> LocalArea:
    cache.clear()
    return make_area("Aland")


def spoilt(token: ApiToken, how: str) -> None:
    today = clock.today()
    if how == "expired":
        day = today - timedelta(days=1)
        ApiToken.objects.filter(pk=token.pk).update(made_on=day, expires_on=day)
    elif how == "revoked":
        ApiToken.objects.filter(pk=token.pk).update(
            revoked_at=clock.now(), revoked_by=token.made_by
        )
    elif how == "the organisation has left the area":
        Organisation.objects.get(pk=token.organisation_id).areas.clear()
    else:
        ApiToken.objects.filter(pk=token.pk).update(token_hash="0" * 64)


def test_a_token_lets_in_and_each_read_is_one_row_with_its_key(
    area: LocalArea, client: Client, django_assert_num_queries: Any
) -> None:
    token, headers = hand_out(area)
    answer = client.get(AREAS, headers=headers)
    assert answer.json()["items"] == [{"id": area.pk, "name": "Aland"}]
    assert (answer["Cache-Control"], answer["Vary"]) == ("no-store", "Authorization")
    assert not answer.cookies
    with django_assert_num_queries(4):  # the token, its areas, the list, the entry
        client.get(AREAS, headers=headers)
    entries = AuditEntry.objects.order_by("pk")
    assert [entry.action for entry in entries] == [
        "apitoken.used", "localarea.list_read", "localarea.list_read",
    ]  # fmt: skip
    last = entries.last()
    assert last is not None
    assert (last.channel, last.user_id, last.post_ids, last.count, last.area_id) == (
        f"api:{token.pk}", None, "", 1, area.pk,
    )  # fmt: skip
    assert row_of(last, {}).who == f"Another system, with API token {token.pk},"
    token.refresh_from_db()
    assert token.last_used_on == clock.today()


@pytest.mark.parametrize(
    "how", ["expired", "revoked", "the organisation has left the area", "another secret"]
)
def test_whatever_does_not_work_gets_one_answer_after_as_many_queries(
    area: LocalArea, client: Client, how: str, django_assert_num_queries: Any
) -> None:
    token, headers = hand_out(area)
    spoilt(token, how)
    unknown = bearer("gtapi_" + "0" * 12 + "_" + "A" * 22)
    with django_assert_num_queries(3):  # the token, its areas, the entry
        first = client.get(AREAS, headers=unknown)
    with django_assert_num_queries(3):
        answer = client.get(AREAS, headers=headers)
    assert first.status_code == answer.status_code == 401
    assert first.content == answer.content
    assert set(answer.json()["error"]) == PARTS
    assert answer["WWW-Authenticate"] == "Bearer"
    nobodys, known = AuditEntry.objects.filter(action="apitoken.refused").order_by("pk")
    assert (nobodys.target_id, nobodys.outcome) == ("", "refused")
    assert (known.target_id, known.channel) == (str(token.pk), "api")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": ""}, {"Authorization": "Bearer"}, {"Authorization": "Basic gtapi_x"}],
)
def test_without_a_token_nobody_gets_in(
    area: LocalArea, client: Client, headers: dict[str, str]
) -> None:
    assert client.get(AREAS, headers=headers).status_code == 401


def test_a_session_does_not_open_the_api_and_a_token_opens_no_page(
    area: LocalArea, client: Client
) -> None:
    _, headers = hand_out(area)
    for page in ("/plans/", "/people/", "/audit/"):
        assert client.get(page, headers=headers)["Location"].startswith("/sign-in/")
    client.force_login(make_person(area, "partnership_manager").user)
    assert client.get(AREAS).status_code == 401
    # A token beside a session: the token alone counts.
    assert client.get(AREAS, headers=headers).status_code == 200
    assert AuditEntry.objects.filter(action="localarea.list_read", user_id=None).count() == 1
    _, text = headers["Authorization"].split()
    assert client.get(f"{AREAS}?token={text}").status_code == 401


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/api/v1/plans/999999", 404, "path"),
        ("/api/v1/plans/99999999999999999999999", 404, "path"),
        ("/api/v1/nothing", 404, "path"),
        ("/api/v1/", 404, "path"),
        ("/api/", 404, "path"),
        ("/api/v1/plans?size=0", 422, "query.size"),
        ("/api/v1/plans?size=many", 422, "query.size"),
        ("/api/v1/plans?state=lost", 422, "query.state"),
        ("/api/v1/plans?colour=red", 422, "query.colour"),
        ("/api/v1/plans?after=forged", 422, "query.after"),
        ("/api/v1/plans?area=0", 422, "query.area"),
        ("/api/v1/plans?area=9223372036854775808", 422, "query.area"),
        ("/api/v1/plans?area=99999999999999999999999", 422, "query.area"),
    ],
)
def test_what_is_wrong_is_said_in_one_form(
    area: LocalArea, client: Client, address: str, status: int, where: str
) -> None:
    make_plan(area, agreed_by=make_person(area, "partnership_manager").post)
    _, headers = hand_out(area)
    answer = client.get(address, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    error = answer.json()["error"]
    assert set(error) == PARTS
    assert error["where"] == where
    assert "999999" not in error["message"]
    refused = AuditEntry.objects.filter(action="access.not_found")
    assert refused.count() == (status == 404 and "plans/" in address)


@pytest.mark.parametrize("place", ["improvement.api.plans.pages.plans_page", "config.api.arrive"])
def test_a_fault_of_ours_is_said_in_the_same_form_and_logged(
    area: LocalArea, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: Any, place: str
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(f"goldenthread.{place}", broken)
    answer = client.get("/api/v1/plans", headers=hand_out(area)[1])
    assert (answer.status_code, answer["Cache-Control"]) == (500, "no-store")
    assert set(answer.json()["error"]) == PARTS
    assert answer.json()["error"]["code"] == "server_error"
    assert b"secret words" not in answer.content
    assert "secret words" in caplog.text


def test_every_number_that_is_asked_with_has_bounds() -> None:
    for address, methods in schema()["paths"].items():
        for asked in methods["get"].get("parameters", []):
            given = asked["schema"]
            kinds = [one for one in given.get("anyOf", [given]) if one.get("type") == "integer"]
            if asked["in"] == "query" and kinds:
                assert {"minimum", "maximum"} <= set(kinds[0]), f"{address} {asked['name']}"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(area: LocalArea, client: Client, method: str) -> None:
    _, headers = hand_out(area)
    answer = getattr(Client(enforce_csrf_checks=True), method)(AREAS, headers=headers)
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer.json()["error"]["code"] == "method_not_allowed"


def test_a_token_may_ask_only_so_often(
    area: LocalArea, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = type(token_rules())(12, 2, 2)
    monkeypatch.setattr("goldenthread.organisations.arriving.token_rules", lambda: rules)
    _, headers = hand_out(area)
    _, others = hand_out(area)
    answers = [client.get(AREAS, headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert set(answers[-1].json()["error"]) == PARTS
    # Wrong tokens from the same address neither fill the trail nor lock a good one out.
    wrong = [client.get(AREAS, headers=bearer("x")).status_code for _ in range(4)]
    assert wrong == [401, 401, 429, 429]
    assert AuditEntry.objects.filter(action="apitoken.refused").count() == 2
    assert client.get(AREAS, headers=others).status_code == 200


def test_no_log_holds_a_token() -> None:
    text = "gtapi_" + "0123456789ab" + "_" + "Ab-_" * 5 + "xy"
    for said in (f"Authorization: Bearer {text}", f"GET /api/v1/areas?token={text}", text[:-3]):
        for shown in (without_tokens(said), redacted(said)):
            assert "gtapi_0123456789ab_…" in shown
            assert "Ab-_" not in shown
    record = logging.LogRecord("x", logging.ERROR, "", 0, "lost %s", (text,), None)
    HideTokens().filter(record)
    assert "Ab-_" not in record.getMessage()


def test_two_areas_are_read_where_the_organisation_serves_both(
    area: LocalArea, client: Client
) -> None:
    other, further = make_area("Bland"), make_area("Cland")
    shared = make_organisation(area, other)
    _, headers = hand_out(area, other, further, organisation=shared)
    items = client.get(AREAS, headers=headers).json()["items"]
    assert [item["name"] for item in items] == ["Aland", "Bland"]
    page = client.get(f"{AREAS}?size=1", headers=headers).json()
    assert [item["name"] for item in page["items"]] == ["Aland"]
    rest = client.get(f"{AREAS}?size=1&after={page['next']}", headers=headers).json()
    assert ([item["name"] for item in rest["items"]], rest["next"]) == (["Bland"], None)
