"""A milestone's own leads: whose work it is, who may report and sign off, and what stays with its priority's leads."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.improvement.actions.progress import (
    Refused,
    Said,
    report_progress,
    reporting_posts,
    sign_off,
)
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import Milestone, MilestoneLead
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
