"""The form by which a lead reports: past its date, with something missing, and when the work has just been finished."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.queries.status import milestone_status
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
    assert page.count("so it would still show Red: new date needed") == (1 if warned else 0)
    assert page.count("without a new completion date it would still show Red") == 2 * warned
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
    assert "Red needs a new completion date." in summary
    assert "Going from Grey to Red needs a reason." in summary
    assert "Enter what has been done" in summary


def test_a_reason_that_may_be_needed_is_not_called_optional(client: Client, lead: Person) -> None:
    client.force_login(lead.user)
    page = client.get(f"/plans/milestones/{milestone(lead, 400).pk}/report/").content.decode()
    assert "Why? (optional)" not in page
    assert "Needed for a new completion date" in page


AHEAD = {"new_due-month": "6", "new_due-year": str(clock.today().year + 1)}
FORECAST = {"forecast-month": "9", "forecast-year": str(clock.today().year + 1)}


@pytest.mark.parametrize(("status", "more"), [("green", {}), ("amber", FORECAST)])
def test_past_its_date_green_and_amber_may_bring_a_new_one(
    client: Client, lead: Person, status: str, more: dict[str, str]
) -> None:
    one = milestone(lead, -418)
    first = one.due
    _, page = send(
        client, lead, one, status=status, reason="Two posts are filled.", **AHEAD, **more
    )
    assert "still shows Red" not in page
    assert "How its date has moved" in page
    one.refresh_from_db()
    assert (one.baseline_due, one.due) == (first, date(clock.today().year + 1, 6, 30))
    row = milestone_status(one, frozenset(), clock.today())
    assert row.shown.status == status
    assert row.slippage == ((one.forecast or one.due) - first).days
    (event,) = one.events.all()
    assert (event.due_before, event.due_after) == (first, one.due)
    assert event.reason == "Two posts are filled."


@pytest.mark.parametrize(
    ("status", "more", "told"),
    [
        ("green", {}, "A new completion date needs a reason."),
        ("amber", {"reason": "Late"}, "Enter the month you now expect"),
        ("amber", {"reason": "Late", **FORECAST, "forecast-month": "3"}, "is earlier than the new"),
        ("grey", {"reason": "Late"}, "does not belong to a report of Grey"),
    ],
)
def test_a_new_date_keeps_the_rules(
    client: Client, lead: Person, status: str, more: dict[str, str], told: str
) -> None:
    one = milestone(lead, -418)
    code, page = send(client, lead, one, status=status, **AHEAD, **more)
    assert code == 400
    assert told in page
    one.refresh_from_db()
    assert one.version == 1


def test_before_its_date_only_red_moves_it(client: Client, lead: Person) -> None:
    far = {**AHEAD, "new_due-year": str(clock.today().year + 3)}
    one = milestone(lead, 400)
    send(client, lead, one, status="green", reason="Just so.", **far)
    one.refresh_from_db()
    assert one.version == 2
    assert one.due < date(clock.today().year + 3, 1, 1)
