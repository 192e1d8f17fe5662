"""Areas that begin, and organisations that come to an area or leave it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Claim, Plan, PostNeeded
from goldenthread.organisations.actions.areas import add_area
from goldenthread.organisations.actions.organisations import (
    OrganisationFacts,
    change_organisation,
    make_organisation,
)
from goldenthread.organisations.actions.posts import PostDetails, change_post
from goldenthread.organisations.actions.roles import set_roles
from goldenthread.organisations.models import LocalArea, Organisation, Post
from goldenthread.organisations.permissions import need_to_fill
from goldenthread.organisations.scopes import build_scope
from goldenthread.people.models import NetworkMember
from goldenthread.registers.models import Entry
from tests.factories import Person, make_area, make_person, make_plan, make_post
from tests.factories import make_organisation as an_organisation
from tests.people.makers import make_child
from tests.registers.makers import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area("Aland")


@pytest.fixture
def other() -> LocalArea:
    return make_area("Bland")


@pytest.fixture
def both(area: LocalArea, other: LocalArea) -> Person:
    """Somebody who looks after both areas."""
    roles = dict.fromkeys((area, other), "partnership_manager")
    return make_person(area, "", post=make_post(an_organisation(area, other), roles))


@pytest.fixture
def shared(area: LocalArea, other: LocalArea) -> Organisation:
    return an_organisation(area, other, kind="icb")


def set_areas(person: Person, organisation: Organisation, *areas: LocalArea) -> Organisation:
    organisation.refresh_from_db()
    facts = OrganisationFacts(
        organisation.name, "", organisation.kind, frozenset(area.pk for area in areas)
    )
    return change_organisation(
        scope=person.scope, organisation_id=organisation.pk, facts=facts,
        version=organisation.version,
    )  # fmt: skip


class TestLeaving:
    def refused(self, both: Person, shared: Organisation, other: LocalArea, words: str) -> None:
        with pytest.raises(UserError, match=words) as raised:
            set_areas(both, shared, other)
        assert (raised.value.code, raised.value.where) == ("area_in_use", "areas")

    def test_not_while_its_posts_lead(
        self, both: Person, shared: Organisation, area: LocalArea, other: LocalArea
    ) -> None:
        plan = make_plan(area, lead=make_post(shared, {}), agreed_by=both.post)
        self.refused(both, shared, other, "priorities that they lead")
        Plan.objects.filter(pk=plan.pk).update(state="superseded")
        set_areas(both, shared, other)

    def test_not_while_items_need_its_posts(
        self, both: Person, shared: Organisation, area: LocalArea, other: LocalArea
    ) -> None:
        priority = make_plan(area, agreed_by=both.post).priorities.get()
        given = {"priority": priority, "needed": make_post(shared, {})}
        PostNeeded.objects.create(post=both.post, user=both.user, **given)
        self.refused(both, shared, other, "items of plans that need them")

    def test_not_while_its_posts_own_open_entries(
        self, both: Person, shared: Organisation, area: LocalArea, other: LocalArea
    ) -> None:
        entry = make_entry(both)
        Entry.objects.filter(pk=entry.pk).update(area=area, owner=make_post(shared, {}))
        self.refused(both, shared, other, "open risks and issues that they own")
        Entry.objects.update(closed_on=clock.today(), closed_why="Over")
        set_areas(both, shared, other)

    def test_not_while_its_posts_own_claims(
        self, both: Person, shared: Organisation, area: LocalArea, other: LocalArea
    ) -> None:
        Claim.objects.create(
            area=area, kind="strength", strand="x", text="We listen", owner=make_post(shared, {}),
            post=both.post, user=both.user,
        )  # fmt: skip
        self.refused(both, shared, other, "claims of the self-evaluation")

    def test_not_while_its_posts_work_with_children_of_the_area(
        self, both: Person, shared: Organisation, area: LocalArea, other: LocalArea
    ) -> None:
        member = NetworkMember.objects.create(
            person=make_child(area), post=make_post(shared, {}), role="therapist"
        )
        self.refused(both, shared, other, "1 child in whose network it stands")
        NetworkMember.objects.filter(pk=member.pk).update(ends_on=clock.today() - timedelta(days=1))
        set_areas(both, shared, other)

    def test_work_in_the_area_that_it_keeps_is_no_matter(
        self, both: Person, shared: Organisation, area: LocalArea, other: LocalArea
    ) -> None:
        make_plan(other, lead=make_post(shared, {}), agreed_by=both.post)
        make_plan(area, lead=both.post, agreed_by=both.post)
        set_areas(both, shared, other)
        assert set(shared.areas.all()) == {other}


class TestTrail:
    def told(self, action: str) -> list[int | None]:
        rows = AuditEntry.objects.filter(action=action).order_by("pk")
        return list(rows.values_list("area_id", flat=True))

    def test_every_area_that_it_comes_to_or_leaves_says_so(
        self, both: Person, area: LocalArea, other: LocalArea
    ) -> None:
        made = an_organisation(area)
        set_areas(both, made, area, other)
        assert self.told("organisation.changed") == [area.pk, other.pk]
        set_areas(both, made, area)
        assert self.told("organisation.changed") == [area.pk, other.pk] * 2

    def test_a_new_one_stands_under_each(
        self, both: Person, area: LocalArea, other: LocalArea
    ) -> None:
        facts = OrganisationFacts("Trust", "", "nhs_provider", frozenset([area.pk, other.pk]))
        make_organisation(scope=both.scope, facts=facts)
        assert self.told("organisation.made") == [area.pk, other.pk]


class TestBeginning:
    @pytest.fixture
    def council(self, area: LocalArea) -> Organisation:
        return an_organisation(area)

    @pytest.fixture
    def manager(self, area: LocalArea, council: Organisation) -> Person:
        return make_person(area, "partnership_manager", organisation=council)

    @pytest.fixture
    def admin(self, area: LocalArea, council: Organisation) -> Person:
        return make_person(area, "system_administrator", organisation=council)

    def begin(self, admin: Person) -> tuple[LocalArea, Any]:
        made = add_area(scope=admin.scope, name="Northshire", post_id=admin.post.pk)
        return made, build_scope(admin.user)

    def test_who_looks_after_the_post_still_does(self, manager: Person, admin: Person) -> None:
        self.begin(admin)
        details = PostDetails("Head of systems")
        change_post(scope=manager.scope, post_id=admin.post.pk, details=details, version=1)
        with pytest.raises(NotAllowed):
            need_to_fill(manager.scope, Post.objects.get(pk=admin.post.pk))

    def test_the_role_can_be_taken_back(
        self, client: Client, manager: Person, admin: Person
    ) -> None:
        made, scope = self.begin(admin)
        given = {"scope": scope, "post_id": admin.post.pk, "area_id": made.pk, "version": 1}
        with pytest.raises(UserError, match="Nobody would be left"):
            set_roles(roles=frozenset(), **given)
        make_person(made, "partnership_manager")
        with pytest.raises(UserError, match="does not serve"):
            set_roles(roles=frozenset(["system_administrator", "analyst"]), **given)
        client.force_login(admin.user)
        where = reverse("organisations:roles", args=[admin.post.pk, made.pk])
        assert (
            where
            in client.get(reverse("organisations:post", args=[admin.post.pk])).content.decode()
        )
        page = client.get(where).content
        assert b'value="system_administrator"' in page
        assert b'value="analyst"' not in page
        assert client.post(where, {"version": "1"}).status_code == 302
        assert not admin.post.roles.filter(area=made).exists()
        assert admin.post.roles.exists()

    def test_its_council_is_said_by_who_set_it_up(
        self, client: Client, area: LocalArea, manager: Person, admin: Person
    ) -> None:
        where = reverse("organisations:council", args=[area.pk])
        LocalArea.objects.filter(pk=area.pk).update(council_code="E99000001")
        client.force_login(manager.user)
        assert client.post(where, {"council": "E06000064"}).status_code == 403
        client.force_login(admin.user)
        assert client.post(where, {"council": "E07000121"}).status_code == 400
        assert 'value="E99000001" selected' in client.get(where).content.decode()
        assert client.post(where, {"council": "E06000064"}).status_code == 302
        area.refresh_from_db()
        assert area.council_code == "E06000064"
        page = client.get(reverse("organisations:organisations")).content.decode()
        assert "Westmorland and Furness" in page
        assert AuditEntry.objects.get(action="area.council_set").area_id == area.pk
