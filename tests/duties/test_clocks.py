"""How a council counts: set, refused, derived anew a little at a time, shown where a date is explained."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.clocks import add_target, remove_target, set_conventions
from goldenthread.duties.actions.refreshing import refresh_some
from goldenthread.duties.models import Case, CouncilClock, Duty
from goldenthread.organisations.models import LocalArea
from tests.duties.makers import area_of, happen, make_case
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
ASKED = date(2026, 3, 2)
INCLUDED = {"day_one": "included"}


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "send_manager")


@pytest.fixture
def area(manager: Person) -> LocalArea:
    return area_of(manager)


@pytest.fixture
def case(manager: Person) -> Case:
    made = make_case(manager)
    happen(manager, made, "request_received", ASKED, {"by": "parent"})
    return made


def due(case: Case, rule: str = "REQ-6") -> date | None:
    """The legal day of the case's first duty under a rule."""
    return Duty.objects.get(case=case, rule=rule, number=1).statutory_due


def test_another_answer_moves_the_dates_of_open_cases_and_of_no_others(
    manager: Person, area: LocalArea, case: Case
) -> None:
    closed = make_case(manager)
    Case.objects.filter(pk=closed.pk).update(closed_on=ASKED, closed_why="x")
    elsewhere = make_case(make_person(make_area(), "send_manager"))
    before = due(case)
    council = set_conventions(scope=manager.scope, area_id=area.pk, version=1, answers=INCLUDED)
    assert (council.settings, council.version) == (INCLUDED, 2)
    assert due(case) == before
    marked = Case.objects.filter(derived_for=None).values_list("pk", flat=True)
    assert list(marked) == [case.pk]
    assert elsewhere.pk not in marked
    assert refresh_some() == 1
    assert before is not None
    assert due(case) == before - timedelta(days=1)
    assert refresh_some() == 0
    entry = AuditEntry.objects.get(action="councilclock.changed")
    assert (entry.area_id, entry.fields, entry.user_id) == (area.pk, "day_one", manager.user.pk)


def test_it_goes_on_where_it_was_stopped(manager: Person, area: LocalArea, case: Case) -> None:
    make_case(manager)
    set_conventions(scope=manager.scope, area_id=area.pk, version=1, answers=INCLUDED)
    assert refresh_some(limit=1) == 1
    assert Case.objects.filter(derived_for=None).count() == 1
    assert refresh_some(limit=1) == 1
    assert refresh_some(limit=1) == 0


def test_only_what_differs_from_the_default_is_kept(manager: Person, area: LocalArea) -> None:
    set_conventions(scope=manager.scope, area_id=area.pk, version=1, answers=INCLUDED)
    back = set_conventions(
        scope=manager.scope, area_id=area.pk, version=2, answers={"day_one": "excluded"}
    )
    assert (back.settings, back.version) == ({}, 3)


@pytest.mark.parametrize(
    ("answers", "version", "code"),
    [
        ({}, 1, "nothing_changed"),
        (INCLUDED, 7, "changed_meanwhile"),
        ({"day_one": "sometimes"}, 1, "unknown_setting_value"),
        ({"day_two": "included"}, 1, "unknown_setting"),
    ],
)
def test_what_is_refused(
    manager: Person, area: LocalArea, answers: dict[str, str], version: int, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        set_conventions(scope=manager.scope, area_id=area.pk, version=version, answers=answers)
    assert refused.value.code == code
    assert not AuditEntry.objects.filter(action="councilclock.changed").exists()


def test_a_coordinator_may_not_set_it(area: LocalArea, client: Client) -> None:
    coordinator = make_person(area, "case_coordinator")
    with pytest.raises(NotAllowed):
        set_conventions(scope=coordinator.scope, area_id=area.pk, version=1, answers=INCLUDED)
    with pytest.raises(NotAllowed):
        add_target(
            scope=coordinator.scope, area_id=area.pk, version=1, rule="REQ-6", days=3, label="x"
        )
    with pytest.raises(NotAllowed):
        remove_target(scope=coordinator.scope, area_id=area.pk, version=1, rule="REQ-6")
    client.force_login(coordinator.user)
    assert client.get(f"/cases/clock/{area.pk}/").status_code == 403


def test_a_target_stands_beside_the_legal_date_and_never_in_its_place(
    manager: Person, area: LocalArea, case: Case
) -> None:
    legal = due(case)
    add_target(
        scope=manager.scope, area_id=area.pk, version=1, rule="REQ-6", days=20, label="Own aim"
    )
    refresh_some()
    duty = Duty.objects.get(case=case, rule="REQ-6", number=1)
    assert (duty.practice_target, duty.statutory_due) == (ASKED + timedelta(days=20), legal)
    assert duty.last_day == legal
    with pytest.raises(UserError) as twice:
        add_target(
            scope=manager.scope, area_id=area.pk, version=2, rule="REQ-6", days=9, label="Two"
        )
    assert twice.value.code == "target_there"
    remove_target(scope=manager.scope, area_id=area.pk, version=2, rule="REQ-6")
    refresh_some()
    assert Duty.objects.get(case=case, rule="REQ-6", number=1).practice_target is None
    with pytest.raises(UserError) as gone:
        remove_target(scope=manager.scope, area_id=area.pk, version=3, rule="REQ-6")
    assert gone.value.code == "no_such_target"


def test_the_page_says_what_is_still_to_be_derived_and_why_says_how_the_council_counts(
    manager: Person, area: LocalArea, case: Case, client: Client
) -> None:
    client.force_login(manager.user)
    address = f"/cases/clock/{area.pk}/"
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(address).content.decode()
    assert len(asked) <= 12
    assert "All 1 open cases of the area are derived" in page
    assert "Held by: IPSEA, HMCTS and most councils. The default." in page
    given = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)" checked', page)) | {"version": "1"}
    assert len(given) == 10
    answer = client.post(address, given | INCLUDED)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "1 of 1 open cases are still to be derived" in client.get(address).content.decode()
    why = f"/cases/{case.pk}/duties/REQ-6_1/why/"
    assert "are being derived anew" in client.get(why).content.decode()
    refresh_some()
    assert "are being derived anew" not in client.get(why).content.decode()
    late = client.post(address, given)
    assert late.status_code == 400
    told = late.content.decode()
    assert "You changed how the council counts in another window" in told
    assert "The day of the event is day 1" in told.split("In force now.")[1].split("</ul>")[0]
    kept = re.search(r'name="day_one"[^>]*value="(\w+)" checked', told)
    assert kept is not None
    assert kept[1] == "excluded"
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(why).content.decode()
    assert len(asked) <= 12
    assert "Chosen by the council" in shown
    assert f'href="{address}"' in shown
    client.force_login(make_person(area, "case_coordinator").user)
    shown = client.get(why).content.decode()
    assert "Chosen by the council" in shown
    assert f'href="{address}"' not in shown


def test_targets_over_the_pages(manager: Person, area: LocalArea, client: Client) -> None:
    client.force_login(manager.user)
    address = f"/cases/clock/{area.pk}/"
    told = {"version": "1", "rule": "REQ-6", "days": "20", "label": "Own aim"}
    assert client.post(f"{address}targets/add/", told | {"days": "-1"}).status_code == 400
    assert client.post(f"{address}targets/add/", told)["Location"] == address
    assert "Own aim" in client.get(address).content.decode()
    removing = f"{address}targets/REQ-6/remove/"
    assert "Own aim" in client.get(removing).content.decode()
    assert client.post(removing, {"version": "2"})["Location"] == address
    assert CouncilClock.objects.get().targets == []
    assert client.get(removing).status_code == 404
