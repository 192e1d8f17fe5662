"""The first report after a new version of the plan: it goes on from the last one, and says what the version changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.models import Highlight
from goldenthread.reports.queries.asks import asked_now
from goldenthread.reports.queries.highlights import desk, owed
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.queries.reports import plan_reports
from tests.reports.papers import Partnership

SENT, MEANWHILE, AGREED, AFTER = (
    date(2026, 5, 12), date(2026, 5, 15), date(2026, 5, 20), date(2026, 6, 2),
)  # fmt: skip


def agreed(partnership: Partnership, draft: Plan) -> Partnership:
    manager = partnership.manager
    with clock.fixed(AGREED):
        agree_plan(
            scope=manager.scope, plan_id=draft.pk, post_id=manager.post.pk, agreed_on=AGREED,
            today=AGREED, dated=AGREED,
        )  # fmt: skip
    draft.refresh_from_db()
    return replace(partnership, plan=draft)


def begun(partnership: Partnership) -> Plan:
    scope = partnership.manager.scope
    return new_version(scope=scope, plan_id=partnership.plan.pk, version="2.0")


def test_what_was_reported_before_the_version_is_not_lost(partnership: Partnership) -> None:
    first = partnership.sent()
    draft = begun(partnership)
    partnership.says("1", Status.RED, MEANWHILE, reason="No bus", new_due=Month(2026, 9))
    Milestone.objects.filter(plan=draft, number="2").delete()
    Milestone.objects.create(
        plan=draft, priority=draft.priorities.get(), position=3, number="3", text="New work",
        due=date(2026, 12, 31),
    )  # fmt: skip
    now = agreed(partnership, draft)
    report = now.drafted()
    pack = compose(now.manager.scope, report, AFTER)
    assert pack.previous == first
    assert [(row.ref, row.before, row.due_after) for row in pack.changes] == [
        ("1a.1", "No report", Month(2026, 9))
    ]
    assert pack.groups[2].rows[0].reason == "No bus"
    body = now.body(report, AFTER)
    assert "This is the first report" not in body
    assert "a new version of the plan (2.0) was agreed, on 20 May 2026" in body
    assert "1 milestone added, 1 ended with the version before, 0 given another date" in body
    assert "New work" in body
    assert "Milestone 1a.2 Milestone 2" in body
    now.send(report, AFTER)
    later = compose(now.manager.scope, now.drafted(), AFTER)
    assert later.revision is None
    assert later.changes == []


def test_a_highlight_report_goes_on_under_the_new_version(partnership: Partnership) -> None:
    submitted = partnership.highlight()
    now = agreed(partnership, begun(partnership))
    assert [ask.text for ask in asked_now(now.drafted()).asks] == ["Agree to pay."]
    assert [row.highlight for row in owed(now.lead.scope)] == [submitted]
    page = desk(now.lead.scope, now.plan.pk, now.priority.pk, AFTER)
    assert page.highlight == submitted
    _, states = plan_reports(now.manager.scope, now.plan, {}, 50)
    assert [state.highlight for state in states] == [submitted]
    report = now.sent(on=AFTER)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.presented_in) == ("presented", report)
    now.says("1", Status.GREEN, AFTER)
    page = desk(now.lead.scope, now.plan.pk, now.priority.pk, AFTER)
    assert page.highlight is None
    assert page.draft.done.startswith("1a.1 Milestone 1: reported Green.")
    assert Highlight.objects.count() == 1


def test_a_draft_begun_before_the_version_is_saved_under_it(partnership: Partnership) -> None:
    partnership.highlight()
    now = agreed(partnership, begun(partnership))
    moved = replace(now)
    Highlight.objects.update(state="draft", submitted_at=None, submitted_post=None)
    again = moved.highlight()
    assert (again.plan, again.priority) == (now.plan, now.priority)
    assert Highlight.objects.count() == 1


def test_a_report_on_a_superseded_version_is_not_sent(partnership: Partnership) -> None:
    report = partnership.drafted()
    agreed(partnership, begun(partnership))
    with pytest.raises(UserError) as raised:
        partnership.send(report, AFTER)
    assert raised.value.code == "plan_not_in_force"
