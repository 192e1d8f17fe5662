"""Whoever sends a report sees first what is open in the plan, and may send it all the same."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.improvement.models import Lead, Priority
from goldenthread.organisations.models import Membership
from goldenthread.reports.models import Report
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.queries.still_open import still_open
from tests.factories import make_post
from tests.improvement.criterion_steps import make_criterion
from tests.improvement.inspecting import add_section, make_inspection
from tests.reports.papers import TODAY, Partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaps(partnership: Partnership) -> Partnership:
    """Two findings without a link, a printed number, a priority whose lead nobody holds, a milestone overdue."""
    make_inspection(partnership.area, partnership.manager)
    criterion = make_criterion(partnership.plan)
    criterion.text = "60% of reviews are in time"
    criterion.save()
    post = make_post(partnership.manager.post.organisation, {})
    priority = Priority.objects.get(section=add_section(partnership.plan, 2))
    Lead.objects.create(priority=priority, post=post, position=1)
    return partnership


@pytest.mark.parametrize("kind", ["whole", "exceptions"])
def test_each_sort_is_counted_with_the_way_to_it(gaps: Partnership, kind: str) -> None:
    pack = compose(gaps.manager.scope, gaps.drafted("board", kind), TODAY)
    plan = f"/plans/{gaps.plan.pk}/"
    assert [(row.words, row.href) for row in still_open(pack)] == [
        ("2 findings of inspectors that nobody has linked to the plan", f"{plan}traceability/"),
        ("1 criterion with a printed number that nobody has confirmed",
         f"{plan}criteria/?show=number_printed"),
        ("1 milestone past the agreed date without a new one", f"{plan}milestones/?show=new_date_needed"),
        ("1 priority whose lead posts nobody holds", plan),
    ]  # fmt: skip


def test_what_is_seen_to_is_not_listed(gaps: Partnership) -> None:
    post = Lead.objects.get(priority__code="2a").post
    Membership.objects.create(user=gaps.lead.user, post=post, starts_on=TODAY)
    pack = compose(gaps.manager.scope, gaps.drafted(), TODAY)
    assert not [row for row in still_open(pack) if "lead posts" in row.words]


def test_the_page_warns_and_the_report_goes_out_all_the_same(
    gaps: Partnership, client: Client
) -> None:
    report = gaps.drafted()
    client.force_login(gaps.manager.user)
    with clock.fixed(TODAY):
        page = client.get(f"/reports/{report.pk}/send/").content.decode()
        assert "Still open in the plan" in page
        assert "2 findings of inspectors that nobody has linked to the plan" in page
        gaps.send(report)
    assert Report.objects.get().state == Report.State.SENT
