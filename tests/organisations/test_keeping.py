"""Keeping organisations, posts, roles and areas: what is written, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.memberships import Invited, invite
from goldenthread.organisations.actions.organisations import (
    OrganisationFacts,
    change_organisation,
    make_organisation,
)
from goldenthread.organisations.actions.posts import PostDetails, change_post, make_post
from goldenthread.organisations.actions.roles import set_roles
from goldenthread.organisations.models import LocalArea, Organisation, Post, PostRole
from tests.factories import Person, make_area, make_person
from tests.factories import make_organisation as an_organisation
from tests.factories import make_post as a_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area("Westshire")


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=an_organisation(area))


@pytest.fixture
def shared(area: LocalArea) -> Organisation:
    """An organisation that also serves an area which the manager does not look after."""
    return an_organisation(area, make_area("Elsewhere"), kind="icb")


def facts(area: LocalArea, name: str = "Westshire Trust", **more: Any) -> OrganisationFacts:
    given = {
        "name": name,
        "short_name": "WT",
        "kind": "nhs_provider",
        "areas": frozenset([area.pk]),
    }
    return OrganisationFacts(**(given | more))


def codes() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def refused(code: str) -> Any:
    return pytest.raises(UserError, check=lambda problem: problem.code == code)


class TestOrganisations:
    def test_adding_one(self, client: Client, manager: Person, area: LocalArea) -> None:
        client.force_login(manager.user)
        sent = {"version": "0", "name": "Westshire Trust", "short_name": "WT",
                "kind": "nhs_provider", "areas": [str(area.pk)]}  # fmt: skip
        answer = client.post(reverse("organisations:add_organisation"), sent)
        made = Organisation.objects.get(name="Westshire Trust")
        assert answer["Location"] == reverse("organisations:organisation", args=[made.pk])
        assert b"Westshire Trust" in client.get(answer["Location"]).content
        assert codes().count("organisation.made") == 1
        again = client.post(reverse("organisations:add_organisation"), sent)
        assert again.status_code == 400
        assert b"There is an organisation of that name already" in again.content

    def test_only_in_areas_that_one_looks_after(self, manager: Person, area: LocalArea) -> None:
        other = make_area()
        with pytest.raises(NotAllowed):
            make_organisation(scope=manager.scope, facts=facts(other))
        with refused("no_area"):
            make_organisation(scope=manager.scope, facts=facts(area, areas=frozenset()))

    def test_one_that_serves_another_area_stays_as_it_is(
        self, client: Client, manager: Person, area: LocalArea, shared: Organisation
    ) -> None:
        with pytest.raises(NotAllowed):
            change_organisation(
                scope=manager.scope, organisation_id=shared.pk, facts=facts(area), version=1
            )
        client.force_login(manager.user)
        page = client.get(reverse("organisations:organisation", args=[shared.pk])).content.decode()
        edit = reverse("organisations:change_organisation", args=[shared.pk])
        assert edit not in page
        assert "1 further area" in page
        assert "Elsewhere" not in page
        assert client.get(edit).status_code == 403

    def test_two_people_at_once(self, client: Client, manager: Person, area: LocalArea) -> None:
        made = make_organisation(scope=manager.scope, facts=facts(area))
        change_organisation(
            scope=manager.scope,
            organisation_id=made.pk,
            facts=facts(area, "First words"),
            version=1,
        )
        client.force_login(manager.user)
        where = reverse("organisations:change_organisation", args=[made.pk])
        sent = {"version": "1", "name": "Second words", "short_name": "", "kind": "other",
                "areas": [str(area.pk)]}  # fmt: skip
        answer = client.post(where, sent)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "You changed this organisation in another window on" in page
        assert "First words" in page
        assert "Second words" in page
        assert client.post(where, sent | {"version": "2"}).status_code == 302
        made.refresh_from_db()
        assert (made.name, made.version) == ("Second words", 3)

    def test_saving_twice_changes_it_once(self, manager: Person, area: LocalArea) -> None:
        made = make_organisation(scope=manager.scope, facts=facts(area))
        for _ in range(2):
            change_organisation(
                scope=manager.scope, organisation_id=made.pk, facts=facts(area, "New"), version=1
            )
        assert codes().count("organisation.changed") == 1

    def test_an_area_in_which_its_posts_have_roles_cannot_be_left(self, area: LocalArea) -> None:
        other = make_area()
        organisation = an_organisation(area, other)
        keeper = a_post(organisation, {area: "partnership_manager", other: "partnership_manager"})
        both = make_person(area, "partnership_manager", post=keeper)
        with refused("area_in_use"):
            change_organisation(
                scope=both.scope, organisation_id=organisation.pk, facts=facts(area), version=1
            )


class TestPosts:
    def test_adding_one_with_its_first_role(
        self, client: Client, manager: Person, area: LocalArea
    ) -> None:
        client.force_login(manager.user)
        sent = {"organisation": str(manager.post.organisation_id), "title": "Engagement Officer",
                "role": f"{area.pk}:priority_lead", "remit": "Hears families", "contact": "",
                "funded_by": [str(manager.post.organisation_id)]}  # fmt: skip
        answer = client.post(reverse("organisations:add_post"), sent)
        made = Post.objects.get(title="Engagement Officer")
        assert answer["Location"] == reverse("organisations:post", args=[made.pk])
        page = client.get(answer["Location"]).content.decode()
        for words in ("Hears families", "Nobody on record", "Priority lead", "Invite somebody"):
            assert words in page
        assert codes()[-3:] == ["post.created", "post.role_given", "post.read"]
        again = client.post(reverse("organisations:add_post"), sent)
        assert b"has a post of that title already" in again.content

    def test_in_a_shared_organisation_the_role_says_where_it_belongs(
        self, manager: Person, area: LocalArea, shared: Organisation
    ) -> None:
        details = PostDetails("Designated Clinical Officer")
        with refused("role_needed"):
            make_post(scope=manager.scope, organisation=shared, details=details)
        made = make_post(
            scope=manager.scope, organisation=shared, details=details,
            role=(area.pk, "commissioner"),
        )  # fmt: skip
        changed = change_post(
            scope=manager.scope, post_id=made.pk, version=1,
            details=PostDetails("Designated Clinical Officer", remit="Health advice"),
        )  # fmt: skip
        assert changed.remit == "Health advice"

    def test_a_post_of_another_area_stays_as_it_is(
        self, manager: Person, area: LocalArea, shared: Organisation
    ) -> None:
        other = next(one for one in shared.areas.all() if one != area)
        theirs = a_post(shared, {other: "commissioner"})
        for post in (theirs, a_post(shared, {area: "analyst", other: "analyst"})):
            with pytest.raises(NotAllowed):
                change_post(
                    scope=manager.scope, post_id=post.pk, details=PostDetails("Mine"), version=1
                )
        with pytest.raises(NotAllowed):
            set_roles(
                scope=manager.scope, post_id=theirs.pk, area_id=area.pk,
                roles=frozenset(["analyst"]), version=1,
            )  # fmt: skip

    def test_whoever_funds_it_elsewhere_is_kept(self, manager: Person, area: LocalArea) -> None:
        post = a_post(manager.post.organisation, {area: "analyst"})
        hidden = an_organisation(make_area())
        post.funded_by.set([hidden])
        details = PostDetails(post.title, funded_by=frozenset([manager.post.organisation_id]))
        change_post(scope=manager.scope, post_id=post.pk, details=details, version=1)
        assert set(post.funded_by.all()) == {hidden, manager.post.organisation}
        change_post(
            scope=manager.scope, post_id=post.pk, details=PostDetails(post.title), version=2
        )
        assert set(post.funded_by.all()) == {hidden}

    def test_a_post_ends_only_after_its_holder_has_left(
        self, manager: Person, area: LocalArea
    ) -> None:
        held = make_person(area, "analyst", organisation=manager.post.organisation).post
        ending = PostDetails(held.title, ended_on=clock.today())
        with refused("still_held"):
            change_post(scope=manager.scope, post_id=held.pk, details=ending, version=1)
        held.memberships.update(ends_on=clock.today())
        change_post(scope=manager.scope, post_id=held.pk, details=ending, version=1)
        invited = Invited("Bea", "bea@w.example", clock.today() + timedelta(days=1))
        held.refresh_from_db()
        with refused("post_ended"):
            invite(scope=manager.scope, post=held, invited=invited, link_to=str)

    def test_the_second_of_two_people_sees_what_the_first_wrote(
        self, client: Client, manager: Person, area: LocalArea
    ) -> None:
        post = a_post(manager.post.organisation, {area: "analyst"}, title="Analyst")
        change_post(
            scope=manager.scope, post_id=post.pk, version=1,
            details=PostDetails("Analyst", remit="First remit"),
        )  # fmt: skip
        client.force_login(manager.user)
        sent = {"version": "1", "title": "Analyst", "remit": "Second remit", "contact": ""}
        where = reverse("organisations:change_post", args=[post.pk])
        page = client.post(where, sent)
        assert page.status_code == 400
        assert b"First remit" in page.content
        assert b"Second remit" in page.content
        assert client.post(where, sent | {"version": "2"}).status_code == 302

    def test_a_vacancy_to_come_is_not_typed(self, client: Client, manager: Person) -> None:
        client.force_login(manager.user)
        sent = {"version": "1", "title": "X", "remit": "", "contact": "", "vacant_since-day": "1",
                "vacant_since-month": "1", "vacant_since-year": str(clock.today().year + 1)}  # fmt: skip
        where = reverse("organisations:change_post", args=[manager.post.pk])
        assert b"today or in the past" in client.post(where, sent).content

    def test_readers_see_and_change_nothing(
        self, client: Client, manager: Person, area: LocalArea
    ) -> None:
        client.force_login(make_person(area, "board_member").user)
        page = client.get(reverse("organisations:post", args=[manager.post.pk])).content
        assert manager.user.name.encode() in page
        assert b"Change" not in page
        for name, args in (
            ("change_post", [manager.post.pk]), ("roles", [manager.post.pk, area.pk]),
            ("add_post", []), ("add_organisation", []),
            ("change_organisation", [manager.post.organisation_id]),
        ):  # fmt: skip
            assert client.get(reverse(f"organisations:{name}", args=args)).status_code == 403


class TestRoles:
    def test_giving_and_taking(self, client: Client, manager: Person, area: LocalArea) -> None:
        post = a_post(manager.post.organisation, {area: "analyst"})
        client.force_login(manager.user)
        where = reverse("organisations:roles", args=[post.pk, area.pk])
        sent = {"version": "1", "roles": ["board_member", "priority_lead"]}
        for _ in range(2):
            assert client.post(where, sent).status_code == 302
        assert set(post.roles.values_list("role", flat=True)) == {"board_member", "priority_lead"}
        assert (codes().count("post.role_given"), codes().count("post.role_taken")) == (2, 1)
        assert client.post(where, {"version": "1", "roles": ["analyst"]}).status_code == 400

    def test_nobody_gives_or_takes_more_than_they_have(
        self, client: Client, manager: Person, area: LocalArea
    ) -> None:
        post = a_post(manager.post.organisation, {area: "system_administrator"})
        client.force_login(manager.user)
        where = reverse("organisations:roles", args=[post.pk, area.pk])
        page = client.get(where).content.decode()
        assert "It also carries, and keeps: System administrator" in page
        assert 'value="system_administrator"' not in page
        assert 'value="public"' not in page
        for roles in (frozenset(), frozenset(["system_administrator", "public"])):
            with pytest.raises(NotAllowed):
                set_roles(
                    scope=manager.scope, post_id=post.pk, area_id=area.pk, roles=roles, version=1
                )
        assert client.post(where, {"version": "1", "roles": ["analyst"]}).status_code == 302
        assert set(post.roles.values_list("role", flat=True)) == {"system_administrator", "analyst"}

    def test_the_system_administrator_gives_any_but_that_of_the_public(
        self, manager: Person, area: LocalArea
    ) -> None:
        admin = make_person(area, "system_administrator")
        post = a_post(manager.post.organisation, {})
        given = {"scope": admin.scope, "post_id": post.pk, "area_id": area.pk, "version": 1}
        with pytest.raises(NotAllowed):
            set_roles(roles=frozenset(["public"]), **given)
        set_roles(roles=frozenset(["partnership_manager"]), **given)
        assert post.roles.get().role == "partnership_manager"

    def test_the_last_who_looks_after_an_area_stays(self, manager: Person, area: LocalArea) -> None:
        given = {"scope": manager.scope, "post_id": manager.post.pk, "area_id": area.pk}
        with refused("nobody_left"):
            set_roles(roles=frozenset(["analyst"]), version=1, **given)
        second = make_person(area, "partnership_manager")
        set_roles(roles=frozenset(["analyst"]), version=1, **given)
        assert PostRole.objects.get(post=manager.post).role == "analyst"
        assert second.post.roles.get().role == "partnership_manager"

    def test_only_where_the_organisation_serves(self, area: LocalArea) -> None:
        other = make_area()
        organisation = an_organisation(area)
        roles = dict.fromkeys((area, other), "system_administrator")
        keeper = a_post(an_organisation(area, other), roles)
        admin = make_person(area, "system_administrator", post=keeper)
        post = a_post(organisation, {area: "analyst"})
        with refused("area_not_served"):
            set_roles(
                scope=admin.scope, post_id=post.pk, area_id=other.pk,
                roles=frozenset(["analyst"]), version=1,
            )  # fmt: skip


class TestAreas:
    def test_a_further_area(self, client: Client, area: LocalArea) -> None:
        admin = make_person(area, "system_administrator", organisation=an_organisation(area))
        client.force_login(admin.user)
        sent = {"name": "Northshire", "post": str(admin.post.pk)}
        answer = client.post(reverse("organisations:add_area"), sent)
        assert answer["Location"] == reverse("organisations:organisations")
        assert codes().count("area.made") == 1
        form = client.get(reverse("organisations:add_organisation")).content
        assert b"Northshire" in form
        again = client.post(reverse("organisations:add_area"), sent)
        assert b"There is an area of that name already" in again.content
