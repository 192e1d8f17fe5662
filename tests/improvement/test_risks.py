from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.risks import _link, link_risk, raise_on, unlink_risk
from goldenthread.improvement.models import Milestone, Plan, PlanRisk, Priority, Section
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.improvement.queries.risk_items import Item, find_item
from goldenthread.improvement.queries.risk_links import links_of_entries
from goldenthread.improvement.queries.risks import highest_risks, risks_of
from goldenthread.registers.actions.moving import move_entry
from goldenthread.registers.actions.raising import Raised, WrongAnswers
from goldenthread.registers.models import Entry
from tests.factories import Person, make_area, make_person, make_plan
from tests.registers.makers import TODAY, WORDS, area_of, give_score, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=area_of(manager)).area
    return make_plan(area, lead=manager.post, agreed_by=manager.post)


def item(person: Person, plan: Plan, kind: str) -> Item:
    priority = plan.priorities.get()
    ids = {
        "plans": plan.pk, "sections": priority.section_id, "priorities": priority.pk,
        "milestones": Milestone.objects.filter(plan=plan)[0].pk,
    }  # fmt: skip
    return find_item(person.scope, plan.pk, kind, ids[kind])


def link(person: Person, plan: Plan, kind: str, entry: Entry) -> PlanRisk:
    return link_risk(
        scope=person.scope, item=item(person, plan, kind), entry_id=entry.pk,
        post_id=person.post.pk,
    )  # fmt: skip


def seen(person: Person, plan: Plan, kind: str) -> dict[str, str]:
    rows = risks_of(person.scope, item(person, plan, kind), TODAY)
    return {found.row.reference: found.about for found in rows}


def next_version(plan: Plan, manager: Person) -> Plan:
    """A later version that carries everything on, its priority under another code."""
    Plan.objects.filter(pk=plan.pk).update(state="superseded")
    later = make_plan(plan.area, agreed_by=manager.post)
    later.supersedes = plan
    later.save()
    for model in (Section, Priority, Milestone):
        for old, new in zip(
            model.objects.filter(plan=plan).order_by("pk"),
            model.objects.filter(plan=later).order_by("pk"),
            strict=True,
        ):
            new.thread = old
            new.save()
    Priority.objects.filter(plan=later).update(code="7z")
    return later


def test_raising_makes_entry_and_link_or_neither(manager: Person, plan: Plan) -> None:
    given = {"scope": manager.scope, "post_id": manager.post.pk, "today": TODAY}
    where = item(manager, plan, "milestones")
    assert where.words.startswith("Milestone 1a.1: ")
    with pytest.raises(WrongAnswers):
        raise_on(item=where, raised=Raised("risk", "No words", {}, uuid4()), **given)
    assert not Entry.objects.exists()
    raised = Raised("risk", "Late", WORDS["risk"], uuid4())
    for _ in range(2):
        raise_on(item=where, raised=raised, **given)
    assert PlanRisk.objects.get().milestone == where.record
    assert AuditEntry.objects.filter(action="planrisk.linked").count() == 1


@pytest.mark.parametrize(
    ("kind", "shown_on", "label"),
    [
        ("plans", ("plans",), "The whole plan"),
        ("sections", ("plans", "sections"), "Section 1"),
        ("priorities", ("plans", "sections", "priorities"), "1a"),
        ("milestones", ("plans", "sections", "priorities", "milestones"), "1a.1"),
    ],
)
def test_a_link_shows_on_its_item_and_on_what_holds_it(
    manager: Person, plan: Plan, kind: str, shown_on: tuple[str, ...], label: str
) -> None:
    link(manager, plan, kind, make_entry(manager))
    for page in ("plans", "sections", "priorities", "milestones"):
        expected = {"R-001": label} if page in shown_on else {}
        assert seen(manager, plan, page) == expected, page


def test_several_links_are_one_row_with_the_highest_score_first(
    manager: Person, plan: Plan
) -> None:
    low, high = make_entry(manager), make_entry(manager)
    give_score(manager, low, 1, 2)
    give_score(manager, high, 5, 5)
    for entry in (low, high):
        link(manager, plan, "priorities", entry)
    link(manager, plan, "milestones", low)
    assert list(seen(manager, plan, "plans").items()) == [("R-002", "1a"), ("R-001", "1a, 1a.1")]


