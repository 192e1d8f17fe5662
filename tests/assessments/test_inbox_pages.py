"""The inbox and the page of a request over HTTP: clocks, matches, forms; what it costs and records, who sees it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.assessments.actions.taking_in import Taking
from goldenthread.assessments.models import Request
from goldenthread.core import clock
from goldenthread.duties.models import CouncilClock
from goldenthread.people.models import Person as Child
from goldenthread.people.models import SettingStay
from tests.assessments.makers import ASKED, make_request, taken_in
from tests.factories import Person, make_area, make_organisation, make_person
from tests.people import families
from tests.people.makers import BORN, make_child

pytestmark = pytest.mark.django_db
TODAY = ASKED + timedelta(days=3)
MOST = 12
INBOX = "/assessments/requests/"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def child(coordinator: Person) -> Child:
    return make_child(coordinator.post.organisation.areas.get(), legal_forenames="Imogen Rose")


@pytest.fixture
def signed_in(coordinator: Person, client: Client) -> Client:
    client.force_login(coordinator.user)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)
    assert found is not None, name
    return found[1]


def test_each_row_tells_its_six_week_day_as_the_council_counts(
    child: Child, signed_in: Client
) -> None:
    make_request(child.area, received_on=ASKED - timedelta(days=10))  # a Saturday
    assert "4 April 2026" in page(signed_in, INBOX)
    CouncilClock.objects.create(area=child.area, settings={"receipt": "next_working_day"})
    html = page(signed_in, INBOX)
    assert "6 April 2026" in html
    assert "13 days ago" in html
    today = page(signed_in, "/today/")
    assert "1 request waits" in today
    assert "first decision is due by <strong>6 April 2026" in today
    assert AuditEntry.objects.filter(action="request.list_read", count=1).exists()


def test_filters_and_a_copy_hold_the_same(child: Child, signed_in: Client) -> None:
    make_request(child.area, child_forenames="Wren")
    make_request(child.area, route="health", flag="said", child_forenames="Jory")
    taken_in(make_person(child.area, "send_manager"), make_request(child.area), Taking(child.pk))
    both = page(signed_in, INBOX)
    assert both.index("Jory Tarn") < both.index("Wren Tarn")
    assert "Worry about safety: read by 9 March 2026" in both
    assert "Imogen Tarn" not in both
    assert "Imogen Tarn" in page(signed_in, f"{INBOX}?show=taken_in")
    narrowed = page(signed_in, f"{INBOX}?by=health_body")
    assert "Wren Tarn" not in narrowed
    area = child.area_id
    copy = signed_in.get(f"{INBOX}{area}/export/csv/?by=health_body")
    rows = list(csv.reader(io.StringIO(copy.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["Jory Tarn"]
    assert AuditEntry.objects.get(action="request.exported").count == 1
    assert "Tarn" not in copy["Content-Disposition"]


def test_from_the_inbox_to_a_case(child: Child, signed_in: Client) -> None:
    asked = make_request(child.area)
    html = page(signed_in, f"{INBOX}{asked.pk}/")
    assert f"{INBOX}{asked.pk}/child/{child.pk}/" in html
    assert "Reading is hard." in html
    assert AuditEntry.objects.filter(action="person.list_read", fields="twins").exists()
    form = f"{INBOX}{asked.pk}/child/{child.pk}/"
    html = page(signed_in, form)
    assert "It begins a clock" in html
    assert "14 April 2026" in html
    given = {
        "version": hidden(html, "version"), "carer": "add", "carer_forename": "Kim", "carer_surname": "Ashby",
        "relation": "mother", "parental_responsibility": "yes", "lives_with": "yes", "accommodation": "no",
        "coordinator": "",
    }  # fmt: skip
    assert signed_in.post(form, given)["Location"] == f"{INBOX}{asked.pk}/"
    html = page(signed_in, f"{INBOX}{asked.pk}/")
    assert "Taken in late" in html
    record = page(signed_in, f"/children/{child.pk}/")
    assert "Requests for an assessment" in record
    assert "3 days after the day of receipt" in record
    second = make_request(child.area, received_on=TODAY)
    html = page(signed_in, f"{INBOX}{second.pk}/child/{child.pk}/")
    assert "It joins what is open already" in html
    assert "Yes: Kim Ashby" in html


def test_a_search_finds_a_child_whom_no_rule_found(child: Child, signed_in: Client) -> None:
    asked = make_request(child.area, child_surname="Ashby", child_forenames="Mo")
    html = page(signed_in, f"{INBOX}{asked.pk}/")
    assert "No record of the area has a name" in html
    answer = signed_in.post(f"{INBOX}{asked.pk}/", {"name": "Tarn"})
    assert f"{INBOX}{asked.pk}/child/{child.pk}/" in answer.content.decode()
    assert AuditEntry.objects.get(action="person.searched").area_id == child.area_id


def test_one_without_a_date_of_birth_has_its_clock_all_the_same(
    child: Child, signed_in: Client
) -> None:
    asked = make_request(child.area, child_born=None)
    assert "14 April 2026" in page(signed_in, INBOX)
    html = page(signed_in, f"{INBOX}{asked.pk}/")
    assert "Nobody has said the date of birth" in html
    html = page(signed_in, f"{INBOX}{asked.pk}/child/{child.pk}/")
    assert "It begins a clock" in html
    assert hidden(page(signed_in, f"{INBOX}{asked.pk}/new-child/"), "legal_surname") == "Tarn"


def test_a_new_child_is_added_with_what_was_written(child: Child, signed_in: Client) -> None:
    asked = make_request(child.area)
    form = f"{INBOX}{asked.pk}/new-child/"
    html = page(signed_in, form)
    assert hidden(html, "legal_surname") == "Tarn"
    given = {
        "version": "1", "sent": hidden(html, "sent"), "area": str(child.area_id), "legal_forenames": "Imogen",
        "legal_surname": "Tarn", "born-day": str(BORN.day), "born-month": str(BORN.month),
        "born-year": str(BORN.year), "upn_unknown": "UN8", "carer": "not_now", "accommodation": "no",
    }  # fmt: skip
    answer = signed_in.post(form, given)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "Is it one of these?" in html
    assert f"{INBOX}{asked.pk}/child/{child.pk}/" in html
    given |= {"others": str(child.pk), "another_child": "on"}
    assert signed_in.post(form, given).status_code == 302
    assert Child.objects.count() == 2


def test_what_is_protected_on_the_record_is_withheld_from_the_request(
    child: Child, signed_in: Client, coordinator: Person
) -> None:
    manager = make_person(child.area, "send_manager")
    asked = make_request(child.area, child_address="1 Refuge Row", child_setting="Harbour Lane")
    taken_in(coordinator, asked, Taking(child.pk))
    assert "1 Refuge Row" in page(signed_in, f"{INBOX}{asked.pk}/")
    families.make_protection(child, "address", manager.post)
    html = page(signed_in, f"{INBOX}{asked.pk}/")
    assert "1 Refuge Row" not in html
    assert "Reading is hard." not in html
    assert "Harbour Lane" in html
    assert "Withheld: a part" in html


@pytest.mark.parametrize("act", ["worry", "area", "decline", "withdraw", "put-back"])
def test_each_form_says_what_is_missing(child: Child, signed_in: Client, act: str) -> None:
    asked = make_request(child.area, flag="said", worry="x")
    address = f"{INBOX}{asked.pk}/{act}/"
    page(signed_in, address)
    answer = signed_in.post(address, {"version": "1"})
    assert answer.status_code == 400
    assert Request.objects.get(pk=asked.pk).version == 1


def test_a_doubt_is_confirmed_on_the_page(child: Child, signed_in: Client) -> None:
    asked = make_request(child.area)
    address = f"{INBOX}{asked.pk}/decline/"
    given = {"version": "1", "reason": "spam", "why": "An advertisement"}
    answer = signed_in.post(address, given)
    assert answer.status_code == 400
    given |= {"doubted": hidden(answer.content.decode(), "doubted"), "confirmed": "on"}
    assert signed_in.post(address, given).status_code == 302
    assert Request.objects.get(pk=asked.pk).state == "declined"


def test_paper_and_telephone_from_the_inbox_and_from_a_record(child: Child, signed_in: Client) -> None:  # fmt: skip
    html = page(signed_in, f"{INBOX}enter/{child.pk}/")
    assert 'name="child_forenames"' not in html
    given = {
        "sent": hidden(html, "sent"), "area": str(child.area_id), "received_on-day": "28", "received_on-month": "2",
        "received_on-year": "2026", "channel": "telephone", "route": "parent", "asker_name": "Kim Ashby",
        "seen": "Rang and asked.",
    }  # fmt: skip
    answer = signed_in.post(f"{INBOX}enter/{child.pk}/", given)
    asked = Request.objects.get()
    assert answer["Location"] == f"{INBOX}{asked.pk}/child/{child.pk}/"
    assert (asked.channel, asked.child_surname, asked.person_id) == ("telephone", "Tarn", child.pk)
    wrong = given | {"received_on-year": "2027", "sent": ""}
    answer = signed_in.post(f"{INBOX}enter/{child.pk}/", wrong)
    assert "must be today or in the past" in answer.content.decode()
    page(signed_in, f"{INBOX}enter/")


def test_a_senco_asks_from_the_record_and_sees_the_state(child: Child, client: Client) -> None:
    school = make_organisation(child.area, kind="school")
    SettingStay.objects.create(person=child, organisation=school, phase="primary", starts_on=BORN)
    senco = make_person(child.area, "school_senco", organisation=school)
    client.force_login(senco.user)
    record = f"/children/{child.pk}/"
    assert "Ask for an assessment" in page(client, record)
    html = page(client, f"{INBOX}ask/{child.pk}/")
    given = {
        "sent": hidden(html, "sent"), "post": str(senco.post.pk), "route": "school", "asker_name": "Tobias Quill",
        "family_told": "yes", "seen": "Talking in groups", "tried": "A group since April",
    }  # fmt: skip
    assert client.post(f"{INBOX}ask/{child.pk}/", given)["Location"] == record
    asked = Request.objects.get()
    html = page(client, record)
    assert asked.reference in html
    assert "17 April 2026" in html
    for address in (f"{INBOX}{asked.pk}/", f"{INBOX}{asked.pk}/withdraw/"):
        page(client, address, status=404)
    page(client, INBOX, status=403)


@pytest.mark.parametrize("of", ["inbox", "request", "take_in", "new_child", "enter_request"])
def test_a_page_keeps_to_its_queries(child: Child, signed_in: Client, of: str) -> None:
    for day in range(30):
        made = make_request(child.area, received_on=ASKED - timedelta(days=day), flag="words")
    twin = make_child(child.area, legal_forenames="Imogen")
    SettingStay.objects.create(
        person=twin, organisation=make_organisation(child.area, kind="school"), starts_on=BORN
    )
    given = {"request": [made.pk], "take_in": [made.pk, child.pk], "new_child": [made.pk]}.get(of, [])  # fmt: skip
    address = reverse(f"assessments:{of}", args=given)
    signed_in.get(address)  # once in a while a session is written anew, whatever the page
    with CaptureQueriesContext(connection) as found:
        assert signed_in.get(address).status_code == 200
    assert len(found) <= MOST, [one["sql"][:90] for one in found]
