"""The form by which a lead reports: past its date, with something missing, and when the work has just been finished."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.improvement.models import Milestone, Plan
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Person:
    return make_person(make_area(), "partnership_manager")


def milestone(lead: Person, days: int) -> Milestone:
    """One that is due in so many days."""
    area = Plan(area_id=lead.scope.grants[0].area_id).area
    due = clock.today() + timedelta(days=days)
    plan = make_plan(area, lead=lead.post, agreed_by=lead.post, due=(due,))
    return Milestone.objects.get(plan=plan)


def send(client: Client, lead: Person, one: Milestone, **typed: str) -> tuple[int, str]:
    """The report sent, and the page that answers it."""
    client.force_login(lead.user)
    common = {"version": "1", "post": str(lead.post.pk), "progress": "Half of it.", "impact": ""}
    response = client.post(
        f"/plans/milestones/{one.pk}/report/", {**common, "reason": "", **typed}, follow=True
    )
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("status", ["grey", "green"])
def test_past_its_date_the_lead_is_told_that_it_still_shows_red(
    client: Client, lead: Person, status: str
) -> None:
    code, page = send(client, lead, milestone(lead, -418), status=status)
    assert code == 200
    assert "Done" not in page
    assert "It still shows Red: new date needed, because its date has passed." in page


def test_a_forecast_past_the_date_does_not_hide_that_either(client: Client, lead: Person) -> None:
    ahead = {"forecast-month": "6", "forecast-year": str(clock.today().year + 1)}
    _, page = send(client, lead, milestone(lead, -418), status="amber", **ahead)
    assert "It still shows Red: new date needed, because its date has passed." in page


def test_before_its_date_nothing_more_is_said(client: Client, lead: Person) -> None:
    _, page = send(client, lead, milestone(lead, 400), status="green")
    assert "Your report is recorded." in page
    assert "still shows Red" not in page


@pytest.mark.parametrize(("days", "warned"), [(-418, True), (400, False)])
def test_the_form_asks_for_a_new_date_once_the_date_has_passed(
    client: Client, lead: Person, days: int, warned: bool
) -> None:
    client.force_login(lead.user)
    page = client.get(f"/plans/milestones/{milestone(lead, days).pk}/report/").content.decode()
    assert ("Its date has passed: give a new completion date" in page) is warned
    assert page.count("so it would still show Red: new date needed") == (3 if warned else 0)
    assert "It then waits for somebody else’s sign-off" in page


@pytest.mark.parametrize(("days", "still"), [(-418, True), (400, False)])
def test_complete_waits_for_somebody_else(
    client: Client, lead: Person, days: int, still: bool
) -> None:
    day = clock.today()
    done = {"completed_on-day": str(day.day), "completed_on-month": str(day.month),
            "completed_on-year": str(day.year)}  # fmt: skip
    _, page = send(client, lead, milestone(lead, days), status="blue", **done)
    assert "It now waits for somebody else’s sign-off." in page
    assert ("It still shows Red until then" in page) is still


def test_red_says_at_once_all_that_it_lacks(client: Client, lead: Person) -> None:
    code, page = send(client, lead, milestone(lead, -418), status="red", progress="")
    assert code == 400
    summary = page[page.index("There is a problem") :]
    assert "Enter the new completion date" in summary
    assert "Going from Grey to Red needs a reason." in summary
    assert "Enter what has been done" in summary


def test_a_reason_that_may_be_needed_is_not_called_optional(client: Client, lead: Person) -> None:
    client.force_login(lead.user)
    page = client.get(f"/plans/milestones/{milestone(lead, 400).pk}/report/").content.decode()
    assert "Why? (optional)" not in page
    assert "Needed for Red" in page
