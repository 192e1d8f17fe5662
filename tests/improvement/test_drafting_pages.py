"""The pages on which a draft is written: without script, for those who may, losing nothing typed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.improvement.draft_kinds import KINDS
from goldenthread.improvement.models import Milestone, Plan, Priority
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def manager(client: Client) -> Person:
    person = make_person(make_area(), "partnership_manager")
    client.force_login(person.user)
    return person


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    return make_plan(area, lead=manager.post)


@pytest.fixture
def priority(plan: Plan) -> Priority:
    return plan.priorities.get()


def hidden(page: str) -> dict[str, str]:
    """What the form of a page carries unseen."""
    found = re.findall(r'<input type="hidden" name="(standing|seen)"(?: value="([^"]*)")?', page)
    assert found
    return dict(found)


def opened(client: Client, address: str) -> dict[str, str]:
    return hidden(client.get(address).content.decode())


def test_every_page_answers_and_costs_little(
    client: Client, manager: Person, plan: Plan, priority: Priority
) -> None:
    at = f"/plans/{plan.pk}/edit/"
    parents = {"plan": plan.pk, "section": priority.section_id, "priority": priority.pk}
    parents["milestone"] = Milestone.objects.filter(plan=plan)[0].pk
    lead = priority.lead_rows.get()
    addresses = [
        "/plans/start/", at, f"{at}head/", f"{at}sections/{priority.section_id}/",
        f"{at}priorities/{priority.pk}/", f"{at}leads/{lead.pk}/change/",
        f"{at}sections/{priority.section_id}/remove/", f"{at}priorities/{priority.pk}/change/",
        *(f"{at}{kind.code}/add/{parents[kind.parent]}/" for kind in KINDS.values()),
    ]  # fmt: skip
    client.get("/plans/")
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        assert len(queries) <= MOST, address


def test_the_plan_offers_it_while_it_is_a_draft_to_those_who_may(
    client: Client, manager: Person, plan: Plan
) -> None:
    assert f"/plans/{plan.pk}/edit/" in client.get(f"/plans/{plan.pk}/").content.decode()
    assert "/plans/start/" in client.get("/plans/").content.decode()
    agreed = make_plan(plan.area, agreed_by=manager.post)
    assert "/edit/" not in client.get(f"/plans/{agreed.pk}/").content.decode()
    for address in ("", "head/", f"milestones/add/{agreed.priorities.get().pk}/"):
        response = client.get(f"/plans/{agreed.pk}/edit/{address}")
        assert response.status_code == 409
        assert "make a new version" in response.content.decode()
    client.force_login(make_person(plan.area, "board_member").user)
    assert "/plans/start/" not in client.get("/plans/").content.decode()
    assert client.get("/plans/start/").status_code == 403
    assert client.get(f"/plans/{plan.pk}/edit/").status_code == 404
    assert client.get(f"/plans/{agreed.pk}/edit/").status_code == 403


def test_an_add_leads_to_its_place_and_is_done_once(
    client: Client, plan: Plan, priority: Priority
) -> None:
    address = f"/plans/{plan.pk}/edit/milestones/add/{priority.pk}/"
    typed = {"number": "3", "text": "Counted", "due-month": "September", "due-year": "2026",
             **opened(client, address)}  # fmt: skip
    first, again = client.post(address, typed), client.post(address, typed)
    milestone = Milestone.objects.get(text="Counted")
    place = f"/plans/{plan.pk}/edit/priorities/{priority.pk}/#milestones-{milestone.pk}"
    assert first["Location"] == again["Location"] == place
    assert f'id="milestones-{milestone.pk}"' in client.get(place).content.decode()


def test_a_wrong_answer_loses_nothing(client: Client, plan: Plan, priority: Priority) -> None:
    address = f"/plans/{plan.pk}/edit/milestones/add/{priority.pk}/"
    typed = {"number": "3", "text": "Counted", "due-month": "Febtember", "due-year": "2026"}
    response = client.post(address, typed)
    assert response.status_code == 400
    page = response.content.decode()
    assert all(words in page for words in ("Febtember", "Counted", "real month"))
    taken = client.post(
        f"/plans/{plan.pk}/edit/priorities/add/{priority.section_id}/",
        {"code": "1A", "title": "My words"},
    )
    assert taken.status_code == 400
    assert "The code 1a is taken" in taken.content.decode()
    assert "My words" in taken.content.decode()


def test_two_people_change_one_milestone(client: Client, plan: Plan, priority: Priority) -> None:
    milestone = priority.milestones.all()[0]
    address = f"/plans/{plan.pk}/edit/milestones/{milestone.pk}/change/"
    mine = {"text": "What I typed", "number": "1", **opened(client, address)}
    Milestone.objects.filter(pk=milestone.pk).update(text="What they wrote")
    response = client.post(address, mine)
    assert response.status_code == 400
    page = response.content.decode()
    assert all(words in page for words in ("What stands now", "What they wrote", "What I typed"))
    sent = client.post(address, {**mine, **hidden(page)})
    assert sent.status_code == 302
    milestone.refresh_from_db()
    assert milestone.text == "What I typed"


def test_the_head_of_a_plan_is_changed_by_one_of_two_people(client: Client, plan: Plan) -> None:
    address = f"/plans/{plan.pk}/edit/head/"
    mine = {"title": "My title", "version": "", **opened(client, address)}
    Plan.objects.filter(pk=plan.pk).update(title="Their title")
    response = client.post(address, mine)
    assert response.status_code == 400
    page = response.content.decode()
    assert all(title in page for title in ("Their title", "My title"))
    assert client.post(address, {**mine, **hidden(page)}).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "My title"


def test_removing_is_asked_once_more_and_twice_pressed_is_harmless(
    client: Client, plan: Plan, priority: Priority
) -> None:
    address = f"/plans/{plan.pk}/edit/priorities/{priority.pk}/remove/"
    page = client.get(address).content.decode()
    for words in ("1 lead", "1 action", "2 milestones"):
        assert words in page
    given = opened(client, address)
    assert client.post(address, {"standing": "something else"}).status_code == 400
    for _ in range(2):
        assert client.post(address, given)["Location"].startswith(f"/plans/{plan.pk}/edit/")
    assert not plan.priorities.exists()
    outline = client.get(f"/plans/{plan.pk}/edit/").content.decode()
    assert "is removed" in outline
    assert "cannot be agreed" in outline


def test_moving_by_its_button(client: Client, plan: Plan, priority: Priority) -> None:
    first, second = priority.milestones.all()
    address = f"/plans/{plan.pk}/edit/milestones/{first.pk}/move/"
    page = client.get(f"/plans/{plan.pk}/edit/priorities/{priority.pk}/").content.decode()
    assert page.count('value="up"') == page.count('value="down"') == 1
    assert client.get(address).status_code == 302
    for typed in ({"step": "sideways", "position": "1"}, {"step": "down", "position": "x"},
                  {"step": "down", "position": "1" * 4500},
                  {"step": "down", "position": "1"}, {"step": "down", "position": "1"}):  # fmt: skip
        place = client.post(address, typed)["Location"]
        assert place.endswith(f"#milestones-{first.pk}")
    assert list(priority.milestones.all()) == [second, first]


def test_the_new_order_shows_on_every_page(client: Client, plan: Plan, priority: Priority) -> None:
    at = f"/plans/{plan.pk}/edit/"
    for kind, parent, typed in (
        ("sections", plan.pk, {"title": "Waiting"}),
        ("priorities", priority.section_id, {"code": "1b", "title": "Count the backlog"}),
    ):
        address = f"{at}{kind}/add/{parent}/"
        made = client.post(address, {**typed, **opened(client, address)})["Location"]
        thing = made.rpartition("-")[2]
        client.post(f"{at}{kind}/{thing}/move/", {"step": "up", "position": "2"})
    for address in (at, f"/plans/{plan.pk}/", f"/plans/{plan.pk}/sections/{priority.section_id}/"):
        page = client.get(address).content.decode()
        assert page.index("1b. Count the backlog") < page.index("1a. Tell families"), address
        if "sections" not in address:
            assert page.index("Waiting</a>") < page.index("Communication</a>"), address


def test_a_lead_is_chosen_or_made(
    client: Client, plan: Plan, manager: Person, priority: Priority
) -> None:
    address = f"/plans/{plan.pk}/edit/leads/add/{priority.pk}/"
    nothing = client.post(address, {"which": "new"}).content.decode()
    assert "Select an organisation" in nothing
    made = client.post(
        address,
        {"which": "new", "organisation": str(manager.post.organisation_id), "title": "Head of Joy",
         "post": "ignored", **opened(client, address)},
    )  # fmt: skip
    assert made.status_code == 302
    assert (
        "Head of Joy" in client.get(f"/plans/{plan.pk}/priorities/{priority.pk}/").content.decode()
    )
    lead = priority.lead_rows.get(as_printed="Head of Joy")
    change = f"/plans/{plan.pk}/edit/leads/{lead.pk}/change/"
    typed = {"which": "existing", "post": str(lead.post_id), "as_printed": "HoJ"}
    assert client.post(change, {**typed, **opened(client, change)}).status_code == 302
    lead.refresh_from_db()
    assert lead.as_printed == "HoJ"


def test_things_that_are_none_are_not_found(client: Client, plan: Plan) -> None:
    other = make_plan(plan.area).priorities.get()
    at = f"/plans/{plan.pk}/edit/"
    for address in (f"{at}towers/add/{plan.pk}/", f"{at}sections/add/{plan.pk + 99}/",
                    f"{at}priorities/{other.pk}/", f"{at}actions/add/{other.pk}/"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    gone = client.get(f"{at}priorities/{other.pk}/change/", follow=True)
    assert "not in the plan any more" in gone.content.decode()


def test_a_draft_is_discarded_after_a_page_that_asks(client: Client, plan: Plan) -> None:
    address = f"/plans/{plan.pk}/edit/discard/"
    assert address in client.get(f"/plans/{plan.pk}/edit/").content.decode()
    assert client.get(address).status_code == 200
    gone = client.post(address, {"standing": ""}, follow=True)
    assert "The draft is discarded" in gone.content.decode()
    assert not Plan.objects.filter(pk=plan.pk).exists()
    agreed = make_plan(plan.area, agreed_by=make_person(plan.area, "partnership_manager").post)
    later = make_plan(plan.area)
    Plan.objects.filter(pk=later.pk).update(supersedes=agreed)
    response = client.get(f"/plans/{later.pk}/edit/discard/")
    assert response["Location"] == f"/plans/{later.pk}/versions/discard/"
