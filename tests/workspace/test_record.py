"""The page of a child's record: what each reader sees of it, and what it never tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry, BreakGlass
from goldenthread.core import clock
from goldenthread.duties.deriving import rewrite
from goldenthread.duties.models import CaseEvent
from goldenthread.people.models import Person
from tests import factories
from tests.people.families import make_protection
from tests.workspace.whole_child import (
    ADDRESS,
    NUMBER,
    SCHOOL,
    TODAY,
    Around,
    make_around,
    make_case,
)

pytestmark = pytest.mark.django_db

EVERYTHING = [
    "now", "timeline", "family", "requests", "carers", "contacts", "network", "siblings", "rights", "documents",
    "places", "setting", "needs", "numbers", "access",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def around() -> Around:
    return make_around()


def page(client: Client, who: factories.Person, child: Person, status: int = 200) -> str:
    client.force_login(who.user)
    answer = client.get(reverse("workspace:record", args=[child.pk]))
    assert answer.status_code == status
    return answer.content.decode()


def sections(html: str) -> list[str]:
    """The sections that the page has, in the order of its own list of them."""
    found = re.findall(r'<li><a class="govuk-link" href="#(\w+)"', html)
    assert all(f'id="{code}"' in html for code in found)
    return found


def test_a_coordinator_reads_the_whole_story(around: Around, client: Client) -> None:
    html = page(client, around.coordinator, around.child)
    assert sections(html) == EVERYTHING
    for words in ("Immy Tarn", "Being assessed", ADDRESS, SCHOOL, NUMBER, "943 476 5919",
                  "Wren Tarn", "01632 960001", "Brothers and sisters", "Week 20"):  # fmt: skip
        assert words in html, words
    # What the law wanted by week 16 comes first, then week 20, then the advice that guidance wanted earlier.
    what = html.index('class="govuk-heading-m gt-now__what"')
    assert "Decision not to issue a plan" in html[what : what + 200]
    assert "Overdue by 7 days" in html[what : what + 300]
    assert html.index("Final plan", what) < html.index("Reply of school", what)
    assert "Met late by 3 days" in html
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title is not None
    assert "Tarn" not in title[1]
    assert f"P-{around.child.pk}" in title[1]


def test_it_takes_few_queries_however_long_the_case(
    around: Around, client: Client, django_assert_max_num_queries: Any
) -> None:
    around.case.duties.all().delete()
    around.case.delete()
    make_case(around.child, around.coordinator, years=10)
    page(client, around.coordinator, around.child)  # what has been read once is in the access log
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("workspace:record", args=[around.child.pk]))
    assert sections(answer.content.decode()) == EVERYTHING


def test_who_cares_is_shown_with_restrictions_and_letters_obey_them(
    around: Around, client: Client
) -> None:
    html = page(client, around.coordinator, around.child)
    assert "May not be in contact with the child, nor be told anything" in html
    letters = re.search(r"Letters go to:</strong>(.*?)</p>", html)
    assert letters is not None
    assert "Kim Ashby" in letters[1]
    assert "Blackwood" not in letters[1]


def test_a_school_sees_what_a_school_needs(around: Around, client: Client) -> None:
    make_protection(around.child, "contact", around.coordinator.post)
    html = page(client, around.senco, around.child)
    assert sections(html) == ["now", "requests", "carers", "setting", "needs"]
    assert "Nothing with a date waits to be done by the setting" in html
    assert "Kim Blackwood" in html
    assert "May not be in contact" in html
    for words in (ADDRESS, NUMBER, "943 476 5919", "Wren", "Order of 3 March", "Letters go to",
                  "Who has read this record", "Change the needs"):  # fmt: skip
        assert words not in html, words


def test_a_school_is_told_of_the_plan_and_of_its_own_duties_alone(
    around: Around, client: Client
) -> None:
    for kind, on in (("final_plan_sent", 14), ("review_meeting_held", 3)):
        CaseEvent.objects.create(case=around.case, kind=kind, on=TODAY - timedelta(days=on))
    rewrite(around.case)
    html = page(client, around.senco, around.child)
    assert sections(html) == ["now", "timeline", "requests", "plan", "carers", "setting", "needs"]
    assert "A plan has been in force since 8 November 2026" in html
    assert "Report of the review meeting" in html
    for words in ("Decision after the review", "A request for an assessment", "lodge an appeal"):
        assert words not in html, words


def test_a_professional_of_the_network_sees_the_case_but_not_the_home(
    around: Around, client: Client
) -> None:
    html = page(client, around.nurse, around.child)
    assert sections(html) == ["now", "timeline", "carers", "network", "setting", "needs"]
    for words in (ADDRESS, NUMBER, "943 476 5919", "Letters go to", "Order of 3 March"):
        assert words not in html, words


@pytest.mark.parametrize(
    ("what", "words"), [("address", ADDRESS), ("setting", SCHOOL), ("contact", NUMBER)]
)
def test_what_is_protected_is_shown_to_the_named_post_alone(
    around: Around, client: Client, what: str, words: str
) -> None:
    other = factories.make_person(around.area, "send_manager")
    make_protection(around.child, what, other.post)
    assert words not in page(client, around.coordinator, around.child)
    assert words in page(client, other, around.child)


def test_a_stranger_and_another_area_find_nothing(around: Around, client: Client) -> None:
    elsewhere = factories.make_person(factories.make_area(), "case_coordinator")
    manager = factories.make_person(around.area, "partnership_manager")
    for who in (elsewhere, manager):
        html = page(client, who, around.child, 404)
        assert "Tarn" not in html
    assert not AuditEntry.objects.filter(action="person.read").exists()


def test_reading_is_recorded_once_and_told_by_post(around: Around, client: Client) -> None:
    page(client, around.senco, around.child)
    entry = AuditEntry.objects.get(action="person.read")
    assert (entry.target_id, entry.user_id) == (str(around.child.pk), around.senco.user.pk)
    assert entry.area_id == around.area.pk
    html = page(client, around.coordinator, around.child)
    log = html[html.index('id="access"') :]
    assert around.senco.post.title in log
    assert around.senco.user.name not in log
    assert AuditEntry.objects.filter(action="person.read").count() == 2


def test_a_merged_record_leads_to_the_one_that_was_kept(around: Around, client: Client) -> None:
    gone = Person.objects.create(
        area=around.area, legal_forenames="I", legal_surname="Tarn", born=around.child.born,
        merged_into=around.child, sent_key="0" * 32,
    )  # fmt: skip
    client.force_login(around.coordinator.user)
    answer = client.get(reverse("workspace:record", args=[gone.pk]))
    assert answer.headers["Location"] == reverse("workspace:record", args=[around.child.pk])
    assert not AuditEntry.objects.filter(action="person.read").exists()


def test_a_child_without_a_case(client: Client) -> None:
    area = factories.make_area()
    who = factories.make_person(area, "case_coordinator")
    child = Person.objects.create(
        area=area, legal_forenames="A", legal_surname="B", born=TODAY, sent_key="0" * 32
    )
    html = page(client, who, child)
    assert "no date of law is running" in html
    assert "timeline" not in sections(html)


def test_opened_in_an_emergency_it_says_so_and_protections_hold(
    around: Around, client: Client
) -> None:
    who = factories.make_person(around.area, "partnership_manager")
    make_protection(around.child, "address", around.coordinator.post)
    until = clock.now() + timedelta(hours=1)
    BreakGlass.objects.create(
        user=who.user, area=around.area, kind="people.person", key=around.child.pk,
        reason="The duty desk cannot be reached", opened_at=clock.now(), ends_at=until,
        review_due=TODAY,
    )  # fmt: skip
    who.user.opened_until = until
    who.user.save()
    html = page(client, who, around.child)
    assert "You opened this in an emergency" in html
    assert ADDRESS not in html
    assert "Change the needs" not in html
    assert AuditEntry.objects.filter(action="breakglass.used").count() == 1
