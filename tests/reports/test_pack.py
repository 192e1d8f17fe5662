"""What stands in a report, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.models import Report
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.rules.audiences import chain
from tests.reports.papers import TODAY, Partnership


def headings(body: str, level: str = "h2") -> list[str]:
    found = lxml.html.fragment_fromstring(body, create_parent="div").iter(level)
    return [part.text_content() for part in found]


def text_of(body: str) -> str:
    return " ".join(lxml.html.fragment_fromstring(body, create_parent="div").text_content().split())


@pytest.mark.parametrize("audience", sorted(chain().audiences))
def test_each_audience_receives_its_parts_in_its_order(
    partnership: Partnership, audience: str
) -> None:
    report = partnership.drafted(audience)
    body = partnership.body(report)
    assert headings(body, "h1") == [report.title]
    assert len(headings(body)) == len(chain().audience(audience).parts)
    explained = "A milestone is one dated step" in text_of(body)
    assert explained == chain().audience(audience).explains


def test_an_exceptions_only_report_holds_exceptions_and_asks(partnership: Partnership) -> None:
    body = partnership.body(partnership.drafted(kind="exceptions"))
    assert headings(body) == [
        "What the Board is asked to decide", "What is off track", "Escalated to you for an answer",
    ]  # fmt: skip
    body = partnership.body(partnership.drafted("dmt", kind="exceptions"))
    assert headings(body) == ["What we ask of DMT", "What is off track"]


def test_new_date_needed_comes_first_then_red_then_amber(partnership: Partnership) -> None:
    plan = partnership.plan
    extra = plan.milestones.create(
        priority=partnership.priority, position=3, number="3", text="Third",
        due=date(2026, 7, 31), baseline_due=date(2026, 7, 31),
    )  # fmt: skip
    partnership.says("2", Status.AMBER, forecast=Month(2026, 8), reason="A hall was closed.")
    partnership.says("3", Status.RED, new_due=Month(2026, 12), reason="The money came late.")
    assert extra.pk
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    assert [(group.key, [row.ref for row in group.rows]) for group in pack.groups] == [
        ("passed", ["1a.1"]), ("ahead", []), ("red", ["1a.3"]), ("amber", ["1a.2"]),
    ]  # fmt: skip
    said = text_of(partnership.body(Report.objects.get()))
    assert "42 days so far" in said  # due 31 March, as at 12 May
    assert "Dec 2026 153 days The money came late." in said  # 31 July to 31 December
    assert "Aug 2026 62 days A hall was closed." in said  # 30 June to 31 August


def test_counts_have_their_base_and_what_changed_since_the_report_before(
    partnership: Partnership,
) -> None:
    partnership.sent()
    partnership.says("2", Status.GREEN)
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    told = {row.look.key: (row.count, row.base, row.share, row.change) for row in pack.counts}
    assert told["green"] == (1, 2, "50.0%", "+1")
    assert told["grey"] == (0, 2, "0.0%", "−1")
    assert told["new_date_needed"] == (1, 2, "50.0%", "0")
    assert [change.ref for change in pack.changes] == ["1a.2"]


def test_a_date_that_passed_in_silence_is_a_change(partnership: Partnership) -> None:
    partnership.sent(on=date(2026, 3, 20))
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    assert [(row.ref, row.before, row.silent) for row in pack.changes] == [
        ("1a.1", "No report", True)
    ]
    later = TODAY + timedelta(days=1)
    partnership.send(Report.objects.get(state="draft"))
    pack = compose(partnership.manager.scope, partnership.drafted(), later)
    assert pack.changes == []


def test_a_change_says_what_was_reported_before(partnership: Partnership) -> None:
    partnership.says("2", Status.GREEN)
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    assert [(row.before, row.silent) for row in pack.changes] == [("No report", False)]
    assert "No report Green: on target Two of three done." in text_of(
        partnership.body(Report.objects.get())
    )
    partnership.send(Report.objects.get())
    partnership.says("2", Status.AMBER, forecast=Month(2026, 8), reason="A hall was closed.")
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    assert [(row.before, row.silent) for row in pack.changes] == [("Green", False)]


def test_each_audience_has_its_own_report_before(partnership: Partnership) -> None:
    sent = partnership.sent("dfe")
    scope = partnership.manager.scope
    assert compose(scope, partnership.drafted("dfe"), TODAY).previous == sent
    assert compose(scope, partnership.drafted("board"), TODAY).previous is None
    assert compose(scope, partnership.drafted("dfe", "exceptions"), TODAY).previous is None


def test_asks_come_from_the_submitted_highlight_reports(partnership: Partnership) -> None:
    partnership.highlight()
    report = partnership.drafted()
    body = text_of(partnership.body(report))
    assert "Ask 1, priority 1a: Agree to pay." in body
    assert "Asked on 1a: Agree to pay." in body, "beside the exception, too"


def test_each_section_has_a_roadmap_over_the_same_months(partnership: Partnership) -> None:
    plan = partnership.plan
    section = plan.sections.create(position=2, number="2", title="Waiting times")
    priority = plan.priorities.create(section=section, position=1, code="2a", title="One list")
    plan.milestones.create(
        priority=priority, position=1, number="1", text="Joined", due=date(2027, 9, 30)
    )
    roads = compose(partnership.manager.scope, partnership.drafted(), TODAY).roads
    assert [road.title for road in roads] == [
        "Roadmap: 1. Communication", "Roadmap: 2. Waiting times",
    ]  # fmt: skip
    assert roads[0].months() == roads[1].months()
    assert len({road.ident for road in roads}) == 2
    assert roads[1].lanes[0].title == "2a. One list"
    assert not any(mark.href for road in roads for mark in road.marks)


def test_status_is_never_by_colour_alone(partnership: Partnership) -> None:
    body = partnership.body(partnership.drafted())
    whole = lxml.html.fragment_fromstring(body, create_parent="div")
    tags = whole.find_class("gt-status")
    assert tags
    assert all(tag.text_content().strip() for tag in tags)


def test_what_people_type_is_escaped(partnership: Partnership) -> None:
    report = partnership.drafted()
    Report.objects.update(introduction="<script>alert(1)</script>", asks="<b>now</b>")
    report.refresh_from_db()
    body = partnership.body(report)
    assert "<script>" not in body
    assert "<b>now" not in body


def test_a_plan_of_any_size_takes_the_same_few_queries(partnership: Partnership) -> None:
    def counted() -> int:
        report = Report.objects.select_related("corrects").get()
        with CaptureQueriesContext(connection) as queries:
            compose(partnership.manager.scope, report, TODAY)
        return len(queries)

    partnership.drafted()
    partnership.risk()
    few = counted()
    for number in range(3, 60):
        partnership.plan.milestones.create(
            priority=partnership.priority, position=number, number=str(number), text="More",
            due=date(2026, 9, 30),
        )  # fmt: skip
        partnership.priority.section.criteria.create(
            position=number, kind="quantitative", text=f"Criterion {number}"
        )
    for milestone in partnership.plan.milestones.order_by("pk")[:20]:
        partnership.risk("milestones", milestone.pk)
    assert counted() == few <= 8
