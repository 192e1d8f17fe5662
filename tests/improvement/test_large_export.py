"""An export with more rows than the setting allows a page is made by a task, and holds the same."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from goldenthread.access.models import AuditEntry
from goldenthread.organisations.models import LocalArea
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_task_makes_what_the_page_makes(
    manager: Person, client: Client, settings: Settings, form: str
) -> None:
    plan = make_plan(LocalArea.objects.get(), agreed_by=manager.post)
    client.force_login(manager.user)
    address = f"/plans/{plan.pk}/export/{form}/"
    direct = client.get(address)
    settings.LARGE_EXPORT_ROWS = 1
    page = client.get(address)["Location"]
    assert page == f"/tasks/{Job.objects.get().pk}/"
    assert work_on_one() == "made"
    made = client.get(f"{page}file/")
    for name in ("Content-Type", "Content-Disposition"):
        assert made[name] == direct[name]
    if form != "xlsx":  # a workbook says when it was written
        assert made.content == direct.content
    entries = AuditEntry.objects.filter(action="plan.exported").values(
        "target_id", "fields", "area_id"
    )
    assert len(entries) == 2
    assert entries[0] == entries[1]


def test_as_many_rows_as_allowed_are_made_at_once(
    manager: Person, client: Client, settings: Settings
) -> None:
    plan = make_plan(LocalArea.objects.get(), agreed_by=manager.post)
    settings.LARGE_EXPORT_ROWS = plan.milestones.count()
    client.force_login(manager.user)
    assert client.get(f"/plans/{plan.pk}/export/csv/").status_code == 200
    assert not Job.objects.exists()
