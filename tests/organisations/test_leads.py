"""Leads: which posts get the right to report, and how long titles may be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core.errors import UserError
from goldenthread.exchange.kinds import Preview
from goldenthread.improvement.importing import PlanImport
from goldenthread.improvement.leads import LeadMatcher
from goldenthread.improvement.models import Lead, Plan
from goldenthread.organisations.actions import find_or_create_post
from goldenthread.organisations.actions.posts import PostDetails, change_post, make_post
from goldenthread.organisations.models import LocalArea, Organisation, Post
from tests.conftest import ROOT
from tests.factories import Person, make_area, make_organisation, make_person, make_plan
from tests.factories import make_post as a_post
from tests.improvement.drafts import lead

pytestmark = pytest.mark.django_db
TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"
NAME = "Review Recovery Lead"
NO_RIGHT = "It has no right to report yet"


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=make_organisation(area))


@pytest.fixture
def plan(area: LocalArea) -> Plan:
    return make_plan(area)


@pytest.fixture
def shared(area: LocalArea) -> Organisation:
    """An organisation that also serves an area which the manager does not look after."""
    return make_organisation(area, make_area(), kind="icb")


def roles(post: Post) -> set[str]:
    return set(post.roles.values_list("role", flat=True))


class TestInDrafts:
    def page(self, client: Client, person: Person, plan: Plan) -> str:
        client.force_login(person.user)
        where = reverse("improvement:draft_priority", args=[plan.pk, plan.priorities.get().pk])
        return client.get(where).content.decode()

    def test_a_shared_post_leads_without_a_role(
        self, client: Client, manager: Person, plan: Plan, shared: Organisation
    ) -> None:
        """Else naming it would hand it to this area alone."""
        post = a_post(shared, {})
        assert lead(manager, plan, post=post.pk).post == post
        assert roles(post) == set()
        assert NO_RIGHT in self.page(client, manager, plan)

    def test_neither_does_one_with_roles_elsewhere_only(
        self, manager: Person, area: LocalArea, plan: Plan, shared: Organisation
    ) -> None:
        there = next(one for one in shared.areas.all() if one != area)
        post = a_post(shared, {there: "priority_lead"})
        lead(manager, plan, post=post.pk)
        assert not post.roles.filter(area=area).exists()

    def test_a_post_of_the_area_gets_it(self, client: Client, manager: Person, plan: Plan) -> None:
        post = a_post(manager.post.organisation, {})
        lead(manager, plan, post=post.pk)
        assert roles(post) == {"priority_lead"}
        assert NO_RIGHT not in self.page(client, manager, plan)

    def test_a_new_post_of_a_shared_organisation_belongs_here(
        self, manager: Person, plan: Plan, shared: Organisation
    ) -> None:
        made = lead(manager, plan, organisation=shared.pk, title="DCO").post
        assert list(made.roles.values_list("area", "role")) == [(plan.area_id, "priority_lead")]


class OfTheTwin:
    def stored(self) -> dict[str, Any]:
        return PlanImport().examine("plan.txt", TWIN.read_bytes()).stored

    def preview(self, area: LocalArea, **decisions: Any) -> Preview:
        return PlanImport().preview(self.stored(), decisions, area.pk)


class TestInImports(OfTheTwin):
    def told(self, preview: Preview) -> list[str]:
        return [one.message for one in preview.notices if one.topic == "Lead of further areas"]

    def apply(self, manager: Person, area: LocalArea) -> None:
        [stray] = self.preview(area).unanswered
        decisions = {stray: {"choice": "place", "inputs": {"value": "1a"}}}
        PlanImport().apply(
            scope=manager.scope, area_id=area.pk, stored=self.stored(), decisions=decisions
        )

    def test_a_shared_post_leads_without_a_role_and_the_preview_says_so(
        self, manager: Person, area: LocalArea, shared: Organisation
    ) -> None:
        post = a_post(shared, {}, title=NAME)
        [message] = self.told(self.preview(area))
        assert NAME in message
        assert "no right to report yet" in message
        self.apply(manager, area)
        assert Lead.objects.filter(post=post).exists()
        assert roles(post) == set()

    def test_one_that_was_chosen_is_told_too(
        self, manager: Person, area: LocalArea, shared: Organisation
    ) -> None:
        post = a_post(shared, {})
        asked = next(one for one in self.preview(area).questions if NAME in one.title)
        answer = {asked.id: {"choice": f"post-{post.pk}"}}
        assert len(self.told(self.preview(area, **answer))) == 1

    def test_posts_of_the_area_get_it(self, manager: Person, area: LocalArea) -> None:
        post = a_post(manager.post.organisation, {}, title=NAME)
        assert self.told(self.preview(area)) == []
        self.apply(manager, area)
        assert roles(post) == {"priority_lead"}

    def test_a_shared_post_that_reports_here_already_is_no_matter(
        self, area: LocalArea, shared: Organisation
    ) -> None:
        a_post(shared, dict.fromkeys(shared.areas.all(), "priority_lead"), title=NAME)
        assert self.told(self.preview(area)) == []


class TestLeftAsPrinted(OfTheTwin):
    """A name that says no organisation is nobody's post until somebody says whose."""

    def default(self, area: LocalArea, name: str) -> str:
        return LeadMatcher(area.pk)._likeliest(name)

    def test_nothing_is_made_of_them_and_it_is_counted(
        self, client: Client, manager: Person, area: LocalArea
    ) -> None:
        preview = self.preview(area)
        assert dict(preview.counts)["Leads left as printed"] == 2
        assert [one.default for one in preview.questions if NAME in one.title] == ["printed"]
        assert len([n for n in preview.notices if n.topic == "Lead left as printed"]) == 2
        before = Post.objects.count()
        [stray] = preview.unanswered
        decisions = {stray: {"choice": "place", "inputs": {"value": "1a"}}}
        done = PlanImport().apply(
            scope=manager.scope, area_id=area.pk, stored=self.stored(), decisions=decisions
        )
        assert done.counts["leads_left_as_printed"] == 2
        assert Post.objects.count() == before
        priority = Plan.objects.get(pk=done.target_id).priorities.get(code="2a")
        assert priority.printed_leads == [NAME]
        client.force_login(manager.user)
        page = client.get(reverse("improvement:priority", args=[done.target_id, priority.pk]))
        assert (
            "Named in the plan, without a post: </span>Review Recovery Lead"
            in page.content.decode()
        )

    def test_once_somebody_has_chosen_it_is_none_of_them(
        self, area: LocalArea, shared: Organisation
    ) -> None:
        [asked] = [one for one in self.preview(area).questions if NAME in one.title]
        chosen = self.preview(area, **{asked.id: {"choice": f"new-{shared.pk}"}})
        assert dict(chosen.counts)["Leads left as printed"] == 1

    def test_a_post_added_later_takes_the_name_from_the_list(
        self, manager: Person, plan: Plan
    ) -> None:
        priority = plan.priorities.get()
        priority.printed_leads = ["Forum Chair", "Early Years Service"]
        priority.save()
        lead(manager, plan, post=manager.post.pk, as_printed="Forum  chair")
        priority.refresh_from_db()
        assert priority.printed_leads == ["Early Years Service"]

    def test_only_a_name_that_says_the_organisation_has_one_chosen(self, area: LocalArea) -> None:
        council = make_organisation(area, kind="council")
        forum = make_organisation(area, kind="forum")
        Organisation.objects.filter(pk=forum.pk).update(name="Voices Together", short_name="VT")
        new = f"new-{council.pk}"
        assert self.default(area, f"Head of SEND, {council.name}") == new
        assert self.default(area, "Leader of the Council") == new
        assert self.default(area, "Participation officer (VT)") == f"new-{forum.pk}"
        for nobody in (
            "SENDAC Chair",
            "Head of SEND",
            "Council Early Years Service",
            "Advice Teams (VT)",
        ):
            assert self.default(area, nobody) == "printed", nobody


@pytest.mark.parametrize("title", ["A&B" * 50, "ß" * 100, "ﷺ" * 20])
def test_titles_that_grow_when_compared_are_refused_in_words(
    title: str, manager: Person, area: LocalArea
) -> None:
    organisation = manager.post.organisation
    too_long = pytest.raises(UserError, check=lambda problem: problem.code == "title_too_long")
    assert len(title) <= 160
    with too_long:
        make_post(scope=manager.scope, organisation=organisation, details=PostDetails(title))
    with too_long:
        change_post(
            scope=manager.scope, post_id=manager.post.pk, details=PostDetails(title), version=1
        )
    with too_long:
        find_or_create_post(
            scope=manager.scope, area_id=area.pk, organisation=organisation, title=title
        )


def test_a_title_that_is_too_long_is_shown_at_its_field(client: Client, manager: Person) -> None:
    client.force_login(manager.user)
    where = reverse("organisations:change_post", args=[manager.post.pk])
    sent = {"version": "1", "title": "A&B" * 50, "remit": "", "contact": ""}
    answer = client.post(where, sent)
    assert answer.status_code == 400
    assert b"Use at most 160 characters" in answer.content
