"""What is protected: hidden from everybody but some posts, in an emergency too, and named to nobody by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from goldenthread.access.audit import record_read
from goldenthread.access.models import AuditEntry
from goldenthread.access.scope import Opening
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import Post
from goldenthread.people.actions.protecting import change_posts, end_protection, protect
from goldenthread.people.models import (
    Address,
    NetworkMember,
    Person,
    Protection,
    SettingStay,
    Sibling,
)
from goldenthread.people.permissions import KIND
from goldenthread.people.protection import ADDRESS, SETTING, hidden_from, protected
from goldenthread.people.queries.access import PROTECTED_PLACE, access_of, readers_of, readings_of
from goldenthread.people.queries.facts import get_address
from goldenthread.people.queries.places import addresses_of
from goldenthread.people.queries.protections import (
    UNNAMED_POSTS,
    posts_to_name,
    protections_of,
    siblings_left_open,
)
from goldenthread.people.queries.whole import whole
from tests import factories
from tests.people.families import TODAY, make_child, make_protection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def staff() -> factories.Person:
    return factories.make_person(factories.make_area("Wray"), "case_coordinator")


@pytest.fixture
def child(staff: factories.Person) -> Person:
    return make_child(staff.post.roles.get().area)


@pytest.fixture
def senco(child: Person) -> factories.Person:
    """The SENCO of the school where the child learns."""
    school = factories.make_organisation(child.area, kind="school", name="Birch School")
    SettingStay.objects.create(person=child, organisation=school)
    return factories.make_person(child.area, "school_senco", organisation=school)


def refused(code: str, where: str | None = None) -> pytest.RaisesExc[UserError]:
    return pytest.RaisesExc(
        UserError, check=lambda problem: (problem.code, problem.where) == (code, where)
    )


def guard(staff: factories.Person, child: Person, *posts: Post, **given: Any) -> Protection:
    told = {"what": ADDRESS, "why": "refuge", "today": TODAY, **given}
    return protect(
        scope=staff.scope, person_id=child.pk, post_ids=[post.pk for post in posts], **told
    )


def test_it_is_hidden_from_every_post_that_is_not_named(
    staff: factories.Person, child: Person
) -> None:
    other = factories.make_person(child.area, "send_manager")
    first, second = (guard(staff, child, other.post) for _ in range(2))
    assert first == second
    assert hidden_from(other.scope, [child.pk]) == {}
    # Whoever protects is not let in by doing so.
    assert hidden_from(staff.scope, [child.pk]) == {child.pk: {ADDRESS}}
    assert protected([child.pk]) == {child.pk: {ADDRESS}}
    with refused("protected_already", "what"):
        guard(staff, child, staff.post)


def test_a_protected_address_is_hidden_on_the_sister_s_record_too(
    staff: factories.Person, child: Person
) -> None:
    sister = make_child(child.area)
    Sibling.objects.create(first=child, second=sister, kind="sibling")
    for one, lines, postcode in (
        (child, "1 Beck Lane", "LA11AA"), (sister, "Flat 1, Beck Lane", "LA11AA"),
        (sister, "2 Tarn Row", "LA22BB"),
    ):  # fmt: skip
        Address.objects.create(person=one, kind="home", lines=lines, postcode=postcode)
    assert siblings_left_open(child, ADDRESS, TODAY) == 1
    made = make_protection(child, ADDRESS)
    for rows in (addresses_of(staff.scope, sister), whole(staff.scope, sister, TODAY).addresses):
        assert [(row.lines, row.protected) for row in rows] == [
            (("2 Tarn Row",), False), ((), True),
        ]  # fmt: skip
    shared = Address.objects.get(person=sister, postcode="LA11AA")
    with pytest.raises(NotAllowed):
        get_address(staff.scope, sister, shared.pk)
    made.posts.add(staff.post)
    assert get_address(staff.scope, sister, shared.pk) == shared


def test_an_opening_in_an_emergency_lifts_nothing(staff: factories.Person, child: Person) -> None:
    outsider = factories.make_person(child.area, "quality_lead")
    guard(staff, child, staff.post)
    opening = Opening(1, frozenset({(KIND, child.pk)}), clock.now() + timedelta(hours=1), "A fire")
    opened = replace(outsider.scope, openings=(opening,))
    assert Person.objects.visible_to(opened).get() == child
    assert hidden_from(opened, [child.pk]) == {child.pk: {ADDRESS}}
    assert protections_of(opened, child, TODAY)[0].why == ""


def test_changing_the_posts_and_ending(staff: factories.Person, child: Person) -> None:
    other = factories.make_person(child.area, "send_manager")
    made = guard(staff, child, staff.post)
    told: dict[str, Any] = {
        "scope": staff.scope, "person_id": child.pk, "protection_id": made.pk, "today": TODAY,
    }  # fmt: skip
    both = [staff.post.pk, other.post.pk]
    for _ in range(2):  # sent twice
        change_posts(**told, post_ids=both, version=1)
    assert not hidden_from(other.scope, [child.pk])
    with refused("changed_meanwhile"):
        change_posts(**told, post_ids=[staff.post.pk], version=1)
    with refused("why_missing", "why"):
        end_protection(**told, why=" ")
    for _ in range(2):
        end_protection(**told, why="The order was lifted")
    assert protected([child.pk])
    with clock.fixed(TODAY + timedelta(days=1)):
        assert not protected([child.pk])
    assert Protection.objects.get().ended_why == "The order was lifted"


def test_nobody_lets_themselves_in(staff: factories.Person, child: Person) -> None:
    manager = factories.make_person(child.area, "send_manager")
    made = guard(staff, child, factories.make_person(child.area, "case_coordinator").post)
    told: dict[str, Any] = {"person_id": child.pk, "protection_id": made.pk, "today": TODAY}
    for one in (staff, manager):
        with pytest.raises(NotAllowed):
            change_posts(scope=one.scope, **told, post_ids=[one.post.pk], version=1)
    with pytest.raises(NotAllowed):
        end_protection(scope=staff.scope, **told, why="I need the address")
    # The way out, of what nobody holds too: with a reason, and the trail says that it was not seen.
    end_protection(scope=manager.scope, **told, why="Its post is empty: protected anew")
    assert AuditEntry.objects.get(action="protection.ended").fields.endswith(",unseen")


def test_a_protection_that_nobody_sees_any_more_says_so(
    staff: factories.Person, child: Person
) -> None:
    other = factories.make_person(child.area, "send_manager")
    empty = factories.make_post(other.post.organisation, {child.area: "case_coordinator"}, "A post")
    guard(staff, child, other.post, empty)
    (row,) = protections_of(staff.scope, child, TODAY)
    assert (row.unheld, len(row.posts), row.post_ids) == (False, 2, {other.post.pk, empty.pk})
    other.user.memberships.update(ends_on=TODAY - timedelta(days=1))
    assert protections_of(staff.scope, child, TODAY)[0].unheld


def test_what_is_refused_of_a_protection(staff: factories.Person, child: Person) -> None:
    stranger = factories.make_person(factories.make_area(), "send_manager")
    with refused("posts_missing", "posts"):
        guard(staff, child)
    with refused("no_such_post", "posts"):
        guard(staff, child, stranger.post)
    with refused("not_in_list", "what"):
        guard(staff, child, staff.post, what="name")
    with refused("no_such_record"):
        guard(stranger, child, stranger.post)
    assert not Protection.objects.exists()


def test_a_reader_without_the_right_protects_nothing(
    child: Person, senco: factories.Person
) -> None:
    with pytest.raises(NotAllowed):
        guard(senco, child, senco.post)


def test_who_has_access_is_whom_the_record_lets_in(
    staff: factories.Person, child: Person, senco: factories.Person
) -> None:
    adviser = factories.make_person(child.area, "advice_giver")
    NetworkMember.objects.create(person=child, post=adviser.post, role="therapist")
    others = [
        factories.make_person(child.area, role)
        for role in ("advice_giver", "school_senco", "partnership_manager", "analyst")
    ]
    ended = factories.make_person(child.area, "case_coordinator")
    Post.objects.filter(pk=ended.post.pk).update(ended_on=TODAY - timedelta(days=1))
    let_in = {reader.post_id for reader in readers_of(child, TODAY)}
    for one in (staff, senco, adviser, *others):
        sees = Person.objects.visible_to(one.scope).filter(pk=child.pk).exists()
        assert (one.post.pk in let_in) is sees
    assert ended.post.pk not in let_in
    words = [(row.role, row.organisation, row.why) for row in access_of(staff.scope, child, TODAY)]
    assert words[1:] == [
        ("School SENCO", "Birch School", "The child learns there"),
        ("Advice giver", adviser.post.organisation.name, "Works with the child"),
    ]
    assert all(staff.user.name not in cell for row in words for cell in row)


def test_who_read_it_does_not_tell_a_protected_setting(
    staff: factories.Person, child: Person, senco: factories.Person
) -> None:
    record_read(senco.scope, child)
    assert readings_of(staff.scope, child, {}).rows[0].who == senco.user.name
    make_protection(child, SETTING)
    record_read(staff.scope, child)
    who = [row.who for row in readings_of(staff.scope, child, {}).rows]
    assert who[0] == staff.user.name
    assert senco.user.name not in who[1]


def test_a_protected_setting_is_told_by_no_post_of_the_school(
    staff: factories.Person, child: Person, senco: factories.Person
) -> None:
    manager = factories.make_person(child.area, "send_manager")
    made = make_protection(child, SETTING, manager.post, senco.post)
    assert senco.post.pk not in posts_to_name(staff.scope, child, TODAY)
    (row,) = protections_of(staff.scope, child, TODAY)
    assert (row.hidden, row.posts[-1]) == (True, UNNAMED_POSTS)
    assert senco.post.pk not in posts_to_name(staff.scope, child, TODAY, row)
    shown = {one.organisation for one in access_of(staff.scope, child, TODAY)}
    assert PROTECTED_PLACE in shown
    assert "Birch School" not in shown
    assert not any("Birch" in name for name in row.posts)
    # Those who may see where the child learns are told.
    made.posts.add(staff.post)
    assert "Birch School" in {one.organisation for one in access_of(staff.scope, child, TODAY)}
    assert senco.post.pk in posts_to_name(staff.scope, child, TODAY)
