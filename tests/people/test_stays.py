"""Where a child learns: one way of naming it, one first setting at a time, and the engine's word for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import Organisation
from goldenthread.people.actions.stays import StayDetails, add_stay, change_stay
from goldenthread.people.models import Person, SettingStay
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.places import engine_setting, stays_of
from tests import factories
from tests.people.families import TODAY, make_child, make_protection
from tests.people.test_addresses import refused

pytestmark = pytest.mark.django_db

SCHOOL = StayDetails(
    date(2022, 9, 1), name="Tarn Primary", urn="100001", phase="primary", year_group=3
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def staff() -> factories.Person:
    return factories.make_person(factories.make_area(), "case_coordinator")


@pytest.fixture
def child(staff: factories.Person) -> Person:
    return make_child(staff.post.roles.get().area)


@pytest.fixture
def school(child: Person) -> Organisation:
    return factories.make_organisation(child.area, kind="school", name="Beck Secondary")


def add(staff: factories.Person, child: Person, details: StayDetails) -> SettingStay:
    return add_stay(scope=staff.scope, person_id=child.pk, details=details)


def test_a_new_first_setting_ends_the_one_before_and_leads_the_engine(
    staff: factories.Person, child: Person, school: Organisation
) -> None:
    assert engine_setting(child.pk, TODAY) == ""
    before = add(staff, child, SCHOOL)
    next_ = StayDetails(date(2026, 9, 1), organisation_id=school.pk, phase="secondary")
    now = add(staff, child, next_)
    assert add(staff, child, next_) == now
    before.refresh_from_db()
    assert before.ends_on == date(2026, 8, 31)
    assert engine_setting(child.pk, TODAY) == "secondary"
    assert engine_setting(child.pk, date(2026, 8, 31)) == "primary"
    second = StayDetails(date(2026, 10, 1), name="Farm", rank=2, sen_setting="", phase="college")
    add(staff, child, second)
    assert engine_setting(child.pk, TODAY) == "secondary", "the first setting counts"
    rows = stays_of(staff.scope, child)
    assert [(row.name, row.is_now) for row in rows] == [
        ("Farm", True), ("Beck Secondary", True), ("Tarn Primary", False),
    ]  # fmt: skip
    assert [one.id for one in rows[1].questions] == ["S2-070"]


def test_at_home_with_a_kind_of_school_typed_before(staff: factories.Person, child: Person) -> None:
    made = add(staff, child, StayDetails(None, sen_setting="EHE", phase="primary"))
    assert (made.phase, engine_setting(child.pk, TODAY)) == ("", "educated_otherwise")


REFUSED = [
    ({"name": ""}, "one_setting", "where"),
    ({"sen_setting": "EHE"}, "one_setting", "where"),
    ({"phase": ""}, "phase_missing", "phase"),
    ({"phase": "castle"}, "not_in_list", "phase"),
    ({"rank": 3}, "not_in_list", "rank"),
    ({"residential": "C"}, "not_in_list", "residential"),
    ({"work_based": "guild"}, "not_in_list", "work_based"),
    ({"urn": "12345"}, "bad_urn", "urn"),
    ({"ukprn": "20000000"}, "bad_ukprn", "ukprn"),
    ({"name": "", "sen_setting": "NIEO"}, "number_without_setting", "urn"),
    ({"year_group": 20}, "bad_year_group", "year_group"),
    ({"ends_on": date(2022, 8, 31)}, "ends_before_start", "ends_on"),
    ({"name": "", "organisation_id": 0}, "no_such_setting", "organisation"),
]  # fmt: skip


def test_what_is_refused(staff: factories.Person, child: Person) -> None:
    for given, code, where in REFUSED:
        with refused(code, where):
            add(staff, child, replace(SCHOOL, **given))  # type: ignore[arg-type]
    assert not SettingStay.objects.exists()


def test_two_first_settings_cannot_hold_on_one_day(staff: factories.Person, child: Person) -> None:
    add(staff, child, replace(SCHOOL, ends_on=date(2024, 7, 20)))
    overlapping = replace(SCHOOL, name="Other", starts_on=date(2024, 7, 20))
    with refused("overlaps", "starts_on"):
        add(staff, child, overlapping)
    stay = add(staff, child, replace(overlapping, rank=2))
    with refused("overlaps", "starts_on"):
        change_stay(
            scope=staff.scope, person_id=child.pk, stay_id=stay.pk, details=overlapping, version=1
        )


def test_a_setting_that_closed_may_stay_on_the_record(
    staff: factories.Person, child: Person, school: Organisation
) -> None:
    details = StayDetails(date(2026, 9, 1), organisation_id=school.pk, phase="secondary")
    made = add(staff, child, details)
    school.areas.clear()
    given: dict[str, Any] = {
        "scope": staff.scope,
        "person_id": child.pk,
        "stay_id": made.pk,
        "version": 1,
    }
    ended = replace(details, ends_on=date(2026, 10, 31))
    assert change_stay(**given, details=ended).version == 2
    assert change_stay(**given, details=ended).version == 2, "sent twice"
    with refused("changed_meanwhile", None):
        change_stay(**given, details=details)


def test_who_may_not_see_it_neither_reads_nor_changes_it(
    staff: factories.Person, child: Person
) -> None:
    add(staff, child, SCHOOL)
    make_protection(child, SETTING)
    [row] = stays_of(staff.scope, child)
    told = (row.protected, row.name, row.number, row.phase, row.details, row.questions)
    assert told == (True, "", "", "", (), ())
    with pytest.raises(NotAllowed):
        add(staff, child, replace(SCHOOL, starts_on=TODAY))


def test_another_area_s_child(child: Person) -> None:
    stranger = factories.make_person(factories.make_area(), "case_coordinator")
    with pytest.raises(UserError, match="no such record"):
        add(stranger, child, SCHOOL)
