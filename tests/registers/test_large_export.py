"""The export of a register with more entries than the setting allows a page is made by a task."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.registers.actions.raising import Raised, raise_entry
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import make_area, make_person

pytestmark = pytest.mark.django_db


def test_a_task_makes_what_the_page_makes(client: Client, settings: Settings) -> None:
    manager = make_person(area := make_area(), "partnership_manager")
    for title in ("First", "Second"):
        raise_entry(
            scope=manager.scope, area_id=area.pk, register_code="risks-and-issues",
            post_id=manager.post.pk, today=clock.today(),
            raised=Raised("risk", title, {"cause": "a", "event": "b", "effect": "c"}, uuid4(), None),
        )  # fmt: skip
    client.force_login(manager.user)
    address = f"/registers/{area.pk}/risks-and-issues/export/csv/"
    settings.LARGE_EXPORT_ROWS = 2
    direct = client.get(address)
    assert not Job.objects.exists()
    settings.LARGE_EXPORT_ROWS = 1
    page = client.get(address)["Location"]
    assert work_on_one() == "made"
    made = client.get(f"{page}file/")
    assert made.content == direct.content
    assert made["Content-Disposition"] == direct["Content-Disposition"]
    assert AuditEntry.objects.filter(action="entry.exported").count() == 2
