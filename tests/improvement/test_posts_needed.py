"""Posts that items depend on, and the marks that their vacancies leave on the plan's pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.posts_needed import need_post, need_post_no_more
from goldenthread.improvement.models import Milestone, Plan, PostNeeded, Priority
from goldenthread.improvement.queries.posts_needed import dependants_of
from goldenthread.organisations.models import LocalArea, Post, StatutoryRole
from tests.factories import Person, make_area, make_organisation, make_person, make_plan, make_post

pytestmark = pytest.mark.django_db
SINCE = date(2026, 3, 3)
MARK = "Vacant: Designated Social Care Officer, since 3 March 2026"


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=make_organisation(area))


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    return make_plan(area, lead=manager.post, agreed_by=manager.post)


@pytest.fixture
def officer(manager: Person) -> Post:
    post = make_post(manager.post.organisation, {}, title="Designated Social Care Officer")
    Post.objects.filter(pk=post.pk).update(vacant_since=SINCE)
    return post


def needs(manager: Person, item: Priority | Milestone, post: Post) -> PostNeeded:
    return need_post(
        scope=manager.scope, item=item, needed_id=post.pk, why="Social care advice",
        post_id=manager.post.pk,
    )  # fmt: skip


def pages(plan: Plan) -> dict[str, str]:
    priority = plan.priorities.get()
    milestone = plan.milestones.first()
    assert milestone is not None
    return {
        "plan": reverse("improvement:plan", args=[plan.pk]),
        "section": reverse("improvement:section", args=[plan.pk, priority.section_id]),
        "priority": reverse("improvement:priority", args=[plan.pk, priority.pk]),
        "milestones": reverse("improvement:milestones", args=[plan.pk]),
        "milestone": reverse("improvement:milestone", args=[milestone.pk]),
        "mine": reverse("improvement:mine"),
    }


def see(person: Person, where: str, on: date = date(2026, 3, 20)) -> str:
    """The page on that day, in a session of that day."""
    client = Client()
    with clock.fixed(on):
        client.force_login(person.user)
        answer = client.get(where)
        assert answer.status_code == 200, where
        return answer.content.decode()


def marked(person: Person, plan: Plan, words: str = MARK) -> set[str]:
    return {name for name, where in pages(plan).items() if words in see(person, where)}


def test_a_vacant_post_that_a_priority_needs_marks_every_page(
    manager: Person, plan: Plan, officer: Post
) -> None:
    assert marked(manager, plan) == set()
    needs(manager, plan.priorities.get(), officer)
    assert marked(manager, plan) == set(pages(plan))


def test_one_that_a_single_milestone_needs_marks_that_one(
    manager: Person, plan: Plan, officer: Post
) -> None:
    second = plan.milestones.order_by("pk")[1]
    needs(manager, second, officer)
    assert marked(manager, plan) == {"plan", "section", "priority", "milestones", "mine"}
    page = see(manager, pages(plan)["milestones"])
    assert page.count("Vacant: Designated") == 1


def test_a_lead_who_leaves_marks_what_the_post_leads(manager: Person, area: LocalArea) -> None:
    leaver = make_person(area, "priority_lead", until=date(2026, 4, 10))
    plan = make_plan(area, lead=leaver.post, agreed_by=manager.post)
    soon = f"Vacant: {leaver.post.title}, from 11 April 2026"
    everywhere = set(pages(plan)) - {"mine"}
    assert marked(manager, plan, soon) == everywhere
    page = see(manager, pages(plan)["priority"], date(2026, 5, 1))
    assert f"Vacant: {leaver.post.title}, since 11 April 2026" in page
    assert "vacant since 11 April 2026" in page


@pytest.mark.parametrize("state", ["closed", "superseded"])
def test_nothing_is_marked_where_nobody_works_any_more(
    state: str, manager: Person, plan: Plan, officer: Post
) -> None:
    needs(manager, plan.priorities.get(), officer)
    closed = {"closed_on": SINCE, "closed_by": manager.post, "closed_why": "Done"}
    if state == "superseded":
        Plan.objects.filter(pk=make_plan(plan.area, agreed_by=manager.post).pk).update(
            supersedes=plan
        )
    Plan.objects.filter(pk=plan.pk).update(state=state, **(closed if state == "closed" else {}))
    assert marked(manager, plan) == set()


def test_a_statutory_role_without_a_holder_on_record_marks_what_needs_it(
    area: LocalArea, manager: Person, plan: Plan, officer: Post
) -> None:
    Post.objects.filter(pk=officer.pk).update(vacant_since=None)
    needs(manager, plan.priorities.get(), officer)
    words = "Nobody recorded as holder: Designated Social Care Officer"
    assert not marked(manager, plan, words)
    StatutoryRole.objects.create(
        area=area, organisation=officer.organisation, post=officer,
        role="designated_social_care_officer",
    )  # fmt: skip
    assert {"plan", "priority", "milestone"} <= marked(manager, plan, words)


def test_nothing_is_marked_that_is_done_or_where_no_holder_was_ever_recorded(
    manager: Person, plan: Plan, officer: Post
) -> None:
    needs(manager, plan.priorities.get(), officer)
    Post.objects.filter(pk=officer.pk).update(vacant_since=None)
    assert marked(manager, plan, "Vacant:") == set()
    assert "no holder recorded" in see(manager, pages(plan)["priority"])
    Post.objects.filter(pk=officer.pk).update(vacant_since=SINCE)
    first = plan.milestones.order_by("pk")[0]
    Milestone.objects.filter(pk=first.pk).update(
        reported_status="blue", completed_on=SINCE, signed_off_on=SINCE,
        signed_off_post=manager.post,
    )  # fmt: skip
    assert "milestone" not in marked(manager, plan)
    assert "milestones" in marked(manager, plan)


def test_a_new_version_of_the_plan_carries_it_on(
    manager: Person, plan: Plan, officer: Post
) -> None:
    needs(manager, plan.priorities.get(), officer)
    needs(manager, plan.milestones.order_by("pk")[0], officer)
    later = make_plan(plan.area, agreed_by=manager.post)
    Plan.objects.filter(pk=plan.pk).update(state="superseded")
    Plan.objects.filter(pk=later.pk).update(supersedes=plan)
    Priority.objects.filter(plan=later).update(thread=plan.priorities.get())
    for old, new in zip(
        plan.milestones.order_by("pk"), later.milestones.order_by("pk"), strict=True
    ):
        Milestone.objects.filter(pk=new.pk).update(thread=old)
    assert marked(manager, later) == set(pages(later)) - {"mine"}
    found = dependants_of(manager.scope, [officer.pk])[officer.pk]
    priority = later.priorities.get()
    assert [one.href for one in found] == [
        reverse("improvement:priority", args=[later.pk, priority.pk]),
        reverse("improvement:milestone", args=[later.milestones.order_by("pk")[0].pk]),
    ]


def test_from_the_page(client: Client, manager: Person, plan: Plan, officer: Post) -> None:
    client.force_login(manager.user)
    where = pages(plan)["priority"]
    priority = plan.priorities.get()
    form = reverse("improvement:posts_needed", args=[plan.pk, "priorities", priority.pk])
    assert form in client.get(where).content.decode()
    sent = {"post": str(manager.post.pk), "needed": str(officer.pk), "why": "Social care advice"}
    for _ in range(2):
        assert client.post(form, sent).status_code == 302
    row = PostNeeded.objects.get()
    assert (row.user_id, row.post_id) == (manager.user.pk, manager.post.pk)
    assert "Social care advice" in client.get(where).content.decode()
    post_page = client.get(reverse("organisations:post", args=[officer.pk])).content.decode()
    assert where in post_page
    assert "Needs it: Social care advice" in post_page
    vacancies = client.get(reverse("organisations:vacancies")).content.decode()
    assert "Designated Social Care Officer" in vacancies
    assert 'numeric">1</td>' in vacancies
    gone = reverse("improvement:post_not_needed", args=[plan.pk, "priorities", priority.pk, row.pk])
    assert gone in client.get(form).content.decode()
    assert client.post(gone, {"post": str(manager.post.pk)}).status_code == 302
    assert not PostNeeded.objects.exists()
    codes = list(AuditEntry.objects.values_list("action", flat=True))
    assert (codes.count("post_needed.added"), codes.count("post_needed.removed")) == (1, 1)
    refused = client.post(form, sent | {"needed": str(manager.post.pk)})
    assert refused.status_code == 400
    assert b"That post leads it" in refused.content


def test_what_is_refused(manager: Person, plan: Plan, officer: Post, area: LocalArea) -> None:
    priority = plan.priorities.get()
    elsewhere = make_post(make_organisation(make_area()), {})
    with pytest.raises(UserError, match="not one of this area"):
        needs(manager, priority, elsewhere)
    lead = make_person(area, "priority_lead")
    with pytest.raises(NotAllowed):
        needs(lead, priority, officer)
    row = needs(manager, priority, officer)
    with pytest.raises(NotAllowed):
        need_post_no_more(scope=lead.scope, item=priority, row_id=row.pk, post_id=lead.post.pk)
    need_post_no_more(
        scope=manager.scope, item=plan.milestones.order_by("pk")[0], row_id=row.pk,
        post_id=manager.post.pk,
    )  # fmt: skip
    assert PostNeeded.objects.filter(pk=row.pk).exists()
    Plan.objects.filter(pk=plan.pk).update(state="superseded")
    with pytest.raises(UserError, match="superseded"):
        needs(manager, priority, make_post(officer.organisation, {}))


def test_readers_see_the_mark_and_may_not_change_it(
    client: Client, manager: Person, plan: Plan, officer: Post
) -> None:
    needs(manager, plan.priorities.get(), officer)
    client.force_login(make_person(plan.area, "school_senco").user)
    page = client.get(pages(plan)["priority"]).content.decode()
    assert "Vacant: Designated Social Care Officer" in page
    assert reverse("organisations:post", args=[officer.pk]) not in page
    form = reverse(
        "improvement:posts_needed", args=[plan.pk, "priorities", plan.priorities.get().pk]
    )
    assert form not in page
    assert client.get(form).status_code == 403


def test_the_marks_cost_no_more_with_many_posts(
    client: Client, manager: Person, plan: Plan, area: LocalArea
) -> None:
    client.force_login(manager.user)
    client.get("/plans/")
    asked: dict[str, list[int]] = {name: [] for name in pages(plan)}
    for number in (1, 15):
        for _ in range(number):
            leaver = make_person(area, "analyst", until=clock.today() - timedelta(days=30))
            needs(manager, plan.priorities.get(), leaver.post)
            needs(manager, plan.milestones.order_by("pk")[0], leaver.post)
        for name, where in pages(plan).items():
            with CaptureQueriesContext(connection) as queries:
                client.get(where)
            asked[name].append(len(queries))
    assert all(few == many for few, many in asked.values()), asked
    assert asked["plan"][0] <= 12, asked
