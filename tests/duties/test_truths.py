"""What is no work of anybody's stands on no list: a family's time, a plan that goes on, a child who has died."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.duties.models import Case, Duty
from goldenthread.duties.queries.ledger import Wanted, due, duties_of, overdue
from goldenthread.people.facts import facts_changed
from goldenthread.people.models import Person as Child
from tests.duties.makers import happen, make_case
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def case(coordinator: Person) -> Case:
    return make_case(coordinator, coordinator=coordinator)


def test_time_to_comment_runs_and_is_no_work_of_the_council_s(
    coordinator: Person, case: Case, client: Client
) -> None:
    today = clock.today()
    happen(coordinator, case, "request_received", today - timedelta(days=100), {"by": "parent"})
    happen(coordinator, case, "draft_plan_served", today - timedelta(days=5))
    (row,) = [one for one in duties_of(case) if one.rule == "PLN-2"]
    assert (row.state.code, row.state.waits, row.state.over) == ("running", False, False)
    late = Duty.objects.filter(rule="PLN-2").filter(overdue(today + timedelta(days=30)))
    assert not late.exists()
    client.force_login(coordinator.user)
    record = client.get(f"/children/{case.person_id}/").content.decode()
    now = record.split('id="now"')[1].split("</section>")[0]
    assert row.name in now.split("What the family may do now")[1]
    assert row.name not in now.split("What the family may do now")[0]
    assert row.name not in client.get(f"/cases/{case.pk}/close/").content.decode()
    assert "What runs or goes on" in client.get(f"/cases/{case.pk}/duties/").content.decode()


def test_that_a_plan_goes_on_while_it_ceases_is_nothing_to_be_done(
    coordinator: Person, case: Case, client: Client
) -> None:
    today = clock.today()
    happen(coordinator, case, "plan_first_made", today - timedelta(days=200))
    happen(coordinator, case, "cease_decision_sent", today - timedelta(days=10))
    (row,) = [one for one in duties_of(case) if one.rule == "CE-4"]
    assert (row.state.words, row.state.waits) == ("Goes on", False)
    client.force_login(coordinator.user)
    record = client.get(f"/children/{case.person_id}/").content.decode()
    assert row.name not in record.split('id="now"')[1].split("</section>")[0]
    assert row.name in client.get(f"/cases/{case.pk}/duties/").content.decode()


def test_of_a_child_who_has_died_nothing_waits_and_closing_is_offered(
    coordinator: Person, case: Case, client: Client
) -> None:
    happen(coordinator, case, "request_received", date(2026, 3, 2), {"by": "parent"})
    happen(coordinator, case, "appealable_decision_sent", clock.today() - timedelta(days=3))
    family = Wanted(owners=frozenset({"family"}))
    assert due(coordinator.scope).exists()
    assert due(coordinator.scope, family).filter(owner="family").exists()
    Child.objects.filter(pk=case.person_id).update(died_on=clock.today())
    facts_changed(coordinator.scope, case.person_id)
    assert not due(coordinator.scope).exists()
    assert not due(coordinator.scope, family).exists()
    assert any(one.state.waits for one in duties_of(case))
    client.force_login(coordinator.user)
    record = client.get(f"/children/{case.person_id}/").content.decode()
    now = record.split('id="now"')[1].split("</section>")[0]
    assert "stands on no list any more" in now
    assert f"/cases/{case.pk}/close/" in now
    assert "Overdue by" not in now
    assert "Nothing waits" in client.get("/worklist/").content.decode()


def test_what_was_late_when_the_family_moved_stays_in_the_record_and_on_no_list(
    coordinator: Person, case: Case, client: Client
) -> None:
    today = clock.today()
    happen(coordinator, case, "request_received", today - timedelta(days=60), {"by": "parent"})
    assert due(coordinator.scope).filter(rule="REQ-6").exists()
    happen(coordinator, case, "family_moved", today - timedelta(days=10))
    late, ran = (Duty.objects.get(case=case, rule=rule) for rule in ("REQ-6", "PLN-9"))
    assert (late.outcome, late.days_late, late.owner) == ("passed_on", 8, "local_authority")
    assert ran.outcome == "not_applicable"
    assert not due(coordinator.scope).filter(rule__in=("REQ-6", "PLN-9")).exists()
    client.force_login(coordinator.user)
    ledger = client.get(f"/cases/{case.pk}/duties/").content.decode()
    assert "Not done when the family moved, 8 days late" in ledger
    why = client.get(f"/cases/{case.pk}/duties/{ran.key}/why/").content.decode()
    assert "with a clock of its own" in why
