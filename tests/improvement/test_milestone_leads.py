"""A milestone's own leads: whose work it is, who may report and sign off, and what stays with its priority's leads."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.milestone_leads import Chosen, set_own_leads
from goldenthread.improvement.actions.progress import (
    Refused,
    Said,
    report_progress,
    reporting_posts,
    sign_off,
)
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import LeadsChange, Milestone, MilestoneLead, Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.queries.lists import milestone_page
from goldenthread.improvement.queries.milestone import milestone_detail
from goldenthread.improvement.queries.mine import my_milestones
from goldenthread.improvement.queries.posts_needed import dependants_of
from goldenthread.improvement.queries.vacancies import vacant_behind
from goldenthread.improvement.queries.wholes import owners_of
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.models import LocalArea, Post
from tests.factories import Person, make_area, make_person, make_plan
from tests.improvement import drafts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 10)
DONE = Said(Status.BLUE, progress="Done", completed_on=date(2026, 3, 20))


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def accountable(area: LocalArea) -> Person:
    """Leads the priority, and may sign off."""
    return make_person(area, "send_manager")


@pytest.fixture
def own(area: LocalArea) -> Person:
    return make_person(area, "priority_lead")


@pytest.fixture
def other(area: LocalArea) -> Person:
    return make_person(area, "priority_lead")


@pytest.fixture
def milestones(area: LocalArea, accountable: Person, own: Person) -> list[Milestone]:
    """The first has leads of its own, the second has not."""
    plan = make_plan(area, lead=accountable.post, agreed_by=accountable.post)
    rows = list(Milestone.objects.filter(plan=plan).order_by("position"))[:2]
    MilestoneLead.objects.create(
        milestone=rows[0], post=own.post, position=1, as_printed=own.post.title
    )
    return rows


def report(person: Person, milestone: Milestone) -> None:
    milestone.refresh_from_db()
    report_progress(
        scope=person.scope, milestone_id=milestone.pk, post_id=person.post.pk, said=DONE,
        version=milestone.version, today=TODAY,
    )  # fmt: skip


def off(person: Person, milestone: Milestone) -> None:
    milestone.refresh_from_db()
    sign_off(
        scope=person.scope, milestone_id=milestone.pk, post_id=person.post.pk,
        version=milestone.version, today=TODAY,
    )  # fmt: skip


def test_it_is_the_work_of_its_own_leads_and_the_priority_s_leads_see_it_apart(
    own: Person, accountable: Person, other: Person, milestones: list[Milestone]
) -> None:
    first, second = milestones
    (mine,) = my_milestones(own.scope, TODAY)
    assert [row.id for row in mine.rows] == [first.pk]
    assert not mine.others
    (above,) = my_milestones(accountable.scope, TODAY)
    assert second.pk in [row.id for row in above.rows]
    assert [row.id for row in above.others] == [first.pk]
    assert my_milestones(other.scope, TODAY) == []
    listed = milestone_page(own.scope, first.plan, {"show": "mine"}, 50, TODAY)
    assert [row.id for row in listed.rows] == [first.pk]


def test_its_own_leads_and_those_of_the_priority_may_report_and_nobody_else(
    own: Person, accountable: Person, other: Person, milestones: list[Milestone]
) -> None:
    first, second = milestones
    assert reporting_posts(own.scope, first) == {own.post.pk}
    assert reporting_posts(accountable.scope, first) == {accountable.post.pk}
    assert reporting_posts(own.scope, second) == frozenset()
    for person, milestone in ((other, first), (own, second)):
        with pytest.raises(NotAllowed):
            report(person, milestone)
    for person in (own, accountable, other):
        for milestone in milestones:
            shown = milestone_detail(person.scope, milestone.pk, TODAY)
            assert shown.may_report is bool(reporting_posts(person.scope, milestone))
            assert can(person.scope, "plan.view", milestone.plan)
            assert Milestone.objects.visible_to(person.scope).contains(milestone)


def test_its_own_leads_are_the_owners_for_the_sign_off(
    own: Person, accountable: Person, milestones: list[Milestone]
) -> None:
    first, second = milestones
    report(own, first)
    off(accountable, first)
    first.refresh_from_db()
    assert first.signed_off_owners == [str(own.post.pk)]
    report(accountable, second)
    with pytest.raises(Refused):
        off(accountable, second)
    assert owners_of(first.priority) == {str(own.post.pk), str(accountable.post.pk)}


def test_a_vacancy_of_the_priority_s_lead_does_not_mark_what_others_lead(
    own: Person, accountable: Person, milestones: list[Milestone]
) -> None:
    first, second = milestones

    def marked() -> set[int]:
        rows = milestone_page(own.scope, first.plan, {}, 50, TODAY).rows
        return set(vacant_behind(rows, TODAY)) & {first.pk, second.pk}

    def vacate(post: Post) -> None:
        post.memberships.all().delete()
        Post.objects.filter(pk=post.pk).update(vacant_since=date(2026, 3, 3))

    assert marked() == set()
    vacate(accountable.post)
    assert marked() == {second.pk}
    vacate(own.post)
    assert marked() == {first.pk, second.pk}


def test_a_new_version_carries_them_on_and_a_post_is_known_to_lead_them(
    area: LocalArea, own: Person, milestones: list[Milestone]
) -> None:
    manager = make_person(area, "partnership_manager")
    with clock.fixed(TODAY):
        draft = new_version(scope=manager.scope, plan_id=milestones[0].plan_id, version="9")
    copied = MilestoneLead.objects.get(milestone__plan=draft)
    assert (copied.post, copied.milestone.thread_pk) == (own.post, milestones[0].thread_pk)
    named = [one.why for one in dependants_of(manager.scope, [own.post.pk])[own.post.pk]]
    assert named == ["Leads it", "Leads it"]


def choose(person: Person, milestone: Milestone, *posts: Post) -> LeadsChange | None:
    milestone.refresh_from_db()
    return set_own_leads(
        scope=person.scope, milestone_id=milestone.pk, chosen=Chosen([one.pk for one in posts]),
        post_id=person.post.pk, version=milestone.version, today=TODAY,
    )  # fmt: skip


def test_whoever_runs_the_plan_gives_it_other_leads_and_that_is_told(
    area: LocalArea, own: Person, other: Person, milestones: list[Milestone], client: Client
) -> None:
    manager = make_person(area, "partnership_manager")
    with pytest.raises(NotAllowed):
        choose(own, milestones[0], other.post)
    change = choose(manager, milestones[0], other.post)
    assert change is not None
    assert (own.post.title in change.before, other.post.title in change.after) == (True, True)
    assert choose(manager, milestones[0], other.post) is None  # sent twice
    assert AuditEntry.objects.filter(action="milestone.leads_changed").count() == 1
    assert reporting_posts(own.scope, milestones[0]) == frozenset()
    back = choose(manager, milestones[0])
    assert back is not None
    assert back.after == "the leads of its priority"
    with clock.fixed(TODAY):
        client.force_login(manager.user)
        told = client.get(f"/plans/{milestones[0].plan_id}/changes/").content.decode()
        page = client.get(f"/plans/milestones/{milestones[0].pk}/").content.decode()
    assert "Who leads milestones" in told
    assert "How its leads have changed" in page


def test_a_post_of_another_area_an_old_page_and_a_plan_that_is_no_longer_agreed_are_refused(
    area: LocalArea, milestones: list[Milestone]
) -> None:
    manager = make_person(area, "partnership_manager")
    stranger = make_person(make_area(), "priority_lead")
    with pytest.raises(UserError) as raised:
        choose(manager, milestones[0], stranger.post)
    assert raised.value.code == "no_such_post"
    with pytest.raises(UserError) as raised:
        set_own_leads(
            scope=manager.scope, milestone_id=milestones[0].pk, chosen=Chosen([]),
            post_id=manager.post.pk, version=99, today=TODAY,
        )  # fmt: skip
    assert raised.value.code == "changed_meanwhile"
    Plan.objects.filter(pk=milestones[0].plan_id).update(state=Plan.State.SUPERSEDED)
    with pytest.raises(UserError) as raised:
        choose(manager, milestones[0], manager.post)
    assert raised.value.code == "plan_not_in_force"


def test_its_form_ticks_who_leads_and_takes_another(
    area: LocalArea, own: Person, other: Person, milestones: list[Milestone], client: Client
) -> None:
    manager = make_person(area, "partnership_manager")
    where = f"/plans/milestones/{milestones[0].pk}/leads/"
    client.force_login(own.user)
    assert client.get(where).status_code == 403
    client.force_login(manager.user)
    shown = client.get(where).content.decode()
    assert re.search(rf'value="{own.post.pk}"[^>]*checked', shown)
    typed = {"version": 1, "post": manager.post.pk, "leads": [own.post.pk, other.post.pk]}
    assert client.post(where, typed).status_code == 302
    leads = MilestoneLead.objects.filter(milestone=milestones[0])
    assert {row.post for row in leads} == {own.post, other.post}


def test_in_a_draft_they_are_written_with_its_words(area: LocalArea, client: Client) -> None:
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area, lead=manager.post)
    given = {
        "post": manager.post.pk,
        "organisation": None,
        "title": "",
        "as_printed": "Head of SEND",
    }
    row = drafts.add(manager, plan, "own-leads", **given)
    drafts.refused("leads_already", lambda: drafts.add(manager, plan, "own-leads", **given))
    client.force_login(manager.user)
    page = client.get(f"/plans/{plan.pk}/edit/priorities/{row.milestone.priority_id}/")
    assert f'id="own-leads-{row.pk}"' in page.content.decode()
    for what in ("change", "remove"):
        assert client.get(f"/plans/{plan.pk}/edit/own-leads/{row.pk}/{what}/").status_code == 200
    drafts.remove(manager, plan, "own-leads", row)
    assert not MilestoneLead.objects.exists()
