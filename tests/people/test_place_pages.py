"""The pages on which addresses, settings, needs and the network are kept, without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from goldenthread.access.models import AuditEntry
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import (
    Address,
    Need,
    NetworkMember,
    Person,
    Postcode,
    PostcodeEdition,
    SettingStay,
)
from goldenthread.people.protection import ADDRESS, SETTING
from tests.factories import make_area, make_organisation, make_person
from tests.people.families import make_child, make_places, make_protection

pytestmark = pytest.mark.django_db

PAGES = ("add_address", "add_stay", "change_needs", "add_to_network")
CHANGES = (
    ("change_address", "<int:address_id>"), ("change_stay", "<int:stay_id>"),
    ("change_in_network", "<int:member_id>"),
)  # fmt: skip


@pytest.fixture
def area() -> LocalArea:
    made = make_area("Fellmoor")
    made.council_code = "E06000064"
    made.save()
    return made


@pytest.fixture
def child(area: LocalArea) -> Person:
    return make_child(area)


@pytest.fixture
def staff(area: LocalArea, client: Client) -> Client:
    client.force_login(make_person(area, "case_coordinator").user)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def day(name: str, year: int, month: int, number: int) -> dict[str, str]:
    return {f"{name}-day": str(number), f"{name}-month": str(month), f"{name}-year": str(year)}


def at(name: str, child: Person, *keys: int) -> str:
    return reverse(f"people:{name}", args=[child.pk, *keys])


def test_a_postcode_that_is_not_there_is_asked_about_and_nothing_typed_is_lost(
    staff: Client, child: Person
) -> None:
    Postcode.objects.create(pcd="LA59ZB", council="E07000121")
    PostcodeEdition.objects.create(month="2025-11-01", postcodes=1)
    typed = {
        "kind": "home", "lines": "1 Tarn Row", "postcode": "la59zx", **day("starts_on", 2026, 1, 5),
    }  # fmt: skip
    response = staff.post(at("add_address", child), typed)
    page = text(response)
    assert response.status_code == 400
    assert "not in the directory of postcodes" in page
    assert "Choose the council in whose area the address lies" in page
    assert 'value="la59zx"' in page
    assert "1 Tarn Row" in page
    assert "Contains OS data © Crown copyright and database right 2025" in page
    assert not Address.objects.exists()
    response = staff.post(at("add_address", child), {**typed, "postcode": "LA5 9ZB"}, follow=True)
    assert "Lancashire: this area&#39;s council is not responsible" in text(response)
    assert Address.objects.get().council == "E10000017"
    record = text(staff.get(reverse("workspace:record", args=[child.pk])))
    assert "Please check" in record
    assert "Ask about a move to another council" in record


def test_an_address_is_changed_and_ended(staff: Client, child: Person) -> None:
    key = make_places(child, "Beck Side")["<int:address_id>"]
    where = at("change_address", child, key)
    page = text(staff.get(where))
    assert "Beck Side" in page
    assert "Beck Side" not in page.partition("</title>")[0]
    typed = {
        "kind": "home", "lines": "Beck Side", "postcode": "", "council": "unknown", "version": "1",
        **day("starts_on", 2026, 1, 1), **day("ends_on", 2026, 3, 31),
    }  # fmt: skip
    back = reverse("workspace:record", args=[child.pk]) + "#places"
    assert staff.post(where, typed).headers["Location"] == back
    late = text(staff.post(where, {**typed, "lines": "Beck House"}))
    assert "Somebody else has changed this address" in late
    assert "31 March 2026" in late
    assert "Beck House" in late
    assert 'name="version" value="2"' in late


def test_a_setting_of_the_area_another_one_and_none(
    area: LocalArea, staff: Client, child: Person
) -> None:
    school = make_organisation(area, kind="school", name="Beck Primary")
    ours = {
        "where": "ours", "organisation": str(school.pk), "phase": "primary", "rank": "1",
        "provision": "unit", "urn": "100 001", **day("starts_on", 2021, 9, 1),
    }  # fmt: skip
    assert staff.post(at("add_stay", child), ours).status_code == 302
    # What was typed under another answer does not count.
    none = {
        "where": "none", "organisation": str(school.pk), "name": "Beck", "sen_setting": "NEET",
        "phase": "primary", "rank": "1", **day("starts_on", 2026, 9, 1),
    }  # fmt: skip
    response = staff.post(at("add_stay", child), none, follow=True)
    assert "is an answer for ages 16 to 25 only" in text(response)
    record = text(staff.get(reverse("workspace:record", args=[child.pk])))
    assert "is an answer for ages 16 to 25 only" in record
    last, first = SettingStay.objects.all()
    assert (first.organisation, first.sen_unit, first.urn) == (school, True, "100001")
    assert str(first.ends_on) == "2026-08-31"
    assert (last.organisation, last.name, last.sen_setting, last.phase) == (None, "", "NEET", "")
    refused = text(staff.post(at("add_stay", child), {**ours, "phase": ""}))
    assert "Select what kind of setting it is for the child" in refused
    assert staff.get(at("change_stay", child, first.pk)).status_code == 200


def test_needs_and_the_network(area: LocalArea, staff: Client, child: Person) -> None:
    typed = {"seen": "", "primary": "ASD", "secondary": "SLCN", **day("starts_on", 2026, 1, 5)}
    assert staff.post(at("change_needs", child), typed).status_code == 302
    assert Need.objects.count() == 2
    late = text(staff.post(at("change_needs", child), {**typed, "primary": "MLD"}))
    assert "Somebody else has changed the needs" in late
    assert "Autistic spectrum disorder" in late
    therapist = make_person(area, "advice_giver")
    page = text(staff.get(at("add_to_network", child)))
    assert "may then read this record" in page
    typed = {
        "who": "post", "post": str(therapist.post.pk), "role": "therapist", **day("starts_on", 2026, 1, 5),
    }  # fmt: skip
    response = staff.post(at("add_to_network", child), typed, follow=True)
    assert "The post may now read this record" in text(response)
    made = NetworkMember.objects.get()
    ended = {"role": "nurse", "version": "1", **day("starts_on", 2026, 1, 5)}
    staff.post(at("change_in_network", child, made.pk), ended)
    made.refresh_from_db()
    assert (made.role, made.post) == ("nurse", therapist.post)


def test_each_page_is_a_read_of_the_record_in_a_few_queries(
    staff: Client, child: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keys = make_places(child, "Beck")
    asked = [at(name, child) for name in PAGES]
    asked += [at(name, child, keys[part]) for name, part in CHANGES]
    for where in asked:
        with django_assert_max_num_queries(12):
            assert staff.get(where).status_code == 200
    assert AuditEntry.objects.filter(action="person.read").count() == len(asked)
    assert (
        staff.get(
            at("change_address", make_child(child.area), keys["<int:address_id>"])
        ).status_code
        == 404
    )


def test_what_is_protected_is_not_asked_about(staff: Client, child: Person) -> None:
    keys = make_places(child, "Beck")
    NetworkMember.objects.update(role="teacher")
    make_protection(child, ADDRESS)
    make_protection(child, SETTING)
    asked = [at("add_address", child), at("add_stay", child)]
    asked += [at(name, child, keys[part]) for name, part in CHANGES]
    for where in asked:
        response = staff.get(where)
        assert response.status_code == 403, where
        assert "Beck" not in text(response)


@pytest.mark.parametrize("role", ["school_senco", "advice_giver", "partnership_manager"])
def test_who_may_not_change_the_record(
    role: str, area: LocalArea, child: Person, client: Client
) -> None:
    person = make_person(area, role)
    NetworkMember.objects.create(person=child, post=person.post, role="other")
    client.force_login(person.user)
    assert {client.get(at(name, child)).status_code for name in PAGES} <= {403, 404}
