"""The pages of a case over HTTP: the whole way from opening to why, what they cost, what they record."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.duties.models import Case
from tests.duties.makers import area_of, happen, make_case
from tests.factories import Person, make_area, make_person
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db
MOST = 12
ASKED = date(2026, 3, 3)


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def case(coordinator: Person) -> Case:
    made = make_case(coordinator, coordinator=coordinator)
    happen(coordinator, made, "request_received", ASKED, {"by": "parent"})
    made.refresh_from_db()
    return made


@pytest.fixture
def signed_in(coordinator: Person, client: Client) -> Client:
    client.force_login(coordinator.user)
    return client


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def on(day: date) -> dict[str, str]:
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


def test_from_opening_a_case_to_why_a_duty_is_due(coordinator: Person, signed_in: Client) -> None:
    child = make_child(area_of(coordinator))
    record_page = f"/children/{child.pk}/"
    answer = signed_in.post(f"/cases/open/{child.pk}/", {"coordinator": str(coordinator.post.pk)})
    assert answer["Location"] == record_page
    refused = signed_in.post(f"/cases/open/{child.pk}/", {})
    assert refused.status_code == 400
    assert "is open for this child already" in refused.content.decode()
    start = f"/cases/{Case.objects.get().pk}/"
    assert (
        "A request for an assessment was received"
        in signed_in.get(f"{start}events/add/").content.decode()
    )
    form = f"{start}events/add/request_received/"
    page = signed_in.get(form).content.decode()
    given = {name: hidden(page, name) for name in ("version", "sent")}
    given |= {**on(ASKED), "detail_by": "parent", "detail_channel": "post", "note": "By hand"}
    for _ in range(2):  # pressed twice
        assert signed_in.post(form, given)["Location"] == record_page
    event = Case.objects.get().events.get()
    assert (event.details, event.note) == ({"by": "parent", "channel": "post"}, "By hand")
    ledger = signed_in.get(f"{start}duties/").content.decode()
    assert "14 April 2026</strong> by law" in ledger
    assert "Overdue by" in ledger
    why = re.findall(rf'href="({start}duties/[\w-]+/why/)"', ledger)
    pages = [signed_in.get(one).content.decode() for one in why]
    assert all("Why this is so" in one for one in pages)
    assert any("What other readings say" in one and "SENDIASS" in one for one in pages)
    assert any("reg 5" in one and "Evidence" in one for one in pages)


def test_what_can_hardly_be_right_is_asked_about_and_what_was_typed_is_kept(
    case: Case, signed_in: Client
) -> None:
    form = f"/cases/{case.pk}/events/add/final_plan_sent/"
    page = signed_in.get(form).content.decode()
    assert "It is right as it stands here" not in page
    given = {name: hidden(page, name) for name in ("version", "sent")}
    given |= {**on(ASKED - timedelta(days=9)), "note": "From the old file"}
    answer = signed_in.post(form, given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "before everything that calls for it" in page
    assert "From the old file" in page
    given |= {"doubted": hidden(page, "doubted"), "confirmed": "on"}
    assert signed_in.post(form, given).status_code == 302
    assert case.events.count() == 2


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("advice_requested", on(ASKED), "Select"),
        ("final_plan_sent", {}, "Enter the day"),
        ("final_plan_sent", on(clock.today() + timedelta(days=400)), "is after today"),
        ("final_plan_sent", on(date(2010, 1, 1)), "The child was born on"),
        ("final_plan_sent", {"on-day": "31", "on-month": "2", "on-year": "2026"}, "real"),
    ],
)
def test_a_slip_is_said_beside_its_field(
    case: Case, signed_in: Client, kind: str, given: dict[str, str], says: str
) -> None:
    answer = signed_in.post(f"/cases/{case.pk}/events/add/{kind}/", {"version": "2", **given})
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert case.events.count() == 1


def test_an_event_is_set_aside_with_a_reason_and_shown_as_such(
    case: Case, signed_in: Client
) -> None:
    event = case.events.get()
    form = f"/cases/{case.pk}/events/{event.pk}/set-aside/"
    version = hidden(signed_in.get(form).content.decode(), "version")
    assert signed_in.post(form, {"version": version, "why": ""}).status_code == 400
    late = signed_in.post(form, {"version": "1", "why": "Another child"})
    assert "in another window" in late.content.decode()
    assert signed_in.post(form, {"version": version, "why": "Another child"}).status_code == 302
    history = signed_in.get(f"/cases/{case.pk}/events/").content.decode()
    assert "Set aside: Another child" in history
    assert signed_in.get(form).status_code == 403


def test_a_case_is_given_away_and_closed(
    coordinator: Person, case: Case, signed_in: Client
) -> None:
    other = make_person(area_of(coordinator), "send_manager")
    form = f"/cases/{case.pk}/coordinator/"
    given = {"version": str(case.version), "coordinator": str(other.post.pk)}
    assert signed_in.post(form, given).status_code == 302
    page = signed_in.get(f"/cases/{case.pk}/close/").content.decode()
    assert "Still to be done in this case" in page
    given = {"version": hidden(page, "version"), "why": "Moved", **on(clock.today())}
    assert signed_in.post(f"/cases/{case.pk}/close/", given).status_code == 302
    case.refresh_from_db()
    assert (case.coordinator, case.closed_why) == (other.post, "Moved")
    assert signed_in.get(f"/cases/{case.pk}/events/add/").status_code == 403
    form = f"/cases/{case.pk}/reopen/"
    assert form in signed_in.get(f"/children/{case.person_id}/").content.decode()
    page = signed_in.get(form).content.decode()
    assert "takes that day and that reason away" in page
    given = {"version": hidden(page, "version")}
    assert signed_in.post(form, given | {"why": " "}).status_code == 400
    assert signed_in.post(form, given | {"why": "Closed in error"}).status_code == 302
    case.refresh_from_db()
    assert (case.closed_on, case.reopened_why) == (None, "Closed in error")
    history = signed_in.get(f"/cases/{case.pk}/events/").content.decode()
    assert "Closed in error" in history


def test_no_page_costs_more_than_twelve_queries_and_each_reading_is_recorded(
    case: Case, signed_in: Client
) -> None:
    start = f"/cases/{case.pk}/"
    duty = case.duties.all()[0]
    event = case.events.get()
    reads = {
        f"{start}duties/": "duty.list_read",
        f"{start}duties/{duty.key}/why/": "duty.read",
        f"{start}events/": "case.read",
    }
    forms = (
        f"{start}events/add/", f"{start}events/add/tribunal_order_made/", f"{start}coordinator/",
        f"{start}close/", f"{start}events/{event.pk}/set-aside/", f"/cases/open/{case.person_id}/",
    )  # fmt: skip
    signed_in.get(start + "duties/")  # the first page after signing in also writes the session
    for address in (*reads, *forms):
        before = AuditEntry.objects.count()
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(address).status_code == 200, address
        assert len(queries) <= MOST, (address, len(queries))
        if address in reads:
            newest = AuditEntry.objects.latest("pk")
            assert AuditEntry.objects.count() == before + 1
            assert (newest.action, newest.area_id) == (reads[address], case.area_id)


@pytest.mark.parametrize("key", ["REQ-5", "REQ-5_99", "REQ-5_x", "_1", "GONE-1_1"])
def test_an_address_of_no_duty_is_not_found(case: Case, signed_in: Client, key: str) -> None:
    assert signed_in.get(f"/cases/{case.pk}/duties/{key}/why/").status_code == 404
