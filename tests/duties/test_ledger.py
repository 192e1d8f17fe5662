"""The ledger as tables: thrown away and derived again it is the same; lists of it; what a night does."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.duties import deriving
from goldenthread.duties.actions.refreshing import refresh_some, stale
from goldenthread.duties.models import Case, CouncilClock, Duty
from goldenthread.duties.queries.ledger import ORDER, Wanted, as_rows, due, duties_of
from goldenthread.people.actions.stays import StayDetails, add_stay
from goldenthread.people.models import NetworkMember
from goldenthread.tasks import daily
from goldenthread.ui.pagination import paginate
from tests.duties.makers import area_of, happen, make_case
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
STORY = (
    ("request_received", 0, {"by": "parent"}),
    ("assessment_decision_sent", 30, {}),
    ("body_request_received", 31, {"body": "icb"}),
    ("advice_requested", 31, {"adviser": "school"}),
    ("advice_received", 60, {"adviser": "school"}),
)


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


def story(by: Person, start: date) -> Case:
    """A case of its own, with the story above from a day on."""
    case = make_case(by, coordinator=by)
    for kind, days, details in STORY:
        happen(by, case, kind, start + timedelta(days=days), details)
    return case


def content() -> list[dict[str, object]]:
    """All rows of the ledger, without their keys."""
    rows = Duty.objects.order_by("case", "rule", "number").values()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def test_thrown_away_and_derived_again_it_is_the_same(coordinator: Person) -> None:
    with clock.fixed(TODAY):
        story(coordinator, date(2026, 3, 10))
        story(coordinator, date(2025, 9, 1))
        before = content()
        Duty.objects.all().delete()
        Case.objects.update(derived_for=None, stage="", stage_since=None)
        assert refresh_some() == 2
        assert content() == before
    assert len(before) > 8
    assert set(Case.objects.values_list("stage", flat=True)) == {"assessment"}


def test_a_night_derives_what_was_derived_before_and_writes_only_what_changes(
    coordinator: Person,
) -> None:
    with clock.fixed(TODAY):
        case = story(coordinator, date(2026, 3, 10))
        assert refresh_some() == 0
    keys = list(case.duties.values_list("pk", flat=True))
    CouncilClock.objects.create(area=case.area, settings={}, targets=[])
    with clock.fixed(TODAY + timedelta(days=1)):
        version = Case.objects.get().version
        assert daily.do_some() == 1
        assert refresh_some() == 0
    case.refresh_from_db()
    assert (case.derived_for, case.version) == (TODAY + timedelta(days=1), version)
    assert list(case.duties.values_list("pk", flat=True)) == keys
    assert AuditEntry.objects.filter(action="case.derived").count() == 1


def test_a_night_goes_on_where_it_was_stopped_and_past_what_cannot_be_derived(
    coordinator: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with clock.fixed(TODAY):
        cases = [make_case(coordinator) for _ in range(3)]
        happen(coordinator, cases[0], "request_received", date(2026, 3, 10))
    rows = content()
    tomorrow = TODAY + timedelta(days=1)
    with clock.fixed(tomorrow):
        assert refresh_some(limit=1) == 1
        assert stale(tomorrow).count() == 2
        Case.objects.update(derived_for=TODAY)

        def broken(case: Case, timeline: object) -> list[Duty]:
            if case == cases[0]:
                raise ValueError("cannot be read")
            return []

        monkeypatch.setattr(deriving, "rows_of", broken)
        with caplog.at_level(logging.ERROR):
            assert refresh_some() == 3
        assert refresh_some() == 0
    failed = Case.objects.get(pk=cases[0].pk)
    assert (failed.derived_for, failed.failed_for, failed.waits) == (TODAY, tomorrow, True)
    monkeypatch.undo()
    with clock.fixed(tomorrow + timedelta(days=1)):
        assert refresh_some() == 3
        failed.refresh_from_db()
        assert (failed.derived_for, failed.failed_for) == (clock.today(), None)
    assert content() == rows
    assert cases[0].reference in caplog.text


def test_a_changed_fact_of_the_child_changes_the_duties_at_once(coordinator: Person) -> None:
    case = make_case(coordinator, coordinator=coordinator)
    happen(coordinator, case, "review_meeting_held", TODAY)
    before = {row.owner for row in duties_of(case)}
    details = StayDetails(starts_on=date(2025, 9, 1), sen_setting="EHE")
    add_stay(scope=coordinator.scope, person_id=case.person_id, details=details)
    case.refresh_from_db()
    assert case.child_setting == "educated_otherwise"
    assert "setting" in before - {row.owner for row in duties_of(case)}
    entry = AuditEntry.objects.get(action="case.derived")
    assert (entry.user_id, entry.area_id) == (coordinator.user.pk, case.area_id)


def test_closed_cases_are_left_in_peace(coordinator: Person) -> None:
    case = make_case(coordinator)
    Case.objects.update(closed_on=TODAY, closed_why="x", derived_for=None)
    assert refresh_some() == 0
    assert case.duties.count() == 0


def test_a_worklist_is_narrowed_as_asked(coordinator: Person) -> None:
    with clock.fixed(TODAY):
        case = story(coordinator, date(2026, 3, 10))
        story(coordinator, date(2025, 9, 1))
        everything = list(due(coordinator.scope))

        def found(**wanted: object) -> list[Duty]:
            return list(due(coordinator.scope, Wanted(**wanted)))  # type: ignore[arg-type]

        assert [one.last_day for one in everything] == sorted(
            one.last_day for one in everything if one.last_day
        )
        late = found(when="overdue")
        assert late
        assert all(one.last_day and one.last_day < TODAY for one in late)
        assert {one.pk for one in found(when="7")} <= {one.pk for one in found(when="28")}
        assert len(found(when="28")) + len(late) < len(everything) + 1
        assert {one.owner for one in found(owners=frozenset({"health_body"}))} == {"health_body"}
        assert {one.kind for one in found(kinds=frozenset({"LAW"}))} == {"LAW"}
        rule = everything[0].rule
        assert {one.rule for one in found(rules=frozenset({rule}))} == {rule}
        assert found(area_id=case.area_id) == everything
        assert found(area_id=case.area_id + 1) == []
        mine = found(posts=frozenset({coordinator.post.pk}))
        assert mine
        assert {one.post_id for one in mine} == {coordinator.post.pk}


def test_lists_show_whom_the_scope_may_read_and_no_others(coordinator: Person) -> None:
    area = area_of(coordinator)
    with clock.fixed(TODAY):
        case, _ = story(coordinator, date(2026, 3, 10)), story(coordinator, date(2026, 3, 17))
        adviser = make_person(area, "advice_giver")
        NetworkMember.objects.create(person=case.person, role="x", post=adviser.post)
        stranger = make_person(make_area(), "case_coordinator")
        for who in (coordinator, adviser, stranger, make_person(area, "partnership_manager")):
            seen = Duty.objects.visible_to(who.scope).filter(listed=True)
            assert set(due(who.scope)) == set(seen)
        assert {one.case for one in due(adviser.scope)} == {case}


def test_a_page_of_a_worklist_and_a_whole_ledger_are_one_query_each(coordinator: Person) -> None:
    with clock.fixed(TODAY):
        case = story(coordinator, date(2026, 3, 10))
        with CaptureQueriesContext(connection) as queries:
            rows = as_rows(paginate(due(coordinator.scope), ORDER, {}, 3).rows)
        assert len(queries) == 1
        assert [row.called for row in rows] == [case.person.called] * 3
        with CaptureQueriesContext(connection) as queries:
            ledger = duties_of(case)
        assert len(queries) == 1
        waits = [row.state.waits for row in ledger]
        assert waits == sorted(waits, reverse=True)
