"""Reports for tests: an agreed plan with a manager and a lead, and each step through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goldenthread.documents.models import Clearance, sha256_of
from goldenthread.documents.publishing import asked_of
from goldenthread.improvement.actions.progress import Said, report_progress
from goldenthread.improvement.actions.risks import link_risk
from goldenthread.improvement.models import Milestone, Plan, Priority
from goldenthread.improvement.queries.risk_items import find_item
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.models import LocalArea
from goldenthread.registers.models import Entry
from goldenthread.reports.actions.clearing import Answers, clear_report, put_forward_report
from goldenthread.reports.actions.highlights import (
    Text,
    save_highlight,
    submit_highlight,
    take_back,
)
from goldenthread.reports.actions.preparing import prepare_report
from goldenthread.reports.actions.sending import Sending, send_report
from goldenthread.reports.models import Highlight, Report
from goldenthread.reports.presenters import body_of
from goldenthread.reports.queries.highlights import desk
from goldenthread.reports.queries.pack import compose
from tests.factories import Person, make_area, make_person, make_plan
from tests.registers.makers import give_score, make_entry

TODAY = date(2026, 5, 12)
MEETING = date(2026, 5, 20)


@dataclass
class Partnership:
    """An area with an agreed plan of one priority, which `lead` leads. Its first milestone is overdue."""

    area: LocalArea
    manager: Person
    lead: Person
    plan: Plan

    @cached_property
    def reader(self) -> Person:
        """Somebody who may clear what the manager wrote."""
        return make_person(self.area, "send_manager")

    @property
    def priority(self) -> Priority:
        return self.plan.priorities.get()

    def milestone(self, number: str) -> Milestone:
        return Milestone.objects.get(plan=self.plan, number=number)

    def says(self, number: str, status: Status, on: date = TODAY, **said: object) -> None:
        """The lead reports on a milestone."""
        milestone = self.milestone(number)
        report_progress(
            scope=self.lead.scope, milestone_id=milestone.pk, post_id=self.lead.post.pk,
            said=Said(status, progress="Two of three done.", **said),  # type: ignore[arg-type]
            version=milestone.version, today=on,
        )  # fmt: skip

    def highlight(self, text: Text | None = None) -> Highlight:
        """The lead writes and submits a highlight report."""
        priority = self.priority
        page = desk(self.lead.scope, self.plan.pk, priority.pk, TODAY)
        open_one = page.highlight
        saved = save_highlight(
            scope=self.lead.scope, priority_id=priority.pk, post_id=self.lead.post.pk,
            text=text or Text("Letters read aloud.", "New letters in use.", "", "Agree to pay."),
            version=open_one.version if open_one else 0, seen_event=page.newest,
        )  # fmt: skip
        return submit_highlight(
            scope=self.lead.scope, priority_id=priority.pk, post_id=self.lead.post.pk,
            version=saved.version,
        )  # fmt: skip

    def take_back(self) -> Highlight:
        """The lead takes the submitted highlight report back."""
        highlight = Highlight.objects.get(priority=self.priority, state="submitted")
        return take_back(
            scope=self.lead.scope, priority_id=self.priority.pk, post_id=self.lead.post.pk,
            version=highlight.version,
        )  # fmt: skip

    def risk(
        self,
        kind: str = "priorities",
        part_id: int | None = None,
        *,
        score: tuple[int, int] | None = None,
        title: str = "Reviews fall behind",
    ) -> Entry:
        """A risk that the manager raises and owns, linked to the priority or to another part of the plan."""
        entry = make_entry(self.manager, title=title, owner=self.manager, on=TODAY)
        if score is not None:
            entry = give_score(self.manager, entry, *score, on=TODAY)
        item = find_item(self.manager.scope, self.plan.pk, kind, part_id or self.priority.pk)
        link_risk(
            scope=self.manager.scope, item=item, entry_id=entry.pk, post_id=self.manager.post.pk
        )
        return entry

    def drafted(self, audience: str = "board", kind: str = "whole") -> Report:
        return prepare_report(
            scope=self.manager.scope, plan_id=self.plan.pk, post_id=self.manager.post.pk,
            kind=kind, audience_key=audience, meeting_on=MEETING,
        )  # fmt: skip

    def body(self, report: Report, on: date = TODAY) -> str:
        return body_of(compose(self.manager.scope, report, report.reads_on(on)))

    def send(self, report: Report, on: date = TODAY, **changed: object) -> Report:
        """Sends it as it reads that day."""
        given = {
            "recipients": ["SEND Partnership Board", "Independent Chair"],
            "previewed": sha256_of(self.body(report, on)),
            "findings_read": True,
        }
        return send_report(
            scope=self.manager.scope, report_id=report.pk, post_id=self.manager.post.pk,
            sending=Sending(**{**given, **changed}),  # type: ignore[arg-type]
            version=report.version, today=on,
        )  # fmt: skip

    def clear(self, report: Report, on: date = TODAY, **changed: object) -> Clearance:
        """The manager puts it forward, and somebody else answers for everything that the check finds in it."""
        scope = self.manager.scope
        put_forward_report(scope=scope, report_id=report.pk, version=report.version, today=on)
        report.refresh_from_db()
        return self.answer(report, self.reader, on, **changed)

    def answer(self, report: Report, by: Person, on: date = TODAY, **changed: object) -> Clearance:
        """That person answers for everything that the check finds in it."""
        body = self.body(report, on)
        given = {
            "seen": sha256_of(body),
            "reasons": {
                one.key: "Agreed with each of them." for one in asked_of(self.area.pk, body)
            },
        }
        return clear_report(
            scope=by.scope, report_id=report.pk, post_id=by.post.pk,
            answers=Answers(**{**given, **changed}),  # type: ignore[arg-type]
            version=report.version, today=on,
        )  # fmt: skip

    def sent(self, audience: str = "board", on: date = TODAY) -> Report:
        report = self.drafted(audience)
        if report.audience.public:
            self.clear(report, on)
        return self.send(report, on)


def make_partnership() -> Partnership:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    lead = make_person(area, "priority_lead")
    plan = make_plan(area, lead=lead.post, agreed_by=manager.post)
    return Partnership(area, manager, lead, plan)
