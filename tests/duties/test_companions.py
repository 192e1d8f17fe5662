"""An event and what comes with it: written in one act, shown before, set aside together or alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.events import Given, record_event
from goldenthread.duties.models import Case
from tests.duties.makers import happen, make_case
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
ASKED, DECIDED = date(2026, 3, 2), date(2026, 4, 2)
REFUSED = {"decided": "refuse"}


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def case(coordinator: Person) -> Case:
    made = make_case(coordinator)
    happen(coordinator, made, "request_received", ASKED, {"by": "parent"})
    return made


def kinds(case: Case) -> list[str]:
    return [one.kind for one in case.events.filter(set_aside_at=None).order_by("on", "pk")][1:]


def test_a_refusal_is_one_act_and_ends_the_clock(coordinator: Person, case: Case) -> None:
    given = Given("assessment_decision_sent", DECIDED, uuid4(), answers=REFUSED)
    for _ in range(2):  # sent twice
        record_event(scope=coordinator.scope, case_id=case.pk, version=2, given=given)
    assert kinds(case) == ["assessment_decision_sent", "appealable_decision_sent"]
    case.refresh_from_db()
    assert (case.stage, case.version) == ("not_assessed", 3)
    assert not case.duties.filter(rule="PLN-9", outcome="pending").exists()
    assert AuditEntry.objects.filter(action="caseevent.recorded").count() == 3


def test_what_stands_already_is_not_written_again(coordinator: Person, case: Case) -> None:
    happen(coordinator, case, "cease_decision_sent", DECIDED)
    happen(coordinator, case, "review_decision_sent", DECIDED, {"outcome": "cease"})
    assert kinds(case) == ["cease_decision_sent", "review_decision_sent"]


def test_a_day_that_has_not_come_is_refused_at_its_question(
    coordinator: Person, case: Case
) -> None:
    ahead = (clock.today() + timedelta(days=1)).isoformat()
    given = Given("family_moved", DECIDED, uuid4(), answers={"learned": ahead})
    with pytest.raises(UserError) as refused:
        record_event(scope=coordinator.scope, case_id=case.pk, version=None, given=given)
    assert refused.value.where == "event.answers.learned"
    assert kinds(case) == []


@pytest.mark.parametrize("together", [True, False])
def test_from_the_form_to_setting_aside(
    coordinator: Person, case: Case, client: Client, together: bool
) -> None:
    client.force_login(coordinator.user)
    address = f"/cases/{case.pk}/events/add/assessment_decision_sent/"
    page = client.get(address).content.decode()
    assert "This also records “A decision with a right of appeal was sent” on the same day." in page
    day = {"on-day": "2", "on-month": "4", "on-year": "2026"}
    given = {name: hidden(page, name) for name in ("version", "sent")} | day
    assert client.post(address, given).status_code == 400
    assert client.post(address, {**given, "answer_decided": "refuse"}).status_code == 302
    either = case.events.get(kind="appealable_decision_sent")
    address = f"/cases/{case.pk}/events/{either.pk}/set-aside/"
    page = client.get(address).content.decode()
    assert "Set aside with it: The decision whether to assess was sent, 2 April 2026" in page
    given = {"version": hidden(page, "version"), "why": "Another child's"}
    assert client.post(address, given | ({"together": "on"} if together else {})).status_code == 302
    assert kinds(case) == ([] if together else ["assessment_decision_sent"])


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None, name
    return found[1]
