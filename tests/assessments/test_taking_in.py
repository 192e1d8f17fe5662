"""Taking a request in: the child, the case, the event on the true day of receipt; joining; all or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.assessments.actions.family import Grown
from goldenthread.assessments.actions.taking_in import NewChild, Taking, take_in
from goldenthread.assessments.letter_facts import facts_of_case
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.outcomes import joined_of
from goldenthread.assessments.rules.rounds import event_of
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import KeptFile
from goldenthread.documents.uploads import keep
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.actions.opening import close_case
from goldenthread.duties.models import Case, CaseEvent, Duty
from goldenthread.people.actions.persons import MayBeKnown
from goldenthread.people.models import Address, CarerLink, ContactPoint
from goldenthread.people.models import Person as Child
from goldenthread.statute.case_clock import Start
from tests.assessments.makers import ASKED, make_request, taken_in
from tests.duties.makers import happen
from tests.factories import Person, make_area, make_person
from tests.people import families
from tests.people.makers import BORN, an_identity, make_child

pytestmark = pytest.mark.django_db
MOTHER = Grown("Ms", "Kim", "Ashby", "mother", "yes", lives_with=True)


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def child(coordinator: Person) -> Child:
    return make_child(coordinator.post.organisation.areas.get())


def due(case: Case) -> date | None:
    return case.duties.get(rule="REQ-6").statutory_due


def test_it_opens_a_case_and_records_the_event_on_the_true_day(
    coordinator: Person, child: Child
) -> None:
    asked = make_request(child.area, channel="post")
    file = keep(
        scope=coordinator.scope, area_id=child.area_id, owner=("assessments.request", asked.pk),
        name="letter.txt", data=b"She cannot read yet.", sent_by="Parent",
    )  # fmt: skip
    taking = Taking(child.pk, coordinator_id=coordinator.post.pk, grown=MOTHER, accommodation=False)
    for _ in range(2):  # pressed twice
        done = take_in(scope=coordinator.scope, request_id=asked.pk, version=1, taking=taking)
    assert (done.state, done.person_id, done.taken_in_post_id) == (
        "taken_in", child.pk, coordinator.post.pk,
    )  # fmt: skip
    case = Case.objects.get()
    event = case.events.get()
    assert (event.kind, event.on, event.details) == (
        "request_received", ASKED, {"by": "parent", "channel": "post"},
    )  # fmt: skip
    assert event.items == {"youth_accommodation": False}
    assert (case.opened_on, case.coordinator_id) == (ASKED, coordinator.post.pk)
    assert due(case) == ASKED + timedelta(weeks=6)
    link = CarerLink.objects.get(person=child)
    assert (link.relation, link.parental_responsibility, link.lives_with) == ("mother", "yes", True)
    point = ContactPoint.objects.get(carer=link.carer)
    assert (point.kind, point.value, point.verified_on) == ("mobile", "07700900123", None)
    assert KeptFile.objects.get(pk=file.pk).person_id == child.pk
    assert AuditEntry.objects.filter(action="request.taken_in").count() == 1


def test_a_second_request_joins_and_does_not_restart_the_clock(
    coordinator: Person, child: Child
) -> None:
    first = make_request(child.area, route="health", child_forenames="Imogen")
    taken_in(coordinator, first, Taking(child.pk))
    case = Case.objects.get()
    before = due(case)
    second = make_request(child.area, received_on=ASKED + timedelta(days=20))
    done = take_in(
        scope=coordinator.scope, request_id=second.pk, version=1, taking=Taking(child.pk)
    )
    assert (done.state, done.case_id) == ("joined", case.pk)
    assert CaseEvent.objects.get().kind == "brought_to_attention"
    assert due(case) == before == ASKED + timedelta(weeks=6)
    joined = joined_of(Request.objects.select_related("case__person").get(pk=second.pk))
    assert joined is not None
    assert joined.other_kind
    assert joined.first.endswith("on 3 March 2026, by: health body")
    attention = event_of("health_body", "online", ASKED)
    facts = facts_of_case(
        coordinator.scope, case, Start(attention, ASKED, attention.kind), coordinator.post
    )
    assert (facts["received_on"], facts["asked_again_on"]) == ("2026-03-03", "2026-03-23")


def test_one_that_was_received_earlier_takes_the_clock_back_and_is_asked_about(
    coordinator: Person, child: Child
) -> None:
    taken_in(coordinator, make_request(child.area), Taking(child.pk))
    found_in_a_drawer = make_request(child.area, received_on=ASKED - timedelta(days=9))
    given: dict[str, Any] = {
        "scope": coordinator.scope, "request_id": found_in_a_drawer.pk, "version": 1, "taking": Taking(child.pk),
    }  # fmt: skip
    with pytest.raises(Doubtful) as problem:
        take_in(**given)
    assert "will run from 22 February 2026" in problem.value.doubts[0]
    assert Request.objects.get(pk=found_in_a_drawer.pk).state == "sent"
    assert take_in(**given, confirmed=problem.value.mark).state == "taken_in"
    assert due(Case.objects.get()) == ASKED - timedelta(days=9) + timedelta(weeks=6)


@pytest.mark.parametrize("closed", [False, True])
def test_one_after_a_refusal_is_new(coordinator: Person, child: Child, closed: bool) -> None:
    taken_in(coordinator, make_request(child.area), Taking(child.pk))
    case = Case.objects.get()
    for kind in ("assessment_decision_sent", "appealable_decision_sent"):
        happen(coordinator, case, kind, ASKED + timedelta(days=30))
    if closed:
        close_case(
            scope=coordinator.scope, case_id=case.pk, version=None, on=ASKED + timedelta(days=100),
            why="Not assessed",
        )  # fmt: skip
    again = make_request(child.area, received_on=ASKED + timedelta(days=120))
    done = taken_in(coordinator, again, Taking(child.pk))
    assert done.state == "taken_in"
    assert (done.case_id != case.pk) == closed
    last = Duty.objects.filter(rule="REQ-6").order_by("-statutory_due")[0]
    assert last.statutory_due == ASKED + timedelta(days=120, weeks=6)


def test_one_for_a_child_with_a_plan_is_asked_about_or_is_to_reassess(
    coordinator: Person, child: Child
) -> None:
    taken_in(coordinator, make_request(child.area), Taking(child.pk))
    case = Case.objects.get()
    happen(coordinator, case, "final_plan_sent", ASKED + timedelta(days=100))
    later = make_request(child.area, received_on=ASKED + timedelta(days=200))
    with pytest.raises(Doubtful) as problem:
        take_in(scope=coordinator.scope, request_id=later.pk, version=1, taking=Taking(child.pk))
    assert "request to reassess" in problem.value.doubts[0]
    taken_in(coordinator, later, Taking(child.pk, reassess=True))
    assert case.events.filter(kind="reassessment_requested").count() == 1
    once_more = make_request(child.area, received_on=ASKED + timedelta(days=210))
    assert taken_in(coordinator, once_more, Taking(child.pk, reassess=True)).state == "joined"
    assert case.events.filter(kind="reassessment_requested").count() == 1


def test_a_child_who_has_no_record_gets_one_with_the_home_that_was_given(
    coordinator: Person,
) -> None:
    area = coordinator.post.organisation.areas.get()
    asked = make_request(area, child_address="12 Harbour Rise\nFellmoor", child_postcode="")
    child = NewChild(an_identity())
    done = taken_in(coordinator, asked, Taking(child, keep_home=True))
    made = Child.objects.get()
    assert (done.person_id, made.born) == (made.pk, BORN)
    assert Address.objects.get(person=made).lines == "12 Harbour Rise\nFellmoor"
    # Another family with the same name and day of birth: whether it is one child is asked, and nothing is written.
    other = make_request(area)
    with pytest.raises(MayBeKnown):
        take_in(
            scope=coordinator.scope, request_id=other.pk, version=1,
            taking=Taking(NewChild(an_identity())),
        )  # fmt: skip
    assert (Child.objects.count(), Case.objects.count()) == (1, 1)
    assert Request.objects.get(pk=other.pk).state == "sent"


def test_what_tells_of_another_child_is_asked_about(coordinator: Person, child: Child) -> None:
    asked = make_request(child.area, child_forenames="Barnaby", child_born=date(2012, 1, 1))
    with pytest.raises(Doubtful) as problem:
        take_in(scope=coordinator.scope, request_id=asked.pk, version=1, taking=Taking(child.pk))
    assert "may be of two children" in problem.value.doubts[0]
    assert not Case.objects.exists()


def test_a_carer_who_was_restricted_is_not_added_without_a_word(
    coordinator: Person, child: Child
) -> None:
    link = families.make_carer(child, "Ashby")
    link.carer.forename = "Kim"
    link.carer.save()
    CarerLink.objects.filter(pk=link.pk).update(
        restriction="no_contact", basis="Order", ends_on=date(2025, 1, 1)
    )
    asked = make_request(child.area)
    with pytest.raises(UserError) as problem:
        take_in(
            scope=coordinator.scope, request_id=asked.pk, version=1,
            taking=Taking(child.pk, grown=MOTHER),
        )  # fmt: skip
    assert problem.value.code == "was_restricted"
    assert not CaseEvent.objects.exists()


def test_somebody_else_was_faster(coordinator: Person, child: Child) -> None:
    asked = make_request(child.area)
    other = make_child(child.area, legal_forenames="Wren", born=date(2018, 2, 1))
    taken_in(coordinator, asked, Taking(child.pk))
    with pytest.raises(UserError) as problem:
        take_in(scope=coordinator.scope, request_id=asked.pk, version=1, taking=Taking(other.pk))
    assert problem.value.code == "dealt_with"


def test_only_who_may_takes_in_and_only_for_a_child_of_the_area(
    coordinator: Person, child: Child
) -> None:
    asked = make_request(child.area)
    analyst = make_person(child.area, "analyst")
    far = make_person(make_area(), "case_coordinator")
    for who, error in ((analyst, "no_such_request"), (far, "no_such_request")):
        with pytest.raises(UserError) as problem:
            take_in(scope=who.scope, request_id=asked.pk, version=1, taking=Taking(child.pk))
        assert problem.value.code == error
    # Whoever handed it in reads it, and takes nothing in.
    Request.objects.filter(pk=asked.pk).update(entered_post=analyst.post)
    with pytest.raises(NotAllowed):
        take_in(scope=analyst.scope, request_id=asked.pk, version=1, taking=Taking(child.pk))
    stranger = make_child(far.post.organisation.areas.get())
    with pytest.raises(UserError, match="no such record"):
        take_in(scope=coordinator.scope, request_id=asked.pk, version=1, taking=Taking(stranger.pk))
