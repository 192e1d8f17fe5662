"""A lead of the document that is no post yet stands wherever the plan is told, with who can report until then."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.exchange.exports import write
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.api.filling import plan_document
from goldenthread.improvement.importing import PlanImport
from goldenthread.improvement.models import Lead, Plan
from goldenthread.improvement.queries.differences import compared, differences_table
from goldenthread.improvement.queries.drafting import outline
from goldenthread.improvement.queries.export import plan_table
from goldenthread.improvement.queries.pages import plan_texts
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_organisation, make_person, make_plan

pytestmark = pytest.mark.django_db
NAME = "Early Years Service"
LEFT = "(named in the plan, without a post)"


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=make_organisation(area))


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    made = make_plan(area, agreed_by=manager.post, due=(date(2099, 3, 31),))
    made.priorities.update(printed_leads=[NAME])
    return made


def test_it_stands_on_the_plan_and_its_section(manager: Person, plan: Plan, client: Client) -> None:
    client.force_login(manager.user)
    section = plan.sections.get()
    for address in (f"/plans/{plan.pk}/", f"/plans/{plan.pk}/sections/{section.pk}/"):
        page = client.get(address).content.decode()
        assert f'{NAME} <span class="gt-missing">{LEFT}' in page, address
        assert "No lead" not in page


def test_it_is_in_each_form_of_the_copy(manager: Person, plan: Plan) -> None:
    _, table = plan_table(manager.scope, plan.pk, clock.today())
    [row] = csv.DictReader(io.StringIO(write(table, "csv").content.decode("utf-8-sig")))
    assert (row["Leads"], row["Leads as printed, without a post"]) == ("", NAME)


def test_the_api_gives_it_apart_from_posts(manager: Person, plan: Plan) -> None:
    page = plan_page(manager.scope, plan.pk, clock.today())
    [section] = plan_document(page, plan_texts(page.plan)).sections
    [priority] = section.priorities
    assert (priority.leads, priority.leads_as_printed) == ([], [NAME])


def test_a_post_in_its_place_is_another_lead_of_the_next_version(
    manager: Person, plan: Plan
) -> None:
    draft = new_version(scope=manager.scope, plan_id=plan.pk, version="2")
    assert compared(manager.scope, draft, plan.pk).changes == []
    priority = draft.priorities.get()
    assert priority.printed_leads == [NAME]
    Lead.objects.create(priority=priority, post=manager.post, position=1)
    draft.priorities.update(printed_leads=[])
    [row] = differences_table(compared(manager.scope, draft, plan.pk)).rows
    assert row[2:] == (f"{NAME} (as printed, no post)", manager.post.title)


def test_the_draft_says_that_nobody_reports_as_that(plan: Plan) -> None:
    codes = {one.code for one in outline(plan).remarks}
    assert "lead_without_post" in codes
    assert "lead_missing" not in codes


def test_after_an_import_it_says_who_can_report(
    manager: Person, plan: Plan, area: LocalArea
) -> None:
    [left] = PlanImport().left_open(scope=manager.scope, target_id=plan.pk)
    assert left.words.startswith("No post leads 1 priority: until somebody says which post does,")
    assert f"only {manager.post.title} can report" in left.words
    assert left.links == (
        (f"Say who leads priority 1a (in the plan: {NAME})",
         f"/plans/{plan.pk}/priorities/{plan.priorities.get().pk}/"),
    )  # fmt: skip
    stranger = make_person(make_area(), "partnership_manager")
    assert PlanImport().left_open(scope=stranger.scope, target_id=plan.pk) == ()
    manager.post.roles.all().delete()
    assert (
        "nobody can report"
        in PlanImport().left_open(scope=manager.scope, target_id=plan.pk)[0].words
    )
