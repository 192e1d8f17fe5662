"""Raising an entry with its first scores in one form, and the question that scores can raise there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from goldenthread.registers.models import Entry
from tests.factories import Person, make_area, make_person
from tests.registers.makers import CODE, area_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client: Client) -> Person:
    made = make_person(make_area(), "priority_lead")
    client.force_login(made.user)
    return made


def filled(lead: Person, client: Client) -> tuple[str, dict[str, str]]:
    address = f"/registers/{area_of(lead)}/{CODE}/raise/"
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(sent|matrix|post)" value="([^"]+)"', page))
    words = {
        "title": "Late letters",
        "answer_cause": "A",
        "answer_event": "B",
        "answer_effect": "C",
    }
    return address, {**hidden, **words}


def test_scores_are_taken_with_the_entry_and_may_be_left_out(lead: Person, client: Client) -> None:
    address, given = filled(lead, client)
    now = {"now_likelihood": "4", "now_impact": "4", "text": "Seen twice"}
    for _ in range(2):
        assert client.post(address, {**given, **now}).status_code == 302
    entry = Entry.objects.get()
    assert (entry.score, entry.band) == (16, "very-high")
    assert [event.kind for event in entry.events.all()] == ["scored", "raised"]
    address, given = filled(lead, client)
    assert client.post(address, given).status_code == 302
    assert Entry.objects.latest("pk").score == 0


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({"now_likelihood": "4"}, "Select the impact (now) too"),
        ({"target_likelihood": "1", "target_impact": "1"}, "Select the impact (now) too"),
        ({"text": "Because"}, "Give the scores that this is about"),
        ({"now_likelihood": "9", "now_impact": "1"}, "likelihood (now) from the list"),
    ],
)
def test_half_a_score_is_refused_beside_its_field(
    lead: Person, client: Client, scores: dict[str, str], said: str
) -> None:
    address, given = filled(lead, client)
    page = client.post(address, {**given, **scores})
    assert page.status_code == 400
    assert said in page.content.decode()
    assert '<details class="govuk-details" open>' in page.content.decode()
    assert not Entry.objects.exists()


def test_a_score_that_goes_up_is_asked_about_and_then_taken(lead: Person, client: Client) -> None:
    address, given = filled(lead, client)
    assert b'name="sure"' not in client.get(address).content
    given |= {
        "inherent_likelihood": "1", "inherent_impact": "4", "now_likelihood": "4", "now_impact": "4",
    }  # fmt: skip
    asked = client.post(address, given)
    assert asked.status_code == 400
    page = asked.content.decode()
    assert "Now (16) is higher than before controls (4)." in page
    assert 'name="sure"' in page
    assert re.search(r'name="asked" value="sure"', page)
    sure = {**given, "asked": "sure", "sure": "on"}
    unexplained = client.post(address, sure)
    assert "Say why the score goes up." in unexplained.content.decode()
    assert not Entry.objects.exists()
    assert client.post(address, {**sure, "text": "It spread"}).status_code == 302
    assert Entry.objects.get().score == 16


def test_an_issue_is_asked_its_impact_alone(lead: Person, client: Client) -> None:
    page = client.get(f"/registers/{area_of(lead)}/{CODE}/raise/?kind=issue").content.decode()
    assert 'name="now_impact"' in page
    assert "likelihood" not in re.sub(r"<h2.*", "", page, flags=re.S)
