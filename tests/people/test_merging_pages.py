"""The pages on which records that look alike are found, compared, made one and taken apart, without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldenthread.access.models import AuditEntry
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Address, Merge, NotSame, Person
from tests.factories import make_area, make_person
from tests.people import families
from tests.people.makers import make_child
from tests.people.test_person_pages import filled, text

pytestmark = pytest.mark.django_db
LIST = "/children/duplicates/"


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea, client: Client) -> Client:
    client.force_login(make_person(area, "send_manager").user)
    return client


@pytest.fixture
def two(area: LocalArea) -> tuple[Person, Person]:
    """Two records of one child, at one address, of which the second says another surname."""
    one, other = (
        make_child(area, upn="", upn_unknown="UN2"),
        make_child(area, legal_surname="Tarne"),
    )
    for child in (one, other):
        Address.objects.create(person=child, kind="home", lines="1 Fell View", postcode="LA9 4QL")
    return one, other  # fmt: skip


def where(two: tuple[Person, Person]) -> str:
    return f"{LIST}{two[0].pk}/{two[1].pk}/"


def said(two: tuple[Person, Person], page: str, **given: Any) -> dict[str, str]:
    versions = page.partition('name="versions" value="')[2].partition('"')[0]
    return {
        "kept": str(two[0].pk), "legal_surname": str(two[1].pk), "why": "The school said so", "sure": "on",
        "versions": versions,
    } | given  # fmt: skip


def test_the_list_ranks_explains_and_takes_few_queries(
    area: LocalArea, manager: Client, two: tuple[Person, Person],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    same = make_child(area, upn=two[1].upn)
    make_child(area, legal_forenames="Sienna")
    make_child(make_area(), legal_surname="Tarne")
    with django_assert_max_num_queries(12):
        page = text(manager.get(LIST))
    assert "3 pairs look alike" in page
    assert page.index(f"{LIST}{two[1].pk}/{same.pk}/") < page.index(where(two))
    assert "The UPN is the same, or was." in page
    assert "Sienna" not in page
    read = AuditEntry.objects.get(action="person.list_read")
    assert (read.count, read.fields, read.area_id) == (3, "duplicates", area.pk)


def test_what_is_protected_is_no_reason_on_the_list(
    manager: Client, two: tuple[Person, Person]
) -> None:
    assert "They have lived at the same postcode" in text(manager.get(LIST))
    families.make_protection(two[0], "address")
    assert "They have lived at the same postcode" not in text(manager.get(LIST))
    page = text(manager.get(where(two)))
    assert "They have lived at the same postcode" not in page
    assert page.count("1 Fell View") == 1


def test_two_are_compared_and_made_one_and_that_is_undone(
    manager: Client, two: tuple[Person, Person], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:  # fmt: skip
    one, other = two
    with django_assert_max_num_queries(12):
        page = text(manager.get(where(two)))
    assert "Tarn" not in page.partition("</title>")[0]
    assert "1 Fell View" in page
    made = manager.post(where(two), said(two, page))
    assert made["Location"] == f"/children/{one.pk}/"
    assert f"/children/{one.pk}/merges/" in text(manager.get(made["Location"]))
    one.refresh_from_db()
    assert (one.legal_surname, one.upn, one.upn_unknown) == ("Tarne", other.upn, "")
    assert manager.get(f"/children/{other.pk}/")["Location"] == f"/children/{one.pk}/"
    assert manager.get(where(two))["Location"] == f"/children/{other.pk}/merges/"
    merge = Merge.objects.get()
    history = f"/children/{one.pk}/merges/"
    page = text(manager.get(history))
    assert f"{history}{merge.pk}/undo/" in page
    assert "The school said so" in page
    assert "Make two records" in text(manager.get(f"{history}{merge.pk}/undo/"))
    assert manager.post(f"{history}{merge.pk}/undo/").status_code == 302
    one.refresh_from_db()
    assert (one.legal_surname, one.upn_unknown) == ("Tarn", "UN2")
    assert "<strong>Undone</strong>" in text(manager.get(history))


def test_what_is_missing_or_changed_meanwhile_is_told_and_what_was_typed_is_kept(
    manager: Client, two: tuple[Person, Person]
) -> None:
    page = text(manager.get(where(two)))
    response = manager.post(
        where(two), {"why": "By telephone", "versions": said(two, page)["versions"]}
    )
    for name in ("kept", "legal_surname", "sure"):
        assert f'href="#id_{name}' in text(response), name
    assert 'value="By telephone"' in text(response)
    Person.objects.filter(pk=two[1].pk).update(version=7)
    late = manager.post(where(two), said(two, page))
    assert late.status_code == 400
    assert f"{two[1].pk}:7" in text(late)
    assert 'value="The school said so"' in text(late)
    assert not Merge.objects.exists()


def test_an_undo_that_is_refused_says_why(manager: Client, two: tuple[Person, Person]) -> None:
    page = text(manager.get(where(two)))
    manager.post(where(two), said(two, page))
    Person.objects.filter(pk=two[0].pk).update(legal_surname="Beck")
    made = Merge.objects.get()
    response = manager.post(f"/children/{two[0].pk}/merges/{made.pk}/undo/")
    assert response.status_code == 400
    assert "There is a problem" in text(response)


def test_two_children_are_not_listed_again(manager: Client, two: tuple[Person, Person]) -> None:
    assert manager.get(f"{where(two)}two/").status_code == 302
    assert not NotSame.objects.exists()
    assert manager.post(f"{where(two)}two/")["Location"] == LIST
    assert where(two) not in text(manager.get(LIST))
    assert "that these are two children" in text(manager.get(where(two)))


def test_two_that_somebody_knows_of_are_compared(
    area: LocalArea, manager: Client, two: tuple[Person, Person]
) -> None:
    found = manager.post(LIST, {"one": two[0].reference, "other": f"p{two[1].pk}"})
    assert found["Location"] == where(two)
    wrong = manager.post(LIST, {"one": two[0].reference, "other": two[0].reference})
    assert wrong.status_code == 400
    assert "Enter two different references." in text(wrong)


def test_who_may_not_make_records_one_sees_none_of_it(
    area: LocalArea, client: Client, two: tuple[Person, Person]
) -> None:
    client.force_login(make_person(area, "case_coordinator").user)
    for address in (LIST, where(two), f"{where(two)}two/", f"/children/{two[0].pk}/merges/"):
        assert client.get(address).status_code == 403
    assert LIST not in text(client.get("/children/"))


def test_who_adds_a_twin_is_told_why_they_look_alike_and_need_not_say_so_again(
    area: LocalArea, manager: Client
) -> None:
    twin = make_child(area, legal_forenames="Isla")
    alike = make_child(area, legal_forenames="Imogene")
    given = filled(area)
    page = text(manager.post("/children/add/", given))
    assert page.index("Tarn, Imogene") < page.index("Tarn, Isla")
    assert "The forenames are different, as with twins." in page
    sure = given | {"another_child": "on", "others": f"{twin.pk},{alike.pk}"}
    assert manager.post("/children/add/", sure).status_code == 302
    new = Person.objects.latest("pk")
    assert set(NotSame.objects.values_list("first", "second")) == {
        (twin.pk, new.pk), (alike.pk, new.pk),
    }  # fmt: skip
    assert f"/{new.pk}/" not in text(manager.get(LIST)).partition("<main")[2]
