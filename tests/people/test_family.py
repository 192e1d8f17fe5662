"""Carers, contact points, brothers and sisters: what is kept, and what is refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions.carers import add_carer, change_carer, end_carer
from goldenthread.people.actions.contacts import (
    add_contact,
    end_contact,
    prefer_contact,
    verify_contact,
)
from goldenthread.people.actions.siblings import add_sibling, remove_sibling
from goldenthread.people.models import Carer, CarerLink, ContactPoint, Person, Sibling
from goldenthread.people.protection import CONTACT
from goldenthread.people.queries.choices import carers_of_siblings
from goldenthread.people.queries.family import carers_of, family_of, siblings_of
from tests import factories
from tests.people.families import (
    TODAY,
    make_carer,
    make_child,
    make_contact,
    make_protection,
    named,
    tie,
)

pytestmark = pytest.mark.django_db


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


def refused(code: str, where: str | None = None) -> pytest.RaisesExc[UserError]:
    return pytest.RaisesExc(
        UserError, check=lambda problem: (problem.code, problem.where) == (code, where)
    )


def test_a_carer_is_added_once_however_often_it_is_sent(
    staff: factories.Person, child: Person
) -> None:
    key = uuid4()
    first, second = (
        add_carer(
            scope=staff.scope, person_id=child.pk, who=named(), tie=tie(lives_with=True),
            sent_key=key,
        )
        for _ in range(2)
    )  # fmt: skip
    assert first == second
    (row,) = carers_of(staff.scope, child)
    assert (row.name, row.relation, row.lives_with) == ("Ms Kim Fell", "Mother", True)
    entry = AuditEntry.objects.get(action="carer.added")
    assert (entry.target_id, entry.area_id) == (str(child.pk), child.area_id)
    assert "Kim" not in entry.fields
    # The same form with somebody else in it is somebody else, and is not swallowed.
    add_carer(
        scope=staff.scope, person_id=child.pk, who=named("Dale"), tie=tie(lives_with=True),
        sent_key=key,
    )  # fmt: skip
    assert len(carers_of(staff.scope, child)) == 2


@pytest.mark.parametrize(
    ("given", "code", "where"),
    [
        ({"relation": "cousin"}, "not_in_list", "relation"),
        ({"restriction": "no_contact"}, "basis_missing", "basis"),
        ({"restriction": "strict"}, "not_in_list", "restriction"),
        ({"restriction": "no_address", "basis": "Order", "lives_with": True}, "lives_with_restricted",
         "lives_with"),
        ({"restriction": "no_address", "basis": "Order", "restricted_from": TODAY,
          "restricted_until": TODAY - timedelta(days=1)}, "ends_before_start", "restricted_until"),
        ({"starts_on": date(2001, 1, 1)}, "before_birth", "starts_on"),
    ],
)  # fmt: skip
def test_what_is_refused_of_a_carer(
    staff: factories.Person, child: Person, given: dict[str, object], code: str, where: str
) -> None:
    with refused(code, where):
        add_carer(
            scope=staff.scope, person_id=child.pk, who=named(), tie=tie(**given), sent_key=uuid4()
        )
    assert not CarerLink.objects.exists()
    assert not Carer.objects.exists()


def test_whoever_may_be_told_nothing_gets_no_letters_also_when_it_is_lifted(
    staff: factories.Person, child: Person
) -> None:
    link = make_carer(child)
    told = {"scope": staff.scope, "person_id": child.pk, "link_id": link.pk, "who": named()}
    barred = tie(restriction="no_contact", basis="Order of 3 March 2026")
    change_carer(**told, tie=barred, version=1)
    assert not carers_of(staff.scope, child)[0].gets_letters
    change_carer(**told, tie=replace(barred, restriction="none", gets_letters=False), version=2)
    (row,) = carers_of(staff.scope, child)
    assert (row.restricted, row.gets_letters, row.basis) == (False, False, "")


def test_two_people_change_one_carer(staff: factories.Person, child: Person) -> None:
    link = make_carer(child)
    told = {"scope": staff.scope, "person_id": child.pk, "link_id": link.pk, "version": 1}
    change_carer(**told, who=named("Dale"), tie=tie())
    change_carer(**told, who=named("Dale"), tie=tie())  # sent twice
    with refused("changed_meanwhile"):
        change_carer(**told, who=named("Beck"), tie=tie())


def test_a_carer_of_a_sister_is_the_same_grown_up(staff: factories.Person, child: Person) -> None:
    sister = make_child(child.area, used_forename="Wren")
    link = make_carer(sister, restriction="no_address")
    assert carers_of_siblings(staff.scope, child) == ()
    add_sibling(scope=staff.scope, person_id=child.pk, other_id=sister.pk, kind="sibling")
    (offered,) = carers_of_siblings(staff.scope, child)
    assert offered.carer_id == link.carer_id
    there = "Restricted there: may not learn where the child lives or learns"
    assert offered.of == f"Mother of Wren Fell. {there}"
    told = {"scope": staff.scope, "person_id": child.pk, "tie": tie()}
    add_carer(**told, who=offered.carer_id, sent_key=uuid4())
    assert Carer.objects.count() == 1
    with refused("no_such_carer", "who"):
        add_carer(**told, who=offered.carer_id, sent_key=uuid4())


def test_a_restriction_does_not_end_by_ending_the_carer(
    staff: factories.Person, child: Person
) -> None:
    make_carer(child, restriction="no_contact", ends_on=TODAY - timedelta(days=1))
    told = {"scope": staff.scope, "person_id": child.pk, "who": named("FELL")}
    with refused("was_restricted", "basis"):
        add_carer(**told, tie=tie(), sent_key=uuid4())
    made = add_carer(**told, tie=tie(basis="The order was lifted"), sent_key=uuid4())
    assert (made.restriction, made.basis) == ("none", "The order was lifted")


def test_a_change_of_a_carer_is_recorded_for_each_child(
    staff: factories.Person, child: Person
) -> None:
    link = make_carer(child)
    sister = make_child(child.area)
    make_carer(sister, carer=link.carer)
    change_carer(
        scope=staff.scope, person_id=child.pk, link_id=link.pk, who=named("Dale"), tie=tie(),
        version=1,
    )  # fmt: skip
    add_contact(
        scope=staff.scope, person_id=child.pk, carer_id=link.carer_id, kind="mobile",
        value="07700 900123", preferred=True, today=TODAY,
    )  # fmt: skip
    for code in ("carer.changed", "contact.added"):
        entries = AuditEntry.objects.filter(action=code)
        assert {entry.target_id for entry in entries} == {str(child.pk), str(sister.pk)}


def test_who_was_a_carer_is_none_any_more(staff: factories.Person, child: Person) -> None:
    link = make_carer(child)
    yesterday = TODAY - timedelta(days=1)
    for _ in range(2):
        end_carer(scope=staff.scope, person_id=child.pk, link_id=link.pk, ends_on=yesterday)
    assert carers_of(staff.scope, child) == ()
    assert not family_of(staff.scope, child).carers[0].holds
    with refused("ended_already", "ends_on"):
        end_carer(scope=staff.scope, person_id=child.pk, link_id=link.pk, ends_on=TODAY)


def test_contact_points(staff: factories.Person, child: Person) -> None:
    link = make_carer(child)
    told = {"scope": staff.scope, "person_id": child.pk}
    made = [
        add_contact(
            **told, carer_id=link.carer_id, kind="mobile", value=value, preferred=True, today=TODAY
        )
        for value in ("07700 900123", "(07700) 900-123", "07700 900456")
    ]
    assert made[0] == made[1]
    prefer_contact(**told, contact_id=made[0].pk)
    verify_contact(
        **told, contact_id=made[0].pk, how="Rang the number the school has", on=TODAY, today=TODAY
    )
    end_contact(**told, contact_id=made[2].pk, today=TODAY)
    (row,) = carers_of(staff.scope, child)[0].contacts
    assert (row.value, row.preferred) == ("07700900123", True)
    assert row.verified == f"22 November 2026: Rang the number the school has, by {staff.user.name}"


@pytest.mark.parametrize(("kind", "value"), [("mobile", "01539 000123"), ("email", "kim at home")])
def test_a_wrong_number_says_what_is_expected(
    staff: factories.Person, child: Person, kind: str, value: str
) -> None:
    with refused("bad_contact", "value"):
        add_contact(
            scope=staff.scope, person_id=child.pk, carer_id=None, kind=kind, value=value,
            preferred=False, today=TODAY,
        )  # fmt: skip


def test_a_protected_contact_is_hidden_on_the_sister_s_record_too(
    staff: factories.Person, child: Person
) -> None:
    sister = make_child(child.area)
    carer = make_carer(child).carer
    make_carer(sister, carer=carer)
    point = make_contact(carer=carer)
    make_contact(child=sister)
    protection = make_protection(child, CONTACT)
    for one in (child, sister):
        (row,) = carers_of(staff.scope, one)
        assert (row.contacts, row.contacts_hidden) == ((), True)
    # Her own number is not protected.
    assert len(family_of(staff.scope, sister).contacts) == 1
    with pytest.raises(NotAllowed):
        end_contact(scope=staff.scope, person_id=sister.pk, contact_id=point.pk, today=TODAY)
    protection.posts.add(staff.post)
    assert carers_of(staff.scope, sister)[0].contacts[0].id == point.pk


def test_a_protected_contact_of_a_former_carer_stays_hidden(
    staff: factories.Person, child: Person
) -> None:
    sister = make_child(child.area)
    former = make_carer(child, ends_on=TODAY - timedelta(days=1))
    make_carer(sister, carer=former.carer)
    point = make_contact(carer=former.carer)
    make_protection(child, CONTACT)
    told = {"scope": staff.scope, "person_id": sister.pk}
    with pytest.raises(NotAllowed):
        verify_contact(**told, contact_id=point.pk, how="Rang", on=TODAY, today=TODAY)
    # Nobody puts a number in front of one that they may not see.
    with pytest.raises(NotAllowed):
        add_contact(
            **told, carer_id=former.carer_id, kind="mobile", value="07700 900456", preferred=True,
            today=TODAY,
        )  # fmt: skip


def test_a_contact_of_another_family_cannot_be_reached(
    staff: factories.Person, child: Person
) -> None:
    point = make_contact(carer=make_carer(make_child(child.area)).carer)
    with refused("no_such_contact"):
        end_contact(scope=staff.scope, person_id=child.pk, contact_id=point.pk, today=TODAY)
    assert ContactPoint.objects.get().ended_on is None


def test_a_sibling_is_named_only_to_those_who_may_open_the_record(
    staff: factories.Person, child: Person
) -> None:
    sister = make_child(child.area, used_forename="Wren")
    told = {"scope": staff.scope, "person_id": sister.pk}
    pairs = [add_sibling(**told, other_id=child.pk, kind="half") for _ in range(2)]
    assert pairs[0] == pairs[1]
    assert [row.name for row in siblings_of(staff.scope, child)] == ["Wren Fell"]
    stranger = factories.make_person(factories.make_area(), "case_coordinator")
    (row,) = siblings_of(stranger.scope, child)
    assert (row.person_id, row.name) == (None, "A brother or sister whose record you may not open")
    with refused("no_such_sibling", "reference"):
        add_sibling(**told, other_id=sister.pk, kind="half")
    remove_sibling(**told, sibling_id=pairs[0].pk)
    assert not Sibling.objects.exists()


def test_nobody_without_the_right_changes_a_family(child: Person) -> None:
    reader = factories.make_person(child.area, "partnership_manager")
    with refused("no_such_record"):
        add_carer(scope=reader.scope, person_id=child.pk, who=named(), tie=tie(), sent_key=uuid4())
