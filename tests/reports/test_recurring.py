"""Commitments that come round again: told in the report, and said plainly where a priority holds nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.improvement.models import Milestone, Recurring
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.improvement.rules.status import Status
from tests.reports.papers import TODAY, Partnership
from tests.reports.test_pack import text_of

pytestmark = pytest.mark.django_db
SAID = "Recurring commitments only: nothing dated to report on"
BARE = "Nothing below it has a status."


def test_a_priority_of_recurring_commitments_only_says_so(
    partnership: Partnership, client: Client
) -> None:
    Milestone.objects.filter(plan=partnership.plan).delete()
    priority, scope = partnership.priority, partnership.manager.scope
    shown = plan_page(scope, partnership.plan.pk, TODAY).priorities[0].shown
    assert (shown.status, shown.because) == (Status.GREY, (BARE,))
    Recurring.objects.create(
        priority=priority, position=1, cadence="Termly", text="Meet the forum of young people"
    )
    shown = plan_page(scope, partnership.plan.pk, TODAY).priorities[0].shown
    assert (shown.status, shown.because) == (Status.GREY, (f"{SAID}.",))
    client.force_login(partnership.manager.user)
    for address in ("", f"priorities/{priority.pk}/"):
        assert SAID in client.get(f"/plans/{partnership.plan.pk}/{address}").content.decode()
    said = text_of(partnership.body(partnership.drafted()))
    assert SAID in said
    assert BARE not in said
    assert "Termly: Meet the forum of young people" in said


def test_it_is_listed_beside_dated_work_too(partnership: Partnership) -> None:
    Recurring.objects.create(
        priority=partnership.priority, position=1, cadence="Weekly", text="Read the list"
    )
    said = text_of(partnership.body(partnership.drafted("cabinet")))
    assert "Weekly: Read the list" in said
    assert SAID not in said
