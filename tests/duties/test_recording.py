"""Recording what happened, and setting aside what was recorded in error: the duties follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.events import Given, record_event, set_aside_event
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.models import Case, Duty
from goldenthread.duties.queries.cases import events_of
from goldenthread.duties.queries.ledger import duties_of
from tests.duties.makers import area_of, happen, make_case
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
ASKED = date(2026, 3, 2)


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def case(coordinator: Person) -> Case:
    return make_case(coordinator)


def test_a_request_starts_the_clock(coordinator: Person, case: Case) -> None:
    made = happen(coordinator, case, "request_received", ASKED, {"by": "parent"})
    assert (made.recorded_post, made.source) == (coordinator.post, "form")
    case.refresh_from_db()
    assert (case.stage, case.stage_since, case.version) == ("request", ASKED, 2)
    weeks = {row.statutory_due for row in duties_of(case)}
    assert {ASKED + timedelta(weeks=6), ASKED + timedelta(weeks=20)} <= weeks
    entry = AuditEntry.objects.get(action="caseevent.recorded")
    assert (entry.area_id, entry.fields) == (case.area_id, "kind,on,by")


def test_a_form_that_is_sent_twice_records_once(coordinator: Person, case: Case) -> None:
    given = Given("request_received", ASKED, uuid4())
    both = [
        record_event(scope=coordinator.scope, case_id=case.pk, version=1, given=given)
        for _ in range(2)
    ]
    assert both[0] == both[1]
    assert case.events.count() == 1
    # Sent again with another day it is something else, and is not swallowed.
    other = replace(given, on=ASKED + timedelta(days=1))
    record_event(scope=coordinator.scope, case_id=case.pk, version=None, given=other)
    assert case.events.count() == 2


def test_somebody_else_was_faster(coordinator: Person, case: Case) -> None:
    happen(coordinator, case, "request_received", ASKED)
    given = Given("advice_requested", ASKED, uuid4(), {"adviser": "school"})
    with pytest.raises(UserError) as refused:
        record_event(scope=coordinator.scope, case_id=case.pk, version=1, given=given)
    assert refused.value.code == "changed_meanwhile"


def test_a_final_plan_before_the_request_has_to_be_confirmed(
    coordinator: Person, case: Case
) -> None:
    happen(coordinator, case, "request_received", ASKED)
    given = Given("final_plan_sent", ASKED - timedelta(days=7), uuid4())
    act = {"scope": coordinator.scope, "case_id": case.pk, "version": None, "given": given}
    with pytest.raises(Doubtful) as doubt:
        record_event(**act)
    assert "before everything that calls for it" in doubt.value.doubts[0]
    with pytest.raises(Doubtful):
        record_event(**act, confirmed="the mark of other doubts")
    record_event(**act, confirmed=doubt.value.mark)
    # What was confirmed once is not asked again with the next event.
    happen(coordinator, case, "assessment_decision_sent", ASKED + timedelta(days=20))
    assert case.events.count() == 3


def test_who_may_not_record_may_not(coordinator: Person, case: Case) -> None:
    stranger = make_person(make_area(), "case_coordinator")
    reader = make_person(area_of(coordinator), "partnership_manager")
    for one in (stranger, reader):
        with pytest.raises(UserError, match="There is no such case"):
            happen(one, case, "request_received", ASKED)
    assert not case.events.exists()


def test_whoever_reads_through_the_network_records_nothing(coordinator: Person, case: Case) -> None:
    adviser = make_person(area_of(coordinator), "advice_giver")
    case.person.networkmember_set.create(role="x", post=adviser.post)
    with pytest.raises(NotAllowed):
        happen(adviser, case, "request_received", ASKED)


def test_what_was_recorded_in_error_is_set_aside_and_stays_to_be_read(
    coordinator: Person, case: Case
) -> None:
    event = happen(coordinator, case, "request_received", ASKED)
    assert Duty.objects.filter(case=case).exists()
    act = {"scope": coordinator.scope, "case_id": case.pk, "event_id": event.pk}
    with pytest.raises(UserError, match="Say what was wrong"):
        set_aside_event(**act, version=2, why="  ")
    set_aside_event(**act, version=2, why="Another child's")
    case.refresh_from_db()
    assert case.stage == "nothing_yet"
    assert not Duty.objects.filter(case=case).exists()
    assert events_of(case) == []
    assert [row.set_aside_why for row in events_of(case, set_aside=True)] == ["Another child's"]
    with pytest.raises(UserError, match="set aside already"):
        set_aside_event(**act, version=3, why="Again")
    entry = AuditEntry.objects.get(action="caseevent.set_aside")
    assert entry.fields == "set_aside_why"


def test_a_refused_event_leaves_nothing_behind(coordinator: Person, case: Case) -> None:
    with pytest.raises(UserError):
        happen(coordinator, case, "request_received", clock.today() + timedelta(days=1))
    case.refresh_from_db()
    assert (case.version, case.events.count()) == (1, 0)
