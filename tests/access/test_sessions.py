"""How long a session lasts, and what its end looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import User
from goldenthread.core import clock
from tests.access.audit.people import a_person, an_area

pytestmark = pytest.mark.django_db
NINE = datetime.now(UTC)


@pytest.fixture
def ann() -> User:
    return a_person("Ann", "partnership_manager", an_area("Fellmoor"))


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def left(client: Client) -> int:
    return int(client.get(reverse("session_state")).json()["seconds_left"])


def test_it_ends_after_thirty_minutes_without_a_request(client: Client, ann: User) -> None:
    client.force_login(ann)
    plans = reverse("improvement:plans")
    with clock.fixed(at(0)):
        assert client.get(plans).status_code == 200
    with clock.fixed(at(29)):
        assert client.get(plans).status_code == 200
    with clock.fixed(at(58)):
        assert client.get(plans).status_code == 200
    with clock.fixed(at(88)):
        assert client.get(plans)["Location"].startswith(reverse("account_login"))
    with clock.fixed(at(59)):
        assert client.get(plans).status_code == 302


def test_asking_how_long_is_left_keeps_nothing_going(client: Client, ann: User) -> None:
    client.force_login(ann)
    with clock.fixed(at(0)):
        client.get(reverse("improvement:plans"))
        assert left(client) == 1800
    with clock.fixed(at(25)):
        assert left(client) == 300
    with clock.fixed(at(30)):
        assert left(client) == 0


def test_staying_signed_in_begins_the_time_anew(client: Client, ann: User) -> None:
    client.force_login(ann)
    with clock.fixed(at(0)):
        client.get(reverse("improvement:plans"))
    with clock.fixed(at(26)):
        assert client.post(reverse("session_stay")).json() == {"seconds_left": 1800}
    with clock.fixed(at(50)):
        assert left(client) == 360


def test_staying_too_late_brings_nobody_back(client: Client, ann: User) -> None:
    client.force_login(ann)
    with clock.fixed(at(0)):
        client.get(reverse("improvement:plans"))
    with clock.fixed(at(31)):
        assert client.post(reverse("session_stay")).json() == {"seconds_left": 0}
        assert client.get(reverse("improvement:plans")).status_code == 302


def test_staying_takes_a_form_of_ours(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    assert client.post(reverse("session_stay")).status_code == 403
    assert client.get(reverse("session_stay")).status_code == 405


def test_a_form_sent_too_late_leads_back_to_its_page(client: Client, ann: User) -> None:
    client.force_login(ann)
    with clock.fixed(at(0)):
        client.get(reverse("improvement:plans"))
    with clock.fixed(at(31)):
        answer = client.post(
            "/imports/7/discard/", headers={"referer": "http://testserver/imports/7/?page=2"}
        )
    assert answer["Location"] == "/sign-in/?ended=1&next=/imports/7/%3Fpage%3D2"
    page = client.get(answer["Location"]).content
    assert b"What you had not saved is not kept" in page


def test_a_form_of_another_site_leads_to_the_start(client: Client) -> None:
    answer = client.post("/imports/7/discard/", headers={"referer": "https://elsewhere.test/x"})
    assert answer["Location"] == "/sign-in/?next=/"


def test_the_sign_in_page_says_how_long_it_lasts(client: Client) -> None:
    page = client.get(reverse("account_login")).content
    assert b"nothing happens for 30 minutes" in page
    assert b"session-timeout" not in page


def test_pages_carry_the_warning(client: Client, ann: User) -> None:
    client.force_login(ann)
    page = client.get(reverse("improvement:plans")).content.decode()
    assert 'id="session-timeout"' in page
    assert 'data-left="1800" data-warning="300"' in page
    assert 'value="/sign-in/?next=%2Fplans%2F&amp;ended=1"' in page
