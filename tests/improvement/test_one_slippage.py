"""One slippage and one number of days overdue: on the page, in the copy, in the API and for the paper."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.improvement.api import content_filling
from goldenthread.improvement.models import Milestone
from goldenthread.improvement.queries.export import plan_table
from goldenthread.improvement.queries.status import milestone_statuses
from tests.factories import make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)
MARCH, AUGUST, OCTOBER = date(2026, 3, 31), date(2026, 8, 31), date(2026, 10, 31)
# What stands on record, with the slippage, the days overdue and the words of the page.
KINDS = (
    ({"due": AUGUST}, (153, None, "Slippage: 153 days later")),
    ({"due": MARCH}, (None, 71, "Slippage: Not known")),
    ({"due": AUGUST, "reported_status": "green"}, (153, None, "Slippage: 153 days later")),
    (
        {"due": AUGUST, "reported_status": "amber", "forecast": OCTOBER},
        (214, None, "Slippage: 214 days later"),
    ),
    ({"due": OCTOBER, "reported_status": "red"}, (214, None, "Slippage: 214 days later")),
    (
        {"due": MARCH, "reported_status": "blue", "completed_on": date(2026, 4, 12)},
        (12, None, "Slippage: 12 days later"),
    ),
    (
        {"due": AUGUST, "reported_status": "blue", "completed_on": date(2026, 3, 2)},
        (0, None, "Slippage: None"),
    ),
)


def test_every_kind_of_milestone_has_the_same_figures_everywhere(client: Client) -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area, lead=manager.post, agreed_by=manager.post, due=(MARCH,) * len(KINDS))
    milestones = list(Milestone.objects.filter(plan=plan).order_by("position"))
    for milestone, (record, _) in zip(milestones, KINDS, strict=True):
        said = {"reported_on": date(2026, 2, 1), "reported_post": manager.post}
        told = said if "reported_status" in record else {}
        Milestone.objects.filter(pk=milestone.pk).update(**record, **told)
    _, table = plan_table(manager.scope, plan.pk, TODAY)
    names = [name for name, _ in table.columns]
    copied = [dict(zip(names, row, strict=True)) for row in table.rows]
    rows = milestone_statuses(Milestone.objects.filter(plan=plan).order_by("position"), TODAY)
    with clock.fixed(TODAY):
        client.force_login(manager.user)
        for row, copy, (_, (slippage, overdue, words)) in zip(rows, copied, KINDS, strict=True):
            given = content_filling.milestone(row, [])
            assert (copy["slippage_days"], copy["days_overdue"]) == (slippage, overdue)
            assert (given.slippage_days, given.days_overdue) == (slippage, overdue)
            assert (row.slippage, row.days_overdue) == (slippage, overdue)  # what papers print
            assert words in client.get(f"/plans/milestones/{row.id}/").content.decode()
