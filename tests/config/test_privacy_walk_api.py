"""Every address of the API's own document, asked for without a token, with a wrong one, and by another area's.

A new address fails the test until somebody says in api_addresses what a stranger gets.
"""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from goldenthread.config.api import schema
from goldenthread.improvement.models import Plan
from tests.config.api_addresses import LISTS, RECORDS
from tests.factories import make_area, make_person, make_plan
from tests.organisations.handing_out import bearer, hand_out


@pytest.fixture
def hidden(db: None) -> Plan:
    cache.clear()
    area = make_area("Hidden Hollow")
    plan = make_plan(area, agreed_by=make_person(area, "partnership_manager").post)
    Plan.objects.filter(pk=plan.pk).update(title="Hidden plan")
    return plan


def addresses() -> list[str]:
    return sorted(LISTS | RECORDS)


def test_every_address_is_in_the_table() -> None:
    document = schema()
    assert set(document["paths"]) == LISTS | RECORDS
    for path in document["paths"].values():
        assert set(path) == {"get"}
        assert path["get"]["security"] == [{"TokenAuth": []}]


@pytest.mark.parametrize("address", addresses())
def test_nothing_without_a_token_that_works(address: str, hidden: Plan, client: Client) -> None:
    where = address.replace("{plan_id}", str(hidden.pk))
    client.force_login(make_person(hidden.area, "partnership_manager").user)
    for headers in ({}, bearer("wrong"), bearer("gtapi_" + "0" * 12 + "_" + "A" * 22)):
        answer = client.get(where, headers=headers)
        assert answer.status_code == 401
        assert b"Hidden" not in answer.content


@pytest.mark.parametrize("role", ["api_reader", "api_draft_reader"])
@pytest.mark.parametrize("address", addresses())
def test_a_token_of_another_area_finds_nothing(
    address: str, role: str, hidden: Plan, client: Client
) -> None:
    _, strangers = hand_out(make_area("Elsewhere"), role=role)
    answer = client.get(address.replace("{plan_id}", str(hidden.pk)), headers=strangers)
    assert b"Hidden" not in answer.content
    if address in LISTS:
        assert answer.status_code == 200
        assert [row.get("name") for row in answer.json()["items"]] in ([], ["Elsewhere"])
    else:
        missing = client.get(address.replace("{plan_id}", "999999"), headers=strangers)
        assert answer.status_code == missing.status_code == 404
        assert answer.content == missing.content


def test_no_filter_leads_to_another_area(hidden: Plan, client: Client) -> None:
    _, strangers = hand_out(make_area())
    answer = client.get(f"/api/v1/plans?area={hidden.area_id}", headers=strangers)
    assert answer.json()["items"] == []


def test_the_document_is_open_and_says_nothing_of_anybody(hidden: Plan, client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert b"Hidden" not in answer.content
    for address in ("/api/", "/api/v1/", f"/api/v1/plans/{hidden.pk}/secrets"):
        assert client.get(address).status_code == 401
