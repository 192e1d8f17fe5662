"""Pages that lead on: from a duty to recording it, and to closing a case while a plan goes on."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.duties.models import Case
from tests.duties.makers import happen, make_case
from tests.duties.test_pages import hidden, on
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
ASKED = date(2026, 3, 3)


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def case(coordinator: Person) -> Case:
    made = make_case(coordinator)
    happen(coordinator, made, "request_received", ASKED, {"by": "parent"})
    made.refresh_from_db()
    return made


@pytest.fixture
def signed_in(coordinator: Person, client: Client) -> Client:
    client.force_login(coordinator.user)
    return client


def test_closing_a_case_with_a_plan_is_confirmed_on_the_page(
    coordinator: Person, case: Case, signed_in: Client
) -> None:
    happen(coordinator, case, "final_plan_sent", ASKED)
    form = f"/cases/{case.pk}/close/"
    given = {"version": hidden(signed_in.get(form).content.decode(), "version"), "why": "Moved"}
    asked = signed_in.post(form, given | on(clock.today()))
    assert asked.status_code == 400
    page = asked.content.decode()
    assert "The child has a plan that is in force" in page
    sure = {"doubted": hidden(page, "doubted"), "confirmed": "on"}
    assert signed_in.post(form, given | on(clock.today()) | sure).status_code == 302


def test_from_a_duty_that_waits_it_is_recorded(case: Case, signed_in: Client) -> None:
    start = f"/cases/{case.pk}/"
    form = f'href="{start}events/add/assessment_decision_sent/"'
    assert form in signed_in.get(f"{start}duties/").content.decode()
    first, _ = signed_in.get(f"{start}events/add/").content.decode().split("Request and decision")
    assert "What waits in this case" in first
    assert form in first
