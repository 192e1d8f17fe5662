"""Posts that lead work and have no holder on record: counted once, told in reports, plans and after an import."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from goldenthread.exchange import actions
from goldenthread.improvement.models import Lead, Priority
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.improvement.queries.unheld import led_by_nobody, unheld_leads
from goldenthread.organisations.models import Membership, Post
from tests.exchange.test_import_path import decided, upload
from tests.factories import make_area, make_organisation, make_person, make_post
from tests.improvement.inspecting import add_section
from tests.reports.papers import TODAY, Partnership
from tests.reports.papers import make_partnership as made
from tests.reports.test_pack import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership() -> Partnership:
    """Three priorities: 1a is led by a held post, 2a by it and an empty one, 3a by two empty ones."""
    partnership = made()
    first, second = (
        make_post(partnership.manager.post.organisation, {}, title=title)
        for title in ("Head of Transport", "Head of Play")
    )
    leads = ((2, (partnership.lead.post, first)), (3, (first, second)))
    for number, posts in leads:
        section = add_section(partnership.plan, number)
        for place, post in enumerate(posts, 1):
            Lead.objects.create(
                priority=Priority.objects.get(section=section), post=post, position=place
            )
    return partnership


def found(partnership: Partnership) -> list[str]:
    page = plan_page(partnership.manager.scope, partnership.plan.pk, TODAY)
    return [
        unheld_leads(page.priorities).words,
        ", ".join(row.code for row in led_by_nobody(page.priorities)),
    ]


def test_each_post_is_counted_once_and_each_priority_once(partnership: Partnership) -> None:
    assert found(partnership) == [
        "2 posts that lead 2 priorities have nobody recorded as holder.", "3a",
    ]  # fmt: skip
    play = Post.objects.get(title="Head of Play")
    Membership.objects.create(user=partnership.lead.user, post=play, starts_on=TODAY)
    assert found(partnership) == [
        "1 post that leads 2 priorities has nobody recorded as holder.", "",
    ]  # fmt: skip


def test_a_vacancy_on_record_is_not_told_as_a_gap_in_the_record(partnership: Partnership) -> None:
    Post.objects.filter(title="Head of Transport").update(vacant_since=TODAY)
    assert found(partnership)[0] == "1 post that leads 1 priority has nobody recorded as holder."
    assert found(partnership)[1] == "3a"


@pytest.mark.parametrize("audience", ["board", "cabinet"])
def test_the_report_tells_both(partnership: Partnership, audience: str) -> None:
    said = text_of(partnership.body(partnership.drafted(audience)))
    assert "is recorded as vacant." in said
    assert "2 posts that lead 2 priorities have nobody recorded as holder." in said


def test_the_plan_page_tells_it_and_leads_to_the_invitations(
    partnership: Partnership, client: Client
) -> None:
    client.force_login(partnership.manager.user)
    page = client.get(f"/plans/{partnership.plan.pk}/").content.decode()
    assert "2 posts that lead 2 priorities have nobody recorded as holder." in page
    for post in Post.objects.filter(title__startswith="Head of"):
        assert f"/people/posts/{post.pk}/invite/" in page


def test_the_page_after_an_import_tells_it(client: Client) -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager", organisation=make_organisation(area))
    client.force_login(manager.user)
    job = decided(manager, upload(manager, area))
    job = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    page = client.get(f"/imports/{job.pk}/").content.decode()
    told = re.search(r"(\d+) posts? that leads? (\d+) priorit", page)
    assert told is not None
    led = Lead.objects.filter(priority__plan=job.made_id)
    assert int(told[1]) == led.values("post").distinct().count() == page.count("/invite/")
