"""Lists of milestones narrowed by part and by who leads them, and every list as a file that is recorded."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.improvement.actions.progress import Said, report_progress
from goldenthread.improvement.models import Inspection, Milestone, MilestoneLead, Plan
from goldenthread.improvement.queries.lists import FILTERS, milestone_page
from goldenthread.improvement.queries.status import milestone_statuses
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


@pytest.fixture
def own(area: LocalArea) -> Person:
    return make_person(area, "priority_lead")


@pytest.fixture
def plan(area: LocalArea, manager: Person, own: Person) -> Plan:
    """Its first milestone is led by `own`, and is reported Amber with a forecast."""
    plan = make_plan(area, lead=manager.post, agreed_by=manager.post)
    first = Milestone.objects.filter(plan=plan).order_by("position")[0]
    MilestoneLead.objects.create(milestone=first, post=own.post, position=1, as_printed="Own")
    with clock.fixed(TODAY):
        report_progress(
            scope=own.scope, milestone_id=first.pk, post_id=own.post.pk, version=1, today=TODAY,
            said=Said(Status.AMBER, progress="=1+1", forecast=Month(2026, 5)),
        )  # fmt: skip
    return plan


def taken(client: Client, where: str) -> list[dict[str, str]]:
    with clock.fixed(TODAY):
        answer = client.get(where)
    assert answer.status_code == 200, where
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_list_is_narrowed_by_who_leads_and_its_counts_equal_its_rows(
    manager: Person, own: Person, plan: Plan
) -> None:
    total = Milestone.objects.filter(plan=plan).count()
    for params, rows in (
        ({"lead": str(own.post.pk)}, 1),
        ({"lead": str(manager.post.pk)}, total - 1),
        ({"organisation": str(own.post.organisation_id)}, 1),
        ({"q": own.post.title}, 1),
        ({"lead": "999999"}, total),
        ({"section": str(plan.sections.get().pk)}, total),
    ):
        whole = milestone_page(manager.scope, plan, params, 50, TODAY)
        assert len(whole.rows) == rows, params
        for show in FILTERS:
            page = milestone_page(manager.scope, plan, {**params, "show": show}, 50, TODAY)
            assert len(page.rows) == page.counts[show] == whole.counts[show], (params, show)


def test_a_copy_holds_the_list_as_it_is_shown(
    client: Client, manager: Person, own: Person, plan: Plan
) -> None:
    client.force_login(manager.user)
    base = f"/plans/{plan.pk}"
    (row,) = taken(client, f"{base}/milestones/export/csv/?lead={own.post.pk}")
    first = Milestone.objects.filter(plan=plan).order_by("position")[0]
    (shown,) = milestone_statuses(Milestone.objects.filter(pk=first.pk), TODAY)
    assert row["Forecast given with Amber"] == "2026-05-31"
    assert row["Slippage in days"] == str(shown.slippage) == "61"
    assert row["Leads of the milestone itself"] == own.post.title
    assert row["Last report"] == "'=1+1"
    changes = taken(client, f"{base}/changes/export/csv/?what=first")
    assert [(one["What"], one["What has been done"]) for one in changes] == [("Report", "'=1+1")]
    mine = taken(client, "/plans/my-milestones/export/csv/")
    assert {one["Led by"] for one in mine} == {"My posts", "Others"}
    codes = AuditEntry.objects.filter(action="milestone.exported")
    assert codes.count() == 3
    with clock.fixed(TODAY):
        for form, status in (("xlsx", 200), ("json", 200), ("pdf", 404)):
            answer = client.get(f"{base}/milestones/export/{form}/")
            assert answer.status_code == status


def test_inspections_are_copied_where_copies_may_be_taken(
    client: Client, area: LocalArea, manager: Person
) -> None:
    Inspection.objects.create(
        area=area, title="Visit", framework="area_send_2023", starts_on=date(2025, 2, 1),
        month_only=True, post=manager.post, user=manager.user,
    )  # fmt: skip
    client.force_login(manager.user)
    (row,) = taken(client, "/plans/inspections/export/csv/")
    assert (row["Inspection"], row["Inspected"]) == ("Visit", "February 2025")
    client.force_login(make_person(area, "case_coordinator").user)
    for where in ("inspections", "my-milestones"):
        assert client.get(f"/plans/{where}/export/csv/").status_code == 403


def test_the_search_finds_the_rest_of_the_plan_and_lists_say_the_last_words(
    client: Client, manager: Person, own: Person, plan: Plan
) -> None:
    priority = plan.priorities.get()
    priority.actions.create(position=9, letter="Z", text="Borrow the zebra crossing")
    client.force_login(manager.user)
    with clock.fixed(TODAY):
        found = client.get(
            f"/plans/{plan.pk}/milestones/", {"q": "ZEBRA crossing"}
        ).content.decode()
        listed = client.get(f"/plans/{plan.pk}/milestones/").content.decode()
        page = client.get(f"/plans/{plan.pk}/priorities/{priority.pk}/").content.decode()
    assert "Elsewhere in this plan" in found
    assert "Borrow the zebra crossing</a>" in found
    assert "Elsewhere in this plan" not in listed
    for html in (listed, page):
        assert "10 March 2026: =1+1" in html
        assert f"Led by {own.post.title}" in html
