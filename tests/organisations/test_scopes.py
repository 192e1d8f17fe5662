from __future__ import annotations

from datetime import date

import pytest

from goldenthread.access.models import User
from goldenthread.access.scope import nobody
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.organisations.backends import PostsBackend
from goldenthread.organisations.models import LocalArea, Membership, Organisation, Post
from goldenthread.organisations.scopes import build_scope
from tests.factories import make_area, make_organisation, make_person, make_post

pytestmark = pytest.mark.django_db


def test_an_organisation_that_serves_two_areas_has_rights_in_each_by_its_posts() -> None:
    north, south = make_area(), make_area()
    icb = make_organisation(north, south, kind="icb")
    post = make_post(icb, {north: "priority_lead", south: "commissioner"})
    person = make_person(north, "", post=post)
    assert person.scope.areas_with("plan.view") == {north.pk, south.pk}
    assert person.scope.areas_with("milestone.report_own") == {north.pk}
    assert set(LocalArea.objects.visible_to(person.scope)) == {north, south}


def test_a_leaver_keeps_nothing_and_the_post_keeps_its_rights() -> None:
    area = make_area()
    leaver = make_person(area, "partnership_manager", until=date(2026, 3, 31))
    with clock.fixed(date(2026, 3, 31)):
        assert build_scope(leaver.user).has("plan.edit", area.pk)
    with clock.fixed(date(2026, 4, 1)):
        assert build_scope(leaver.user).grants == ()
        newcomer = make_person(area, "", post=leaver.post)
        assert newcomer.scope.has("plan.edit", area.pk)


def test_an_inactive_account_has_no_grants_though_its_membership_runs() -> None:
    person = make_person(make_area(), "partnership_manager")
    person.user.is_active = False
    person.user.save()
    assert build_scope(person.user) == nobody()


def test_building_a_scope_costs_one_query(django_assert_num_queries: object) -> None:
    person = make_person(make_area(), "board_member")
    with django_assert_num_queries(1):  # type: ignore[operator]
        build_scope(person.user)


def test_who_is_signed_in_is_read_with_what_they_hold(django_assert_num_queries: object) -> None:
    north, south = make_area(), make_area()
    icb = make_organisation(north, south, kind="icb", name="The ICB")
    post = make_post(icb, {north: "priority_lead", south: "commissioner"}, "Head of SEND")
    person = make_person(north, "", post=post)
    others = [
        make_post(icb, roles, title)
        for roles, title in (({}, "Chair"), ({north: "analyst"}, "Aide"))
    ]
    for other in (*others, others[1]):
        Membership.objects.create(
            user=person.user, post=other, starts_on=date(2020, 1, 1), ends_on=date(2090, 1, 1)
        )
    gone = make_post(icb, {north: "system_administrator"})
    Membership.objects.create(
        user=person.user, post=gone, starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1)
    )
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = PostsBackend().get_user(person.user.pk)
        assert found == person.user
        scope = build_scope(found)
    assert [(grant.role, grant.post_id) for grant in scope.grants] == [
        ("priority_lead", post.pk), ("analyst", others[1].pk), ("commissioner", post.pk)
    ]  # fmt: skip
    assert scope == build_scope(person.user)
    assert scope.posts_without_role == {others[0].pk}
    assert list(scope.post_names.values()) == [
        "Aide, The ICB",
        "Chair, The ICB",
        "Head of SEND, The ICB",
    ]
    assert scope.named_posts("milestone.report_own", north.pk) == [
        (str(post.pk), "Head of SEND, The ICB")
    ]
    holding_none = User.objects.create(email="none@example.test", name="None")
    assert PostsBackend().get_user(holding_none.pk) == holding_none
    User.objects.filter(pk=person.user.pk).update(is_active=False)
    assert PostsBackend().get_user(person.user.pk) is None
    assert PostsBackend().get_user(0) is None


def test_need_says_what_is_missing_in_words() -> None:
    area = make_area()
    person = make_person(area, "board_member")
    with pytest.raises(NotAllowed, match="agree a plan"):
        person.scope.need("plan.agree", area.pk)
    with pytest.raises(KeyError, match="not a permission"):
        person.scope.areas_with("plan.agre")


def test_membership_current_counts_both_end_days() -> None:
    person = make_person(make_area(), "analyst", until=date(2026, 5, 10))
    rows = Membership.objects.filter(user=person.user)
    assert rows.current(date(2020, 1, 1)).exists()
    assert not rows.current(date(2019, 12, 31)).exists()
    assert rows.current(date(2026, 5, 10)).exists()
    assert not rows.current(date(2026, 5, 11)).exists()


def test_organisations_and_posts_are_seen_within_the_areas_of_the_scope() -> None:
    here, there = make_area(), make_area()
    ours, theirs = make_organisation(here), make_organisation(there)
    both = make_organisation(here, there, kind="forum")
    posts = [make_post(organisation, {}) for organisation in (ours, theirs, both)]
    person = make_person(here, "board_member", organisation=ours)
    assert set(Organisation.objects.visible_to(person.scope)) == {ours, both}
    assert set(Post.objects.visible_to(person.scope)) == {posts[0], posts[2], person.post}
    assert not Organisation.objects.visible_to(nobody()).exists()
