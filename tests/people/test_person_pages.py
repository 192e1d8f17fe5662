"""The pages on which children are found, added and changed, without script."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.duties.models import Case
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person, Protection, SettingStay
from goldenthread.people.queries.searching import MOST
from tests.factories import make_area, make_organisation, make_person, make_post
from tests.people.makers import make_child, some_upn

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def coordinator(area: LocalArea, client: Client) -> Client:
    client.force_login(make_person(area, "case_coordinator").user)
    return client


def filled(area: LocalArea, **given: str) -> dict[str, str]:
    return {
        "area": str(area.pk), "legal_forenames": "Imogen", "legal_surname": "Tarn",
        "born-day": "27", "born-month": "3", "born-year": "2015", "upn": some_upn(), "sent": str(uuid4()),
    } | given  # fmt: skip


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    "sought",
    [
        {"name": "tarne imojen"},
        {"name": "Tar"},
        {"born-day": "27", "born-month": "March", "born-year": "2015"},
        {"number": "943 476 5919"},
    ],
)
def test_a_child_is_found_and_the_search_is_one_entry(
    sought: dict[str, str], area: LocalArea, coordinator: Client
) -> None:
    child = make_child(area, nhs_number="9434765919")
    make_child(area, legal_forenames="Rory", legal_surname="Beck", born=clock.today())
    response = coordinator.post("/children/", sought)
    page = text(response)
    assert "1 child found" in page
    assert f'href="/children/{child.pk}/"' in page
    assert "Tarn" not in page.partition("</title>")[0]
    entry = AuditEntry.objects.get(action="person.searched")
    assert (entry.count, entry.area_id) == (1, area.pk)
    assert set(entry.fields.split(",")) <= {"name", "born", "number"}


def test_the_reference_of_a_merged_record_finds_the_one_that_was_kept(
    area: LocalArea, coordinator: Client
) -> None:
    kept = make_child(area)
    gone = make_child(area, merged_into=kept)
    make_child(area, merged_into=kept)
    page = text(coordinator.post("/children/", {"number": gone.reference}))
    assert page.count(f'href="/children/{kept.pk}/"') == 1
    page = text(coordinator.post("/children/", {"number": kept.reference}))
    assert page.count(f'href="/children/{kept.pk}/"') == 1
    assert f'href="/children/{gone.pk}/"' not in page


@pytest.mark.parametrize("sought", [{"name": " "}, {"number": "A801200005001"}, {"number": "Tarn"}])
def test_what_cannot_be_searched_by_is_told(sought: dict[str, str], coordinator: Client) -> None:
    response = coordinator.post("/children/", sought)
    assert response.status_code == 400
    assert "There is a problem" in text(response)
    assert not AuditEntry.objects.filter(action="person.searched").exists()


def test_a_name_spelt_like_that_comes_first_and_a_protected_setting_is_not_told(
    area: LocalArea, coordinator: Client
) -> None:
    school = make_organisation(area, kind="school", name="Hidden School")
    for forename, surname in (("Amy", "Smyth"), ("Zoe", "Smith")):
        child = make_child(area, legal_forenames=forename, legal_surname=surname)
        SettingStay.objects.create(person=child, organisation=school)
    Protection.objects.create(person=Person.objects.get(legal_surname="Smyth"), what="setting")
    page = text(coordinator.post("/children/", {"name": "smith"}))
    assert page.index("Smith, Zoe") < page.index("Smyth, Amy")
    assert page.count("Hidden School") == 1
    assert page.count("<strong>Protected</strong>") == 1


def test_the_coordinator_and_a_death_stand_beside_the_child(
    area: LocalArea, coordinator: Client
) -> None:
    post = make_post(make_organisation(area), {}, "Coordinator of the north")
    child = make_child(area, died_on=date(2026, 2, 1))
    Case.objects.create(person=child, area=area, coordinator=post, opened_on=clock.today())
    page = text(coordinator.post("/children/", {"name": "Tarn"}))
    assert "Coordinator of the north" in page
    assert "Died 1 February 2026" in page


def test_a_search_shows_fifty_and_takes_few_queries(
    area: LocalArea, coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(MOST + 1):
        make_child(area)
    with django_assert_max_num_queries(12):
        page = text(coordinator.post("/children/", {"name": "Tarn"}))
    assert page.count("/children/") - page.count("/children/add/") >= MOST
    assert "Narrow your search" in page
    assert AuditEntry.objects.get(action="person.searched").count == MOST


def test_a_senco_finds_the_children_of_the_own_setting(area: LocalArea, client: Client) -> None:
    senco = make_person(area, "school_senco")
    client.force_login(senco.user)
    mine, left = make_child(area), make_child(area, legal_forenames="Rory")
    SettingStay.objects.create(person=mine, organisation=senco.post.organisation)
    SettingStay.objects.create(
        person=left, organisation=senco.post.organisation, ends_on=clock.today() - timedelta(1)
    )
    make_child(area, legal_forenames="Isla")
    page = text(client.post("/children/", {"name": "Tarn"}))
    assert "1 child found" in page
    assert "Tarn, Imogen" in page
    assert "Add a child" not in page
    assert client.get("/children/add/").status_code == 403
    assert client.get(f"/children/{mine.pk}/identity/").status_code == 403


def test_who_may_read_no_child_has_no_search(area: LocalArea, client: Client) -> None:
    client.force_login(make_person(area, "partnership_manager").user)
    assert client.get("/children/").status_code == 403
    assert "/children/" not in text(client.get("/plans/"))


def test_a_child_is_added_and_the_form_sent_twice_makes_one(
    area: LocalArea, coordinator: Client
) -> None:
    given = filled(
        area, used_forename="Immy", free_meals="yes", **day("free_meals_as_at", "1", "9", "2026")
    )
    first, again = (coordinator.post("/children/add/", given) for _ in range(2))
    made = Person.objects.get()
    assert first["Location"] == again["Location"] == f"/children/{made.pk}/"
    assert (made.called, str(made.free_meals_as_at)) == ("Immy Tarn", "2026-09-01")


def test_everything_that_is_wrong_is_told_at_its_field(
    area: LocalArea, coordinator: Client
) -> None:
    given = filled(area, upn="A801200005001", nhs_number="12", **day("born", "1", "1", "1990"))
    response = coordinator.post("/children/add/", given)
    page = text(response)
    assert response.status_code == 400
    for name in ("upn", "nhs_number", "born-day"):
        assert f'href="#id_{name}"' in page
    assert "The date of birth is right" in page
    assert 'value="A801200005001"' in page


def test_who_may_be_known_already_is_asked_about(area: LocalArea, coordinator: Client) -> None:
    twin = make_child(area, legal_forenames="Isla")
    given = filled(area)
    response = coordinator.post("/children/add/", given)
    page = text(response)
    assert response.status_code == 400
    assert f'href="/children/{twin.pk}/"' in page
    assert f'name="others" value="{twin.pk}"' in page
    read = AuditEntry.objects.get(action="person.list_read")
    assert (read.count, read.fields) == (1, "twins")
    sure = given | {"another_child": "on", "others": str(twin.pk)}
    assert coordinator.post("/children/add/", sure).status_code == 302
    assert Person.objects.count() == 2


def test_a_number_that_is_taken_leads_to_its_record(area: LocalArea, coordinator: Client) -> None:
    other = make_child(area, legal_forenames="Rory", legal_surname="Beck")
    page = text(coordinator.post("/children/add/", filled(area, upn=other.upn)))
    assert f'<a class="govuk-link" href="/children/{other.pk}/">Open that record</a>' in page
    assert AuditEntry.objects.get(action="person.read").target_id == str(other.pk)


def test_an_identity_is_changed_and_what_was_written_meanwhile_is_shown(
    area: LocalArea, coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    child = make_child(area)
    where = f"/children/{child.pk}/identity/"
    with django_assert_max_num_queries(12):
        assert 'value="Tarn"' in text(coordinator.get(where))
    given = filled(area, upn=child.upn, legal_surname="Beck", version="1")
    assert coordinator.post(where, given)["Location"] == f"/children/{child.pk}/"
    late = coordinator.post(where, given | {"legal_surname": "Ghyll"})
    page = text(late)
    assert late.status_code == 400
    assert "As it stands now" in page
    assert "Imogen Beck" in page
    assert 'value="Ghyll"' in page
    assert 'name="version" value="2"' in page
    assert AuditEntry.objects.filter(action="person.read").count() == 2


def day(name: str, number: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}
