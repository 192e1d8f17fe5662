"""Pages about a family and its rights: they work by form alone, lose nothing typed, and ask few questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.people.models import CarerLink, Consent, Person, Protection
from goldenthread.people.protection import CONTACT
from tests import factories
from tests.people.families import (
    TODAY,
    make_carer,
    make_child,
    make_contact,
    make_protection,
    make_stand_in,
)

pytestmark = pytest.mark.django_db
AT_MOST = 12
CARER = {
    "forename": "Kim", "surname": "Fell", "relation": "mother", "parental_responsibility": "yes",
    "lives_with": "yes", "gets_letters": "yes", "restriction": "none", "sent": "",
}  # fmt: skip


def day(name: str) -> dict[str, str]:
    return {f"{name}-day": "22", f"{name}-month": "11", f"{name}-year": "2026"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def staff(client: Client) -> factories.Person:
    made = factories.make_person(factories.make_area(), "case_coordinator")
    client.force_login(made.user)
    return made


@pytest.fixture
def child(staff: factories.Person) -> Person:
    return make_child(staff.post.roles.get().area)


def address(name: str, child: Person, *args: object) -> str:
    return reverse(f"people:{name}", args=[child.pk, *args])


def test_a_carer_with_a_restriction_and_no_basis_keeps_what_was_typed(
    client: Client, child: Person
) -> None:
    where = address("add_carer", child)
    typed = {**CARER, "lives_with": "no", "restriction": "no_contact", "shared_care": "Never"}
    response = client.post(where, typed)
    assert response.status_code == 400
    assert "Say what the restriction rests on." in response.text
    assert 'value="Never"' in response.text
    response = client.post(where, {**typed, "basis": "Order of 3 March 2026"})
    assert response["Location"] == f"{reverse('workspace:record', args=[child.pk])}#carers"
    assert CarerLink.objects.get().restriction == "no_contact"


def test_no_name_goes_into_the_cookie_of_messages(client: Client, child: Person) -> None:
    link = make_carer(child, surname="Garsdale")
    sent = client.post(address("end_carer", child, link.pk), day("ends_on"))
    (said,) = get_messages(sent.wsgi_request)
    assert "Garsdale" not in said.message


def test_somebody_else_was_faster(client: Client, child: Person) -> None:
    link = make_carer(child)
    where = address("change_carer", child, link.pk)
    client.post(where, {**CARER, "forename": "Sam", "version": "1"})
    response = client.post(where, {**CARER, "forename": "Alex", "version": "1"})
    assert response.status_code == 400
    assert "As it stands now" in response.text
    assert 'value="Alex"' in response.text
    again = client.post(where, {**CARER, "forename": "Alex", "version": "2"})
    assert again.status_code == 302
    assert CarerLink.objects.get().carer.forename == "Alex"


def test_a_carer_of_a_sister_is_chosen_from_a_list(client: Client, child: Person) -> None:
    sister = make_child(child.area, used_forename="Wren")
    carer = make_carer(sister).carer
    client.post(address("add_sibling", child), {"reference": f"p {sister.pk}", "kind": "sibling"})
    where = address("add_carer", child)
    assert "Mother of Wren Fell" in client.get(where).text
    chosen = {**CARER, "known": str(carer.pk), "forename": "", "surname": ""}
    assert client.post(where, chosen).status_code == 302
    assert CarerLink.objects.get(person=child).carer == carer


def test_a_contact_is_added_verified_preferred_and_ended(client: Client, child: Person) -> None:
    carer = make_carer(child).carer
    typed = {"whose": str(carer.pk), "kind": "mobile", "value": "07700 900123"}
    client.post(address("add_contact", child), typed)
    point = carer.contact_points.get()
    how = {"how": "Rang the school's number", **day("on")}
    client.post(address("verify_contact", child, point.pk), how)
    client.post(address("prefer_contact", child, point.pk))
    point.refresh_from_db()
    assert (point.verified_on, point.preferred) == (TODAY, True)
    client.post(address("end_contact", child, point.pk))
    assert carer.contact_points.filter(ended_on=None).count() == 0
    assert client.get(address("end_contact", child, point.pk)).status_code == 404


def test_a_protected_contact_stands_on_no_page(client: Client, child: Person) -> None:
    point = make_contact(carer=make_carer(child).carer)
    make_protection(child, CONTACT)
    for name, args in (
        ("add_contact", ()), ("verify_contact", (point.pk,)), ("prefer_contact", (point.pk,)),
        ("end_contact", (point.pk,)), ("rights", ()), ("access", ()),
    ):  # fmt: skip
        response = client.get(address(name, child, *args))
        assert "07700" not in response.text
        assert response.status_code == (200 if name in ("rights", "access") else 403)


def test_an_answer_a_protection_and_the_page_that_shows_them(
    client: Client, child: Person, staff: factories.Person
) -> None:
    mother = make_carer(child).carer_id
    typed = {"by": str(mother), "answer": "given", "how": "On a form", **day("on")}
    assert client.post(address("answer_consent", child, "photo"), typed).status_code == 302
    assert Consent.objects.get().carer_id == mother
    chosen = {"what": "address", "why": "refuge", "posts": [str(staff.post.pk)]}
    assert client.post(address("protect", child), chosen).status_code == 302
    protection = Protection.objects.get()
    page = client.get(address("rights", child)).text
    for words in ("The parents hold the rights.", "Kim Fell, On a form", "Where the child lives: refuge",
                  "Letters go to:", "does not rest on consent"):  # fmt: skip
        assert words in page
    assert AuditEntry.objects.filter(action="person.rights_read").exists()
    response = client.post(address("end_protection", child, protection.pk), {"why": ""})
    assert response.status_code == 400
    client.post(address("end_protection", child, protection.pk), {"why": "The order was lifted"})
    assert "until the end of 22 November 2026" in client.get(address("rights", child)).text


def test_who_read_it_is_told_to_staff_and_nothing_to_those_who_read_a_part(
    client: Client, child: Person, staff: factories.Person
) -> None:
    where = address("access", child)
    client.get(where)
    assert f"{staff.user.name} read who has access" in client.get(where).text
    reader = factories.make_person(child.area, "advice_giver")
    child.networkmember_set.create(post=reader.post, role="therapist")
    client.force_login(reader.user)
    for name in ("access", "rights", "add_carer", "protect"):
        response = client.get(address(name, child))
        assert response.status_code == 403
        assert staff.user.name not in response.text


def test_a_purpose_that_nobody_asks_is_not_found(client: Client, child: Person) -> None:
    assert client.get(address("answer_consent", child, "anything")).status_code == 404


def test_pages_ask_few_questions(
    client: Client, child: Person, staff: factories.Person,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:  # fmt: skip
    sister = make_child(child.area)
    link = make_carer(child)
    make_carer(sister, carer=link.carer)
    make_contact(carer=link.carer)
    make_stand_in(child, link.carer)
    protection = make_protection(child, CONTACT, staff.post)
    for name, args in (
        ("rights", ()), ("access", ()), ("add_carer", ()), ("change_carer", (link.pk,)),
        ("add_contact", ()), ("answer_consent", ("photo",)), ("note_capacity", ()), ("protect", ()),
        ("change_protection", (protection.pk,)), ("add_sibling", ()),
    ):  # fmt: skip
        with django_assert_max_num_queries(AT_MOST):
            assert client.get(address(name, child, *args)).status_code == 200