def test_the_page_of_a_plan_shows_the_highest_as_the_whole_list_has_them(
    manager: Person, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entries = [make_entry(manager) for _ in range(4)]
    for entry, kind in zip(entries, ("plans", "sections", "priorities", "milestones"), strict=True):
        link(manager, plan, kind, entry)
    link(manager, plan, "milestones", entries[2])
    give_score(manager, entries[3], 4, 4)
    later = next_version(plan, manager)
    wanted = risks_of(manager.scope, item(manager, later, "plans"), TODAY)
    page = plan_page(manager.scope, later.pk, TODAY)
    assert highest_risks(manager.scope, page, TODAY, 3) == (wanted[:3], 4)
    with django_assert_num_queries(2):
        assert highest_risks(manager.scope, page, TODAY, 9) == (wanted, 4)
    assert highest_risks(make_person(plan.area, "case_coordinator").scope, page, TODAY, 3) == (
        [],
        0,
    )


def test_links_stay_through_the_versions_of_a_plan(manager: Person, plan: Plan) -> None:
    entries = {kind: make_entry(manager) for kind in ("plans", "priorities", "milestones")}
    for kind, entry in entries.items():
        link(manager, plan, kind, entry)
    later = next_version(plan, manager)
    assert seen(manager, later, "plans") == {
        "R-001": "The whole plan", "R-002": "7z", "R-003": "7z.1",
    }  # fmt: skip
    links = links_of_entries(manager.scope, [entry.pk for entry in entries.values()])
    assert links[entries["plans"].pk][0].href == f"/plans/{later.pk}/"
    priority = later.priorities.get()
    assert links[entries["priorities"].pk][0].href == f"/plans/{later.pk}/priorities/{priority.pk}/"
    # Linking again from the later version finds the link that is there.
    link(manager, later, "priorities", entries["priorities"])
    assert PlanRisk.objects.count() == 3
    with pytest.raises(UserError) as problem:
        link(manager, plan, "priorities", make_entry(manager))
    assert problem.value.code == "plan_not_in_force"


def test_closed_entries_leave_the_plan(manager: Person, plan: Plan) -> None:
    entry = make_entry(manager)
    link(manager, plan, "priorities", entry)
    move_entry(
        scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=1, code="close",
        text="Over", today=TODAY,
    )  # fmt: skip
    assert seen(manager, plan, "priorities") == {}


def test_each_row_says_which_priorities_it_concerns(manager: Person, plan: Plan) -> None:
    entry = give_score(manager, make_entry(manager, owner=manager), 4, 4)
    for kind in ("milestones", "sections"):
        link(manager, plan, kind, entry)
    [found] = risks_of(manager.scope, item(manager, plan, "plans"), date(2027, 1, 1))
    assert (found.about, found.codes) == ("1a.1, Section 1", frozenset({"1a"}))
    assert (found.row.owner, found.row.overdue) == (manager.post.title, True)
    coordinator = make_person(plan.area, "case_coordinator")
    assert risks_of(coordinator.scope, item(manager, plan, "plans"), TODAY) == []


def test_many_whole_plans_are_named_in_two_queries(manager: Person, plan: Plan) -> None:
    entry = make_entry(manager)
    link(manager, plan, "plans", entry)
    others = [make_plan(plan.area, agreed_by=manager.post) for _ in range(5)]
    for other in others:
        link(manager, other, "plans", entry)
    newest = next_version(plan, manager)
    draft = Plan.objects.create(area=plan.area, title="Begun", supersedes=others[0])
    with CaptureQueriesContext(connection) as queries:
        found = links_of_entries(manager.scope, [entry.pk])
    assert len(queries) == 2
    hrefs = {one.href for one in found[entry.pk]}
    assert hrefs == {f"/plans/{pk}/" for pk in [newest.pk, *(other.pk for other in others)]}
    assert f"/plans/{draft.pk}/" not in hrefs


def test_an_entry_is_not_linked_to_the_plan_of_another_area(manager: Person, plan: Plan) -> None:
    theirs = make_entry(make_person(make_area(), "partnership_manager"))
    with pytest.raises(UserError) as problem:
        _link(manager.scope, item(manager, plan, "plans"), theirs, manager.post.pk)
    assert problem.value.code == "another_area"
    assert not PlanRisk.objects.exists()


def test_who_may_link_and_unlink(manager: Person, plan: Plan) -> None:
    lead = make_person(plan.area, "priority_lead")
    mine, other = make_entry(lead, owner=lead), make_entry(manager)
    made = link(lead, plan, "priorities", mine)
    with pytest.raises(NotAllowed):
        link(lead, plan, "priorities", other)
    board = make_person(plan.area, "board_member")
    with pytest.raises(NotAllowed):
        unlink_risk(scope=board.scope, link=made, post_id=board.post.pk)
    for _ in range(2):
        unlink_risk(scope=lead.scope, link=made, post_id=lead.post.pk)
    assert not PlanRisk.objects.exists()
    assert AuditEntry.objects.filter(action="planrisk.unlinked").count() == 1


def test_entries_of_another_area_are_not_linked(manager: Person, plan: Plan) -> None:
    theirs = make_entry(make_person(make_area(), "partnership_manager"))
    with pytest.raises(UserError) as problem:
        link(manager, plan, "priorities", theirs)
    assert problem.value.code == "no_such_entry"
    with pytest.raises(Http404):
        find_item(manager.scope, plan.pk, "plans", plan.pk + 1)


def test_the_database_wants_exactly_one_thing(manager: Person, plan: Plan) -> None:
    made = link(manager, plan, "plans", make_entry(manager))
    for fields in ({"plan": None}, {"priority": plan.priorities.get()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanRisk.objects.filter(pk=made.pk).update(**fields)


def test_the_plan_page_costs_the_same_with_one_risk_and_with_fifty(
    manager: Person, plan: Plan, client: Client
) -> None:
    def cost() -> list[int]:
        found = []
        for kind in ("plans", "sections", "priorities", "milestones"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(item(manager, plan, kind).href).status_code == 200
            found.append(len(queries))
        return found

    client.force_login(manager.user)
    give_score(manager, make_entry(manager), 2, 2)
    link(manager, plan, "milestones", Entry.objects.get())
    cost()
    one = cost()
    for _ in range(49):
        link(manager, plan, "milestones", make_entry(manager))
    assert cost() == one


def test_a_page_shows_the_ten_highest_and_all_when_asked(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    made = [make_entry(manager) for _ in range(12)]
    give_score(manager, made[-1], 4, 4)
    for entry in made:
        link(manager, plan, "milestones", entry)
    page = item(manager, plan, "plans").href

    def links(answer: str) -> int:
        return sum(f"/registers/entries/{entry.pk}/" in answer for entry in made)

    first = client.get(page).content.decode()
    assert links(first) == 10
    assert f"/registers/entries/{made[-1].pk}/" in first, "the highest score is among them"
    assert "The 10 highest of 12." in first
    whole = client.get(f"{page}?risks=all").content.decode()
    assert links(whole) == 12
    assert "All 12." in whole


def test_raising_linking_and_unlinking_on_the_pages(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    priority = plan.priorities.get()
    page = f"/plans/{plan.pk}/priorities/{priority.pk}/"
    assert f"{page}risks/raise/" in client.get(page).content.decode()
    given = {
        "post": manager.post.pk, "title": "Too few people", "answer_event": "Two left",
        "answer_effect": "Longer waits", "owner": "",
    }  # fmt: skip
    sent = client.post(f"{page}risks/raise/?kind=issue", given)
    assert sent.status_code == 302
    entry = client.get(sent["Location"]).content.decode()
    assert page in entry
    assert "Too few people" in client.get(page).content.decode()
    other = make_entry(manager, on=clock.today())
    linked = client.post(f"{page}risks/link/", {"post": manager.post.pk, "entry": other.pk})
    assert linked["Location"] == page
    made = PlanRisk.objects.get(entry=other)
    gone = client.post(f"/plans/risk-links/{made.pk}/remove/", {"post": manager.post.pk})
    assert gone.status_code == 302
    assert other.title not in client.get(page).content.decode()
    client.force_login(make_person(plan.area, "case_coordinator").user)
    assert "Risks and issues" not in client.get(page).content.decode()
    assert client.get(f"{page}risks/raise/").status_code == 404
