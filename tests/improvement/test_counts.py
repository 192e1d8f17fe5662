"""Every number on a page of a plan opens the list of exactly what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan, Recurring
from goldenthread.ui.filters import date_long
from tests.factories import Person, make_area, make_person, make_plan
from tests.improvement.criterion_steps import make_criterion

pytestmark = pytest.mark.django_db
_LINK = re.compile(r'<a class="[^"]*gt-count" href="([^"]*)">(?:<strong>)?([0-9,]+)')
_BODY = re.compile(r"<tbody.*?</tbody>", re.DOTALL)


@dataclass(frozen=True)
class Scene:
    """A plan in which every list of milestones has something in it."""

    manager: Person
    plan: Plan


@pytest.fixture
def scene() -> Scene:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    lead, board = make_person(area, "priority_lead"), make_person(area, "board_member")
    today = clock.today()
    past, soon, far = (today + timedelta(days=days) for days in (-100, 10, 400))
    dues = (past, past, past, soon, far, None, far, past, far)
    plan = make_plan(area, lead=lead.post, agreed_by=manager.post, due=dues)
    rows = list(Milestone.objects.filter(plan=plan).order_by("position"))
    said = {"reported_on": past, "reported_post": lead.post}
    done = {**said, "reported_status": "blue", "completed_on": past}
    signed = {**done, "signed_off_on": today, "signed_off_post": board.post}
    for row, columns in (
        (rows[1], done),
        (rows[2], {**signed, "signed_off_owners": [str(lead.post.pk)]}),
        (rows[3], {**done, "completed_on": today}),
        (rows[4], {**said, "reported_status": "amber", "forecast": far + timedelta(days=90)}),
        (rows[6], {**said, "reported_status": "red", "due": far + timedelta(days=120)}),
        (rows[7], {**said, "reported_status": "green"}),
        (rows[8], {**said, "reported_status": "green"}),
    ):
        Milestone.objects.filter(pk=row.pk).update(**columns)
    for row, kind, before, now, moved in (
        (rows[4], "report", "green", "amber", False),
        (rows[6], "report", "", "red", True),
        (rows[8], "report", "amber", "green", False),
        (rows[2], "sign_off", "blue", "blue", False),
        (rows[7], "report", "green", "green", False),
    ):
        MilestoneEvent.objects.create(
            plan=plan, milestone=row, kind=kind, on=today, post=lead.post, status=now,
            status_before=before, due_before=row.due, reason="Posts are vacant.",
            due_after=far + timedelta(days=120) if moved else row.due,
            forecast=far if now == "amber" else None,
        )  # fmt: skip
    priority = plan.priorities.get()
    for place, text in enumerate(("Meet", "Publish"), 1):
        Recurring.objects.create(priority=priority, position=place, cadence="Weekly", text=text)
    return Scene(manager, plan)


def pages(plan: Plan) -> list[str]:
    priority = plan.priorities.get()
    start = f"/plans/{plan.pk}/"
    return [
        start,
        f"{start}sections/{priority.section_id}/",
        f"{start}priorities/{priority.pk}/",
        f"{start}changes/",
        f"{start}criteria/",
    ]


def rows_at(client: Client, address: str) -> int:
    """How many rows the page lists: in the part that the address names, else in the whole page."""
    page = client.get(address)
    assert page.status_code == 200, address
    text = page.content.decode()
    if "#" in address:
        text = text[text.index(f'id="{address.split("#")[1]}"') :]
        return _BODY.findall(text)[0].count("<tr")
    return sum(body.count("<tr") for body in _BODY.findall(text))


def links_of(client: Client, address: str) -> list[tuple[str, int]]:
    """The address and the number of every count on a page."""
    text = client.get(address).content.decode()
    found = [(unescape(href), int(n.replace(",", ""))) for href, n in _LINK.findall(text)]
    return [(urljoin(address, href), number) for href, number in found]


@pytest.mark.parametrize(
    "place", range(5), ids=["plan", "section", "priority", "changes", "criteria"]
)
def test_every_count_lists_what_it_counts(scene: Scene, client: Client, place: int) -> None:
    client.force_login(scene.manager.user)
    make_criterion(scene.plan)
    make_criterion(scene.plan, "qualitative")
    numbered = make_criterion(scene.plan)
    type(numbered).objects.filter(pk=numbered.pk).update(text="Waits fall by 20%")
    address = pages(scene.plan)[place]
    links = links_of(client, address)
    assert len(links) >= 7
    listed = {href: rows_at(client, href) for href in {href for href, _ in links}}
    assert [(href, listed[href]) for href, _ in links] == links


def test_the_lists_are_not_all_empty_or_all_full(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    links = dict(links_of(client, pages(scene.plan)[0]))
    numbers = {href.split("show=")[1]: n for href, n in links.items() if "milestones/?show" in href}
    expected = {
        "all": 9, "overdue": 2, "awaiting": 2, "awaiting-late": 1, "due-soon": 1, "moved": 1,
        "no-date": 1, "done": 1, "new_date_needed": 3, "red": 1, "amber": 1, "green": 2, "grey": 1,
    }  # fmt: skip
    assert {key: numbers[key] for key in expected} == expected


def test_what_waits_for_sign_off_is_not_overdue(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    start = f"/plans/{scene.plan.pk}/milestones/"
    late = client.get(start, {"show": "overdue"}).content.decode()
    waits = client.get(start, {"show": "awaiting-late"}).content.decode()
    assert "Milestone 1<" in late
    assert "Milestone 2<" not in late
    assert "Milestone 2<" in waits
    # It keeps the letter of the plan's key: past due and not Blue is Red.
    assert "Red: new date needed" in waits


def test_counts_say_their_base_and_their_day(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    day = date_long(clock.today())
    for address in pages(scene.plan)[:3]:
        page = client.get(address).content.decode()
        assert re.search(rf"As at {day}, of\s+<a [^>]*>9 milestones</a>", page), address


def test_a_part_narrows_the_list_and_can_be_left(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    priority = scene.plan.priorities.get()
    where = f"/plans/{scene.plan.pk}/milestones/"
    page = client.get(where, {"priority": priority.pk, "show": "done"}).content.decode()
    assert "see those of the whole plan" in page
    assert f'name="priority" value="{priority.pk}"' in page
    other = make_plan(make_area()).priorities.get()
    page = client.get(where, {"priority": other.pk}).content.decode()
    assert "see those of the whole plan" not in page
    assert "9 of 9 milestones" in page


def test_the_lists_cost_few_queries(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    client.get("/plans/")
    section = scene.plan.sections.get()
    for address in [*pages(scene.plan), f"/plans/{scene.plan.pk}/milestones/?section={section.pk}"]:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 12, address


def test_a_milestone_says_why_by_which_rule_and_from_what(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    moved = Milestone.objects.get(plan=scene.plan, number="7")
    event = moved.events.get()
    page = client.get(f"/plans/milestones/{moved.pk}/").content.decode()
    assert "The last report says Red; new completion date ahead" in page
    days = (moved.due - moved.baseline_due).days if moved.due and moved.baseline_due else 0
    assert days > 0
    assert "days later" in page
    for rule in ("red-new_ahead", "slippage", "direction"):
        assert f'/plans/status-key/#rule-{rule}"' in page
    assert f'href="#event-{event.pk}"' in page
    assert f'id="event-{event.pk}"' in page
    late = Milestone.objects.get(plan=scene.plan, number="1")
    page = client.get(f"/plans/milestones/{late.pk}/").content.decode()
    assert late.due
    overdue = (clock.today() - Month.of(late.due).last_day).days
    assert f"Days overdue: {overdue} days" in page
    assert '/plans/status-key/#rule-overdue"' in page


def test_every_rule_that_a_page_names_is_defined(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    key = client.get("/plans/status-key/").content.decode()
    milestones = [f"/plans/milestones/{row.pk}/" for row in scene.plan.milestones.all()]
    for address in [*pages(scene.plan)[:4], *milestones]:
        page = client.get(address).content.decode()
        named = re.findall(r"status-key/#(rule-[a-z_-]+)", page)
        assert named, address
        for rule in named:
            assert f'id="{rule}"' in key, rule


def test_a_status_set_by_hand_leads_to_who_set_it(scene: Scene, client: Client) -> None:
    client.force_login(scene.manager.user)
    priority = scene.plan.priorities.get()
    where = f"/plans/{scene.plan.pk}/priorities/{priority.pk}/"
    form = {"post": str(scene.manager.post.pk), "status": "amber", "reason": "Short of people"}
    assert client.post(f"{where}status/", form).status_code == 302
    (href,) = re.findall(r'href="([^"]*#judgement-[0-9]+)"', client.get(where).content.decode())
    address, anchor = unescape(href).split("#")
    page = client.get(address).content.decode()
    assert f'id="{anchor}"' in page
    assert "Short of people" in page
