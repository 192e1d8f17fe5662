"""My milestones: each below the plan that it is of, because two plans may have one code."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.improvement.queries.mine import my_milestones
from tests.factories import make_area, make_person, make_plan

pytestmark = pytest.mark.django_db


def test_each_milestone_stands_below_its_plan(client: Client) -> None:
    area = make_area()
    lead = make_person(area, "priority_lead")
    later = make_plan(area, lead=lead.post, agreed_by=lead.post, due=(date(2027, 1, 31), None))
    sooner = make_plan(area, lead=lead.post, agreed_by=lead.post, due=(date(2026, 9, 30),))
    make_plan(area, lead=lead.post)  # a draft is nobody's work yet
    found = my_milestones(lead.scope, date(2026, 4, 10))
    assert [(one.plan, len(one.rows)) for one in found] == [(sooner, 1), (later, 2)]

    client.force_login(lead.user)
    page = client.get("/plans/my-milestones/").content.decode()
    places = [page.index(f">{plan.title}</a>") for plan in (sooner, later)]
    assert places == sorted(places)
