"""What else becomes of a request: put away, passed on, withdrawn; a worry that is read; one that is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.assessments.actions.ending import Withdrawal, decline, pass_on, withdraw
from goldenthread.assessments.actions.entering import Entered, ask_for_assessment, enter_request
from goldenthread.assessments.actions.putting_back import put_back
from goldenthread.assessments.actions.taking_in import Taking
from goldenthread.assessments.actions.worries import read_worry
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.asking import requests_of
from goldenthread.assessments.queries.inbox import Sought, found
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import KeptFile
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.models import Case
from goldenthread.people.models import Person as Child
from goldenthread.people.models import SettingStay
from tests.assessments.makers import ASKED, make_request, taken_in
from tests.factories import Person, make_area, make_organisation, make_person
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db
PAPER = Entered("parent", "post", ASKED, {"asker_name": "Kim Ashby"}, {"seen": "Reading is hard."})
BACK = Withdrawal(ASKED + timedelta(days=5), "telephone", "She will wait a term.")


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def child(coordinator: Person) -> Child:
    return make_child(coordinator.post.organisation.areas.get())


def test_what_is_no_request_is_asked_about_and_put_away_with_a_reason(
    coordinator: Person, child: Child
) -> None:
    asked = make_request(child.area)
    act = partial(
        decline, scope=coordinator.scope, request_id=asked.pk, version=1, reason="too_old",
        why="Told whom to ask",
    )  # fmt: skip
    with pytest.raises(Doubtful) as problem:
        act()
    assert problem.value.doubts[0].endswith("the person was 10 on the day of receipt.")
    done = act(confirmed=problem.value.mark)
    assert (done.state, done.ended_on) == ("declined", clock.today())
    assert done.ended_why == "The person is 25 or over. Told whom to ask"
    assert not found(coordinator.scope, Sought()).exists()


def test_one_of_another_area_goes_there_with_its_day(coordinator: Person, child: Child) -> None:
    asked = make_request(child.area)
    far = make_person(make_area(), "case_coordinator")
    there = far.post.organisation.areas.get()
    pass_on(scope=coordinator.scope, request_id=asked.pk, version=1, area_id=there.pk)
    assert not found(coordinator.scope, Sought()).exists()
    assert found(far.scope, Sought()).get().received_on == ASKED
    areas = set(
        AuditEntry.objects.filter(action="request.passed_on").values_list("area_id", flat=True)
    )
    assert areas == {child.area_id, there.pk}


def test_withdrawn_before_anybody_took_it_in(coordinator: Person, child: Child) -> None:
    asked = make_request(child.area)
    act = partial(withdraw, scope=coordinator.scope, request_id=asked.pk, version=1)
    with pytest.raises(UserError, match="after that day"):
        act(withdrawal=replace(BACK, on=ASKED - timedelta(days=1)))
    done = act(withdrawal=BACK)
    assert (done.state, done.ended_on, done.ended_why) == (
        "withdrawn", BACK.on, "By telephone. She will wait a term.",
    )  # fmt: skip


def test_withdrawing_closes_the_case_where_nothing_else_is_open(
    coordinator: Person, child: Child
) -> None:
    asked = taken_in(coordinator, make_request(child.area), Taking(child.pk))
    act = partial(
        withdraw, scope=coordinator.scope, request_id=asked.pk, version=asked.version,
        withdrawal=BACK,
    )  # fmt: skip
    with pytest.raises(Doubtful) as problem:
        act()
    assert "is closed today" in problem.value.doubts[0]
    act(confirmed=problem.value.mark)
    case = Case.objects.get()
    assert case.closed_on == clock.today()
    assert case.closed_why == "The request was withdrawn on 8 March 2026."


def test_withdrawing_leaves_a_case_open_in_which_somebody_else_asked(
    coordinator: Person, child: Child
) -> None:
    asked = taken_in(coordinator, make_request(child.area), Taking(child.pk))
    school = make_request(child.area, route="school", received_on=ASKED + timedelta(days=2))
    taken_in(coordinator, school, Taking(child.pk))
    act = partial(
        withdraw, scope=coordinator.scope, request_id=asked.pk, version=asked.version,
        withdrawal=BACK,
    )  # fmt: skip
    with pytest.raises(Doubtful, match="the case goes on"):
        act()
    with pytest.raises(Doubtful) as problem:
        act()
    act(confirmed=problem.value.mark)
    assert Case.objects.get().closed_on is None


def test_what_was_put_away_in_error_waits_again(coordinator: Person, child: Child) -> None:
    asked = make_request(child.area, state="declined", ended_on=ASKED, ended_why="No request.")
    act = partial(put_back, scope=coordinator.scope, request_id=asked.pk, version=1)
    with pytest.raises(UserError, match="Say why"):
        act(why=" ")
    act(why="It does ask for an assessment.")
    assert found(coordinator.scope, Sought()).get().ended_why == ""


def test_one_that_was_taken_in_for_the_wrong_child_is_put_back_and_taken_in_again(
    coordinator: Person, child: Child
) -> None:
    other = make_child(child.area, legal_forenames="Imogen Rose")
    asked = taken_in(coordinator, make_request(child.area), Taking(other.pk))
    wrong = Case.objects.get()
    back = put_back(
        scope=coordinator.scope, request_id=asked.pk, version=asked.version, why="Another Imogen"
    )
    assert (back.state, back.person_id, back.case_id) == ("sent", None, None)
    event = wrong.events.get()
    assert event.set_aside_why == f"{asked.reference} was put back: Another Imogen"
    assert not wrong.duties.exists()
    again = taken_in(coordinator, back, Taking(child.pk))
    assert again.case_id != wrong.pk
    # And back once more: the same child a second time has an event that counts.
    back = put_back(
        scope=coordinator.scope, request_id=asked.pk, version=again.version, why="It was right"
    )
    taken_in(coordinator, back, Taking(other.pk))
    assert wrong.events.filter(set_aside_at=None).count() == 1


def test_a_worry_is_read_once_by_a_named_person(coordinator: Person, child: Child) -> None:
    asked = make_request(child.area, flag="said", worry="She is not safe.")
    calm = make_request(child.area, received_on=ASKED - timedelta(days=50))
    assert [one.pk for one in found(coordinator.scope, Sought()).order_by(*Sought().order)] == [
        asked.pk, calm.pk,
    ]  # fmt: skip
    for _ in range(2):
        read_worry(scope=coordinator.scope, request_id=asked.pk, done="Rang the hub at 10:15.")
    kept = Request.objects.get(pk=asked.pk)
    assert (kept.flag_read_by_id, kept.flag_done) == (
        coordinator.user.pk, "Rang the hub at 10:15.",
    )  # fmt: skip
    with pytest.raises(UserError, match="Somebody has read it"):
        read_worry(scope=coordinator.scope, request_id=asked.pk, done="Something else.")
    assert found(coordinator.scope, Sought()).order_by(*Sought().order)[0].pk == calm.pk


def test_one_on_paper_keeps_the_true_day_of_receipt(coordinator: Person, child: Child) -> None:
    act = partial(
        enter_request, scope=coordinator.scope, area_id=child.area_id, person_id=child.pk,
        sent_key=uuid4(),
    )  # fmt: skip
    for day in (clock.today() + timedelta(days=1), child.born - timedelta(days=1)):
        with pytest.raises(UserError) as problem:
            act(entered=replace(PAPER, received_on=day))
        assert problem.value.where == "received_on"
    files = [("letter.txt", b"Please assess her.")]
    made = {act(entered=PAPER, files=files).pk for _ in range(2)}
    asked = Request.objects.get()
    assert made == {asked.pk}
    assert (asked.received_on, asked.channel, asked.entered_by_id) == (
        ASKED, "post", coordinator.user.pk,
    )  # fmt: skip
    assert KeptFile.objects.get().person_id == child.pk
    # A file that is not taken: nothing is written at all.
    with pytest.raises(UserError):
        act(entered=replace(PAPER, channel="email"), files=[("tool.exe", b"MZ\x90")])
    assert Request.objects.count() == 1


@pytest.fixture
def senco(child: Child) -> Person:
    school = make_organisation(child.area, kind="school")
    SettingStay.objects.create(
        person=child, organisation=school, phase="primary", starts_on=date(2021, 9, 1)
    )
    return make_person(child.area, "school_senco", organisation=school)


def test_a_senco_asks_from_the_record_and_sees_what_became_of_it_and_nothing_else(
    coordinator: Person, senco: Person, child: Child
) -> None:
    entered = replace(PAPER, route="school", channel="online", received_on=clock.today())
    asked = ask_for_assessment(
        scope=senco.scope, person_id=child.pk, post_id=senco.post.pk, entered=entered, sent_key=uuid4()
    )  # fmt: skip
    make_request(child.area, person=child)
    (mine,) = requests_of(senco.scope, child, hidden=False)
    assert (mine.id, mine.waits, mine.open_to_staff) == (asked.pk, True, False)
    assert mine.due == clock.today() + timedelta(weeks=6)
    assert len(requests_of(coordinator.scope, child, hidden=False)) == 2
    taken_in(coordinator, asked, Taking(child.pk))
    (mine,) = requests_of(senco.scope, child, hidden=False)
    assert (mine.state, mine.taken_in_on, mine.due) == (
        "Taken in", clock.today(), clock.today() + timedelta(weeks=6),
    )  # fmt: skip


def test_a_senco_asks_for_no_child_of_another_setting(senco: Person, child: Child) -> None:
    SettingStay.objects.update(ends_on=date(2024, 7, 1))
    with pytest.raises(NotAllowed):
        ask_for_assessment(
            scope=senco.scope, person_id=child.pk, post_id=senco.post.pk, entered=PAPER,
            sent_key=uuid4(),
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        enter_request(scope=senco.scope, area_id=child.area_id, entered=PAPER, sent_key=uuid4())
