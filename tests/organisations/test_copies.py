"""Taking the lists of posts, organisations and vacancies away: who may, what is in them, what is left out."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import Person, make_area, make_organisation, make_person, make_post

pytestmark = pytest.mark.django_db
LISTS = ("posts", "organisations", "vacancies")


@pytest.fixture
def area() -> LocalArea:
    return make_area("Westshire")


@pytest.fixture
def manager(area: LocalArea, client: Client) -> Person:
    trust = make_organisation(area, name="=Live Trust", kind="nhs_provider")
    made = make_person(area, "partnership_manager", organisation=trust)
    client.force_login(made.user)
    return made


def copied(client: Client, area: LocalArea, what: str, form: str = "json") -> str:
    made = client.get(reverse("organisations:export", args=[area.pk, what, form]))
    assert made.status_code == 200
    return made.content.decode("utf-8-sig")


@pytest.mark.parametrize("what", LISTS)
def test_each_list_is_taken_from_its_page_in_three_forms_and_recorded(
    client: Client, area: LocalArea, manager: Person, what: str
) -> None:
    page = client.get(reverse(f"organisations:{what}")).content.decode()
    assert "Take a copy" in page
    for form in ("csv", "xlsx", "json"):
        address = reverse("organisations:export", args=[area.pk, what, form])
        assert f'href="{address}"' in page
        before = AuditEntry.objects.filter(action__endswith=".exported").count()
        assert client.get(address).status_code == 200
        newest = AuditEntry.objects.filter(action__endswith=".exported").latest("pk")
        assert AuditEntry.objects.filter(action__endswith=".exported").count() == before + 1
        assert newest.area_id == area.pk
    for wrong in ((what, "pdf"), ("people", "csv")):
        assert (
            client.get(reverse("organisations:export", args=[area.pk, *wrong])).status_code == 404
        )


def test_what_the_copies_hold_and_what_they_leave_out(
    client: Client, area: LocalArea, manager: Person
) -> None:
    trust, other = manager.post.organisation, make_area("Eastshire")
    elsewhere = make_post(make_organisation(other), {}, title="Hidden")
    never = make_post(trust, {area: "priority_lead", other: "analyst"}, title="Never held")
    vacant = make_post(trust, {}, title="Left empty")
    Post.objects.filter(pk=vacant.pk).update(vacant_since=clock.today())
    rows = {row["post"]: row for row in json.loads(copied(client, area, "posts"))["rows"]}
    assert set(rows) == {manager.post.title, never.title, vacant.title}
    assert rows[never.title]["roles"] == "Priority lead"
    assert (rows[manager.post.title]["held"], rows[vacant.title]["held"]) == ("yes", "no")
    listed = json.loads(copied(client, area, "vacancies"))["rows"]
    assert [(row["post"], row["state"]) for row in listed] == [
        ("Left empty", "Vacant"), ("Never held", "Nobody on record"),
    ]  # fmt: skip
    for what in LISTS:
        text = copied(client, area, what)
        assert elsewhere.title not in text
        assert manager.user.name not in text
    [row] = csv.DictReader(io.StringIO(copied(client, area, "organisations", "csv")))
    assert (row["Organisation"], row["Posts"]) == ("'=Live Trust", "3")


def test_who_may_take_copies(client: Client, area: LocalArea, manager: Person) -> None:
    address = reverse("organisations:export", args=[area.pk, "posts", "csv"])
    for role, status in (
        ("board_member", 200),
        ("system_administrator", 200),
        ("case_coordinator", 403),
    ):
        client.force_login(make_person(area, role).user)
        assert client.get(address).status_code == status, role
        page = client.get(reverse("organisations:posts")).content.decode()
        assert ("Take a copy" in page) == (status == 200), role
    client.force_login(make_person(make_area(), "partnership_manager").user)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("what", LISTS)
def test_a_long_list_is_made_by_a_task(
    client: Client, area: LocalArea, manager: Person, settings: Settings, what: str
) -> None:
    make_post(manager.post.organisation, {})
    address = reverse("organisations:export", args=[area.pk, what, "csv"])
    direct = client.get(address)
    settings.LARGE_EXPORT_ROWS = 1
    page = client.get(address)["Location"]
    assert Job.objects.count() == 1
    assert work_on_one() == "made"
    made = client.get(f"{page}file/")
    assert made.content == direct.content
    assert made["Content-Disposition"] == direct["Content-Disposition"]
