"""Opening, giving away and closing a case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.actions.opening import (
    assign_coordinator,
    close_case,
    open_case,
    reopen_case,
)
from goldenthread.duties.models import Case
from goldenthread.duties.queries.cases import case_of, open_case_of
from goldenthread.duties.queries.coordinators import coordinator_choices
from goldenthread.duties.queries.held import coordinated_by
from goldenthread.duties.queries.ledger import Wanted, due, duties_of
from goldenthread.organisations.dependants import held_in
from tests.duties.makers import OPENED, area_of, happen, make_case
from tests.factories import Person, make_area, make_person
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "send_manager")


@pytest.fixture
def coordinator(manager: Person) -> Person:
    return make_person(area_of(manager), "case_coordinator")


def test_one_case_is_open_at_a_time_and_a_second_is_refused_in_words(manager: Person) -> None:
    case = make_case(manager)
    assert (case.stage, case.area_id) == ("nothing_yet", area_of(manager).pk)
    with pytest.raises(UserError, match=f"{case.reference} is open for this child already"):
        make_case(manager, case.person)
    close_case(scope=manager.scope, case_id=case.pk, version=1, on=OPENED, why="Withdrawn")
    again = make_case(manager, case.person)
    assert open_case_of(manager.scope, case.person) == again == case_of(manager.scope, case.person)
    codes = AuditEntry.objects.filter(action__startswith="case.").values_list("action", flat=True)
    assert list(codes.order_by("pk")) == ["case.opened", "case.closed", "case.opened"]


def test_nobody_opens_a_case_without_the_right_or_of_a_child_elsewhere(manager: Person) -> None:
    child = make_child(area_of(manager))
    plain = make_person(area_of(manager), "partnership_manager")
    stranger = make_person(make_area(), "send_manager")
    for one in (plain, stranger):
        with pytest.raises(UserError, match="There is no such child"):
            make_case(one, child)
    assert not Case.objects.exists()


@pytest.mark.parametrize(("days", "code"), [(1, "not_happened_yet"), (-9000, "too_early")])
def test_a_case_opens_on_a_day_that_can_be(manager: Person, days: int, code: str) -> None:
    child = make_child(area_of(manager))
    with pytest.raises(UserError) as refused:
        open_case(
            scope=manager.scope, person_id=child.pk, coordinator_id=None,
            opened_on=clock.today() + timedelta(days=days),
        )  # fmt: skip
    assert (refused.value.code, refused.value.where) == (code, "opened_on")


def test_the_council_s_duties_go_with_the_case(manager: Person, coordinator: Person) -> None:
    case = make_case(manager)
    happen(manager, case, "request_received", clock.today() - timedelta(days=3), {"by": "parent"})
    happen(manager, case, "advice_requested", clock.today(), {"adviser": "health"})
    mine = Wanted(posts=frozenset({coordinator.post.pk}))
    assert not due(coordinator.scope, mine).exists()
    assert due(coordinator.scope, Wanted(unassigned=True)).exists()
    assign_coordinator(
        scope=manager.scope, case_id=case.pk, version=None, post_id=coordinator.post.pk
    )
    held = {row.owner for row in duties_of(case) if row.post}
    assert held == {"local_authority"}
    assert {one.owner for one in due(coordinator.scope, mine)} == held
    assert not due(coordinator.scope, Wanted(unassigned=True)).exists()


def test_a_post_that_cannot_hold_a_case_is_refused(manager: Person, coordinator: Person) -> None:
    case = make_case(manager)
    other = make_person(area_of(manager), "partnership_manager")
    elsewhere = make_person(make_area(), "case_coordinator")
    coordinator.post.ended_on = clock.today() - timedelta(days=1)
    coordinator.post.save()
    for one in (other, elsewhere, coordinator):
        with pytest.raises(UserError, match="cannot hold a case of this area"):
            assign_coordinator(scope=manager.scope, case_id=case.pk, version=1, post_id=one.post.pk)
    offered = coordinator_choices(case.area_id, clock.today())
    assert [pk for pk, _ in offered] == [str(manager.post.pk)]


def test_two_people_on_one_case(manager: Person, coordinator: Person) -> None:
    case = make_case(manager)
    assign_coordinator(scope=manager.scope, case_id=case.pk, version=1, post_id=coordinator.post.pk)
    with pytest.raises(UserError) as refused:
        assign_coordinator(
            scope=coordinator.scope, case_id=case.pk, version=1, post_id=manager.post.pk
        )
    assert refused.value.code == "changed_meanwhile"


def test_what_was_not_done_when_the_case_closed_has_ended(manager: Person) -> None:
    case = make_case(manager)
    happen(manager, case, "request_received", clock.today() - timedelta(days=60))
    assert due(manager.scope, Wanted(when="overdue")).exists()
    close_case(scope=manager.scope, case_id=case.pk, version=None, on=clock.today(), why="Moved")
    case.refresh_from_db()
    assert (case.stage, case.closed_why) == ("closed", "Moved")
    assert not due(manager.scope).exists()
    assert {row.state.code for row in duties_of(case)} >= {"ended"}
    with pytest.raises(UserError, match="is closed"):
        happen(manager, case, "advice_received", clock.today(), {"adviser": "school"})


def test_a_case_is_reopened_with_all_that_was_due(manager: Person) -> None:
    case = make_case(manager)
    happen(manager, case, "request_received", clock.today() - timedelta(days=60), {"by": "parent"})
    before = {(row.rule, row.state.code) for row in duties_of(case)}
    act = {"scope": manager.scope, "case_id": case.pk}
    again = {**act, "version": None, "why": "Closed in error"}
    with pytest.raises(UserError, match="is open"):
        reopen_case(**again)
    close_case(**act, version=None, on=clock.today(), why="In error")
    late = [row.state for row in duties_of(case) if row.state.code == "ended" and row.days_late]
    assert any(one.words == "Not done when the case was closed, 18 days late" for one in late)
    with pytest.raises(UserError, match="why the case is reopened"):
        reopen_case(**again | {"why": " "})
    reopen_case(**again)
    case.refresh_from_db()
    assert (case.reopened_on, case.reopened_why) == (clock.today(), "Closed in error")
    assert (case.closed_on, case.closed_why, case.stage) == (None, "", "request")
    assert {(row.rule, row.state.code) for row in duties_of(case)} == before
    close_case(**act, version=None, on=clock.today(), why="Again")
    make_case(manager, case.person)
    with pytest.raises(UserError, match="one open case at a time"):
        reopen_case(**again)
    assert AuditEntry.objects.filter(action="case.reopened").count() == 1


def test_closing_while_a_plan_goes_on_is_confirmed_and_takes_no_right_away(manager: Person) -> None:
    case = make_case(manager)
    happen(manager, case, "plan_first_made", OPENED)
    act = {"scope": manager.scope, "case_id": case.pk, "version": None, "on": clock.today()}
    with pytest.raises(Doubtful, match="in force"):
        close_case(**act, why="x")
    happen(manager, case, "cease_decision_sent", clock.today() - timedelta(days=5))
    with pytest.raises(Doubtful, match="may not stop before") as doubt:
        close_case(**act, why="x")
    close_case(**act, why="x", confirmed=doubt.value.mark)
    of_family = [row for row in duties_of(case) if row.owner == "family" and row.last_day]
    assert of_family
    assert "ended" not in {row.state.code for row in of_family}


def test_only_those_with_the_right_close_or_give_away(manager: Person) -> None:
    case = make_case(manager)
    reader = make_person(area_of(manager), "designated_officer")
    with pytest.raises((NotAllowed, UserError)):
        close_case(scope=reader.scope, case_id=case.pk, version=1, on=OPENED, why="No")
    case.refresh_from_db()
    assert case.closed_on is None


def test_a_post_tells_which_cases_it_holds(manager: Person, coordinator: Person) -> None:
    case = make_case(manager, coordinator=coordinator)
    post = coordinator.post.pk
    assert [one.text for one in coordinated_by(manager.scope, [post])[post]] == [case.reference]
    assert held_in([case.area_id], [post]) == {post: ["1 open case"]}
    stranger = make_person(make_area(), "send_manager")
    assert coordinated_by(stranger.scope, [post]) == {}
