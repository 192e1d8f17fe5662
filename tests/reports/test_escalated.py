"""What is escalated to the board: proposed to whoever prepares its paper, and listed in its exceptions report."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.improvement.actions.risks import link_risk
from goldenthread.improvement.models import PlanRisk
from goldenthread.improvement.queries.risk_items import Item, find_item
from goldenthread.improvement.queries.risks import risks_around, risks_of
from goldenthread.registers.actions.moving import escalate
from goldenthread.registers.models import Entry
from goldenthread.reports.models import Report
from goldenthread.reports.rules.audiences import chain
from tests.reports.papers import TODAY, Partnership
from tests.reports.test_pack import text_of

pytestmark = pytest.mark.django_db
ASK = "1a: Answer risk R-001, Money ends: escalated to the Board, answer due 16 June 2026"


@pytest.fixture
def entry(partnership: Partnership) -> Entry:
    """A risk that the partnership manager escalates: the manager's own step is passed over."""
    found = partnership.risk(title="Money ends")
    manager = partnership.manager
    escalate(
        scope=manager.scope, entry_id=found.pk, post_id=manager.post.pk, version=found.version,
        text="We need the money.", today=TODAY,
    )  # fmt: skip
    found.refresh_from_db()
    return found


def test_it_is_proposed_and_not_put_in(
    partnership: Partnership, entry: Entry, client: Client
) -> None:
    client.force_login(partnership.manager.user)
    for kind in Report.Kind.values:
        report = partnership.drafted("board", kind)
        assert "Money ends" not in report.asks
        with clock.fixed(TODAY):
            for page in ("", "edit/"):
                assert ASK in client.get(f"/reports/{report.pk}/{page}").content.decode(), page
        Report.objects.filter(pk=report.pk).update(asks=ASK)
        with clock.fixed(TODAY):
            page = client.get(f"/reports/{report.pk}/edit/").content.decode()
        assert page.count(ASK) == 1, "only in the box"


def test_what_nobody_has_linked_is_proposed_for_the_whole_plan(
    partnership: Partnership, entry: Entry, client: Client
) -> None:
    PlanRisk.objects.all().delete()
    client.force_login(partnership.manager.user)
    for kind in Report.Kind.values:
        report = partnership.drafted("board", kind)
        with clock.fixed(TODAY):
            for page in ("", "edit/"):
                said = client.get(f"/reports/{report.pk}/{page}").content.decode()
                assert ASK.removeprefix("1a: ") in said, page
                assert ASK not in said, page
    Entry.objects.update(state="open", level=0, escalated_on=None, answer_due=None)
    assert "Money ends" not in client.get(f"/reports/{report.pk}/").content.decode()


def test_what_is_linked_reads_the_same_beside_what_stands_alone(
    partnership: Partnership, entry: Entry
) -> None:
    plan, scope = partnership.plan, partnership.manager.scope
    PlanRisk.objects.all().delete()
    newer = partnership.risk(title="Nobody to drive")
    for title, score in (("First", (4, 4)), ("Second", (4, 4)), ("Third", (2, 2))):
        made = partnership.risk(
            "milestones", partnership.milestone("1").pk, score=score, title=title
        )
    for kind, part in (("plans", plan.pk), ("priorities", partnership.priority.pk)):
        item = find_item(scope, plan.pk, kind, part)
        link_risk(scope=scope, item=item, entry_id=made.pk, post_id=partnership.manager.post.pk)
    PlanRisk.objects.filter(entry=newer).delete()
    linked, alone = risks_around(scope, item := Item(plan, "plans", plan), TODAY)
    assert linked == risks_of(scope, item, TODAY)
    assert [(one.row.title, len(one.links)) for one in linked] == [
        ("First", 1), ("Second", 1), ("Third", 3)
    ]  # fmt: skip
    # What is not escalated asks for nothing.
    assert [(one.row.title, one.links) for one in alone] == [("Money ends", [])]


def test_nobody_else_is_asked(partnership: Partnership, entry: Entry, client: Client) -> None:
    client.force_login(partnership.manager.user)
    for audience in set(chain().audiences) - {"board"}:
        report = partnership.drafted(audience, "exceptions")
        with clock.fixed(TODAY):
            page = client.get(f"/reports/{report.pk}/").content.decode()
        assert "Money ends" not in page, audience


def test_the_exceptions_report_of_the_board_lists_it(
    partnership: Partnership, entry: Entry
) -> None:
    said = text_of(partnership.body(partnership.drafted("board", "exceptions")))
    assert "Escalated to you for an answer" in said
    assert "R-001 Money ends" in said
    Entry.objects.update(state="open", level=0, escalated_on=None, answer_due=None)
    said = text_of(partnership.body(partnership.drafted("board", "exceptions")))
    assert "waits for an answer of the Board." in said
