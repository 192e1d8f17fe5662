"""What a child needs, and who works with the child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.people.actions.needs import Needs, set_needs
from goldenthread.people.actions.network import MemberFacts, add_member, change_member
from goldenthread.people.models import Need, NetworkMember, Person
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.support import needs_of, network_of
from tests import factories
from tests.people.families import TODAY, make_child, make_protection
from tests.people.test_addresses import refused

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = date(2026, 3, 1), date(2026, 10, 1)


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


def say(staff: factories.Person, child: Person, primary: str, secondary: str, day: date) -> None:
    seen = frozenset(Need.objects.filter(ends_on=None).values_list("pk", flat=True))
    needs = Needs(primary, secondary, day)
    set_needs(scope=staff.scope, person_id=child.pk, needs=needs, seen=seen)


def told(child: Person) -> list[tuple[str, int, date | None, date | None]]:
    return [(row.type, row.rank, row.starts_on, row.ends_on) for row in needs_of(child)]


def test_a_change_ends_the_need_before(staff: factories.Person, child: Person) -> None:
    say(staff, child, "ASD", "SLCN", SPRING)
    say(staff, child, "SLCN", "ASD", AUTUMN)
    say(staff, child, "SLCN", "", AUTUMN)
    last = AUTUMN - timedelta(days=1)
    assert told(child)[:1] == [("SLCN", 1, AUTUMN, None)]
    assert sorted(told(child)[1:]) == [("ASD", 1, SPRING, last), ("SLCN", 2, SPRING, last)]


def test_what_stays_the_same_is_left_alone(staff: factories.Person, child: Person) -> None:
    say(staff, child, "ASD", "SLCN", SPRING)
    say(staff, child, "ASD", "SEMH", AUTUMN)
    assert told(child)[:2] == [("ASD", 1, SPRING, None), ("SEMH", 2, AUTUMN, None)]


REFUSED = [
    ("", "ASD", AUTUMN, "primary_missing", "primary"),
    ("ASD", "ASD", AUTUMN, "same_need", "secondary"),
    ("NSA", "", AUTUMN, "not_in_list", "primary"),
    ("MLD", "", SPRING - timedelta(days=1), "before_now", "starts_on"),
    ("MLD", "", TODAY + timedelta(days=1), "day_to_come", "starts_on"),
    ("MLD", "", date(2016, 1, 1), "before_birth", "starts_on"),
]  # fmt: skip


def test_what_is_refused(staff: factories.Person, child: Person) -> None:
    say(staff, child, "ASD", "", SPRING)
    for primary, secondary, day, code, where in REFUSED:
        with refused(code, where):
            say(staff, child, primary, secondary, day)


def test_a_need_cannot_begin_before_the_end_of_the_one_before(
    staff: factories.Person, child: Person
) -> None:
    say(staff, child, "ASD", "", SPRING)
    say(staff, child, "", "", AUTUMN)
    with refused("overlaps", "starts_on"):
        say(staff, child, "MLD", "", SPRING)


def test_somebody_who_was_slower_is_told(staff: factories.Person, child: Person) -> None:
    say(staff, child, "ASD", "", SPRING)
    given: dict[str, Any] = {"scope": staff.scope, "person_id": child.pk, "seen": frozenset[int]()}
    set_needs(**given, needs=Needs("ASD", "", SPRING))
    with refused("changed_meanwhile", None):
        set_needs(**given, needs=Needs("MLD", "", AUTUMN))


def member(post: factories.Person) -> MemberFacts:
    return MemberFacts("therapist", SPRING, post_id=post.post.pk)


def test_a_post_in_the_network_reads_the_record_until_it_leaves(
    staff: factories.Person, child: Person
) -> None:
    therapist = factories.make_person(child.area, "advice_giver")
    assert not Person.objects.visible_to(therapist.scope).exists()
    made = add_member(scope=staff.scope, person_id=child.pk, facts=member(therapist))
    assert add_member(scope=staff.scope, person_id=child.pk, facts=member(therapist)) == made
    assert Person.objects.visible_to(therapist.scope).get() == child
    with refused("in_network", "post"):
        add_member(
            scope=staff.scope,
            person_id=child.pk,
            facts=replace(member(therapist), starts_on=AUTUMN),
        )
    left = replace(member(therapist), ends_on=TODAY - timedelta(days=1))
    given: dict[str, Any] = {
        "scope": staff.scope,
        "person_id": child.pk,
        "member_id": made.pk,
        "version": 1,
    }
    change_member(**given, facts=left)
    assert not Person.objects.visible_to(therapist.scope).exists()
    with refused("changed_meanwhile", None):
        change_member(**given, facts=member(therapist))
    with refused("another_member", "who"):
        change_member(**given, facts=MemberFacts("nurse", SPRING, name="Ann"))


def test_a_post_of_another_area_is_none_of_ours(staff: factories.Person, child: Person) -> None:
    stranger = factories.make_person(factories.make_area(), "advice_giver")
    with refused("no_such_post", "post"):
        add_member(scope=staff.scope, person_id=child.pk, facts=member(stranger))
    with refused("one_member", "who"):
        add_member(scope=staff.scope, person_id=child.pk, facts=MemberFacts("nurse", SPRING))


def test_somebody_of_a_protected_school_does_not_give_it_away(
    staff: factories.Person, child: Person
) -> None:
    school = factories.make_organisation(child.area, kind="school", name="Beck School")
    senco = factories.make_person(child.area, "school_senco", organisation=school)
    NetworkMember.objects.create(person=child, post=senco.post, role="other", starts_on=SPRING)
    nurse = MemberFacts("nurse", AUTUMN, name="Ann Beck", organisation_name="Bay NHS", contact="1")
    add_member(scope=staff.scope, person_id=child.pk, facts=nurse)
    make_protection(child, SETTING)
    rows = network_of(staff.scope, child)
    assert [(row.name, row.organisation, row.contact, row.protected) for row in rows] == [
        ("Ann Beck", "", "", False), ("", "", "", True),
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        add_member(
            scope=staff.scope, person_id=child.pk,
            facts=MemberFacts("teacher", SPRING, name="Mr Fell"),
        )  # fmt: skip
    # Whether the post is there already is not told by the form either.
    with pytest.raises(NotAllowed):
        add_member(
            scope=staff.scope, person_id=child.pk,
            facts=MemberFacts("other", SPRING, post_id=senco.post.pk),
        )  # fmt: skip
