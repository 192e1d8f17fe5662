"""The list of a plan's milestones: by due date, the undated last, or in the order of the plan; page by page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.improvement.models import Milestone, Plan, Priority
from goldenthread.improvement.queries.lists import milestone_page
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)
DUE = [date(2026, 7, 31), None, date(2025, 10, 31), date(2025, 12, 31), None, date(2025, 10, 31)]


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    """Two priorities; the second was written down first, and dates go to and fro."""
    plan = make_plan(Plan(area_id=manager.scope.grants[0].area_id).area, agreed_by=manager.post)
    Milestone.objects.filter(plan=plan).delete()
    first = plan.priorities.get()
    later = Priority.objects.create(
        plan=plan, section=first.section, position=first.position + 1, code="1b", title="Later"
    )
    for place, due in enumerate(DUE, 1):
        Milestone.objects.create(
            plan=plan, priority=later if place < 4 else first, position=(place - 1) % 3 + 1,
            number=str(place), text=f"Milestone {place}", due=due,
        )  # fmt: skip
    return plan


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("due", ["6", "3", "4", "1", "5", "2"]),
        ("nonsense", ["6", "3", "4", "1", "5", "2"]),
        ("priority", ["4", "5", "6", "1", "2", "3"]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 4, 50])
def test_each_milestone_stands_once_on_some_page(
    manager: Person, plan: Plan, order: str, expected: list[str], size: int
) -> None:
    found: list[str] = []
    params = {"order": order}
    while True:
        page = milestone_page(manager.scope, plan, params, size, TODAY)
        found += [row.number for row in page.rows]
        if page.page.next is None:
            break
        params["after"] = page.page.next
    assert found == expected
    back = []
    while page.page.previous is not None:
        params = {"order": order, "before": page.page.previous}
        page = milestone_page(manager.scope, plan, params, size, TODAY)
        back = [row.number for row in page.rows] + back
    assert back == expected[: len(back)]


def test_the_order_is_chosen_on_the_page_and_kept(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    where = reverse("improvement:milestones", args=[plan.pk])
    page = client.get(where).content.decode()
    assert '<strong aria-current="true">due date</strong>' in page
    assert "order=priority" in page
    page = client.get(where, {"order": "priority", "show": "no-date"}).content.decode()
    assert "show=no-date&amp;q=&amp;order=due" in page
    assert '<input type="hidden" name="order" value="priority">' in page
    assert "Milestone 2" in page
    assert "Milestone 1<" not in page
