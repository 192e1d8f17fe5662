"""Further items of an event over HTTP: entered, shown, withheld where protected."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.duties.models import Case
from tests.duties.makers import make_case
from tests.factories import Person, make_area, make_person
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db
ON = {"on-day": "2", "on-month": "3", "on-year": "2026"}


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def case(coordinator: Person) -> Case:
    return make_case(coordinator)


def typed(page: str) -> dict[str, str]:
    """What the form carries unseen."""
    found = dict(re.findall(r'name="(version|sent)"[^>]*value="([^"]*)"', page))
    assert set(found) == {"version", "sent"}
    return {**found, **ON}


def test_items_of_a_plan_are_entered_shown_and_withheld_where_protected(
    coordinator: Person, case: Case, client: Client
) -> None:
    client.force_login(coordinator.user)
    form = f"/cases/{case.pk}/events/add/plan_first_made/"
    page = client.get(form).content.decode()
    assert '<details class="govuk-details">' in page
    given = typed(page) | {
        "item_first_setting__name": "Tarnside School", "item_first_setting__urn": "10 00 00",
        "item_residential": "A", "item_personal_budget": "no",
    }  # fmt: skip
    wrong = client.post(form, given | {"item_first_setting__urn": "1"})
    assert wrong.status_code == 400
    refused = wrong.content.decode()
    assert "This has 6 digits." in refused
    assert '<details class="govuk-details" open>' in refused
    assert client.post(form, given).status_code == 302
    event = case.events.get()
    assert event.items == {
        "first_setting": {"name": "Tarnside School", "urn": "100000"}, "residential": "A",
        "personal_budget": False,
    }  # fmt: skip
    entry = AuditEntry.objects.get(action="caseevent.recorded")
    assert entry.fields == "kind,on,first_setting,residential,personal_budget"
    history = f"/cases/{case.pk}/events/"
    assert "Tarnside School; URN 100000" in client.get(history).content.decode()
    make_protection(case.person, "setting", make_person(make_area(), "case_coordinator").post)
    shown = client.get(history).content.decode()
    assert "Tarnside School" not in shown
    assert "Is there a personal budget? No" in shown


def test_what_carries_nothing_more_asks_nothing_more(
    coordinator: Person, case: Case, client: Client
) -> None:
    client.force_login(coordinator.user)
    page = client.get(f"/cases/{case.pk}/events/add/advice_received/").content.decode()
    assert "For the SEN2 return" not in page


def test_when_and_why_a_plan_ends_has_a_home(
    coordinator: Person, case: Case, client: Client
) -> None:
    client.force_login(coordinator.user)
    form = f"/cases/{case.pk}/events/add/cease_decision_sent/"
    end = {"item_ends_on-day": "31", "item_ends_on-month": "7", "item_ends_on-year": "2026"}
    given = typed(client.get(form).content.decode()) | end
    given |= {"item_cease_reason": "3", "answer_at_review": "other"}
    assert client.post(form, given).status_code == 302
    assert case.events.get().items == {
        "ends_on": date(2026, 7, 31).isoformat(),
        "cease_reason": "3",
    }
