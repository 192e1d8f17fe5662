"""Preparing a report: making the draft, changing its words, giving it up, correcting one that was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Plan
from goldenthread.reports.models import Report
from goldenthread.reports.rules.audiences import chain

_PREPARES = "report.prepare"


@dataclass(frozen=True)
class Words:
    """What the preparer writes: an opening, the asks (one to a line), the day of the meeting.

    `asks` is None where they were not touched: a draft that follows its leads goes on following them.
    """

    introduction: str
    asks: str | None
    meeting_on: date
    change_notes: str = ""


@transaction.atomic
def prepare_report(
    *, scope: Scope, plan_id: int, post_id: int, kind: str, audience_key: str, meeting_on: date
) -> Report:
    """Make a draft. It asks what the leads ask and what was asked before, until somebody writes its asks.

    UserError for a plan that is not agreed or an unknown audience; NotAllowed without the right.
    """
    plan = Plan.objects.visible_to(scope).filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    _need(scope, plan, post_id)
    if plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: reports are prepared on agreed plans only.",
        )
    if audience_key not in chain().audiences:
        raise UserError("no_such_audience", "There is no such audience.", "audience_key")
    report = Report.objects.create(
        plan=plan, kind=Report.Kind(kind), audience_key=audience_key, meeting_on=meeting_on,
        prepared_at=clock.now(), prepared_post_id=post_id, prepared_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "report.prepared", report, area_id=plan.area_id)
    return report


@transaction.atomic
def change_report(*, scope: Scope, report_id: int, words: Words, version: int) -> Report:
    """Change the words of a draft, which then waits for no clearance any more.

    UserError when it was sent or somebody else changed it meanwhile.
    """
    report = locked_draft(scope, report_id, version)
    report.introduction = words.introduction
    if words.asks is not None:
        report.asks, report.asks_edited = words.asks, True
    report.meeting_on, report.change_notes = words.meeting_on, words.change_notes
    report.version += 1
    report.take_off()
    report.save()
    record(
        scope, "report.changed", report, area_id=report.plan.area_id,
        fields=("introduction", *(("asks",) if words.asks is not None else ()), "meeting_on", "change_notes"),
    )  # fmt: skip
    return report


@transaction.atomic
def discard_report(*, scope: Scope, report_id: int, version: int) -> None:
    """Give a draft up for good."""
    report = locked_draft(scope, report_id, version)
    record(scope, "report.discarded", report, area_id=report.plan.area_id)
    report.delete()


@transaction.atomic
def correct_report(*, scope: Scope, report_id: int, post_id: int) -> Report:
    """Start a correction of a sent report: a draft with its words, to be sent as the next version of it."""
    sent = Report.objects.visible_to(scope).select_related("plan").filter(pk=report_id).first()
    if sent is None or sent.state != Report.State.SENT:
        raise UserError("not_sent", "Only a report that was sent is corrected.")
    _need(scope, sent.plan, post_id)
    if Report.objects.filter(corrects=sent).exists():
        raise UserError("already_corrected", "A correction of this report is there already.")
    report = Report.objects.create(
        plan=sent.plan, kind=sent.kind, audience_key=sent.audience_key,
        meeting_on=sent.meeting_on, introduction=sent.introduction, asks=sent.asks, asks_edited=True, corrects=sent,
        prepared_at=clock.now(), prepared_post_id=post_id, prepared_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "report.prepared", report, area_id=sent.plan.area_id, fields=("corrects",))
    return report


def locked_draft(
    scope: Scope, report_id: int, version: int | None, *, right: str = _PREPARES
) -> Report:
    """The draft, locked until the transaction ends, for who prepares reports or has `right` over them.

    Without a `version` for what can undo nobody's words.
    UserError and NotAllowed as its callers say.
    """
    report = (
        Report.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan__area", "corrects__snapshot")
        .filter(pk=report_id)
        .first()
    )
    if report is None:
        raise UserError("no_such_report", "There is no such report.")
    if not scope.has(right, report.plan.area_id):
        scope.need(_PREPARES, report.plan.area_id)
    if report.state != Report.State.DRAFT:
        raise UserError("already_sent", "This report was sent, so its words stand.")
    if version is not None and report.version != version:
        raise changed_meanwhile(
            scope, report, "this report",
            fix="What was saved is shown below. Put the two together, then save again.",
        )  # fmt: skip
    return report


def _need(scope: Scope, plan: Plan, post_id: int) -> None:
    if post_id not in scope.posts_with("report.prepare", plan.area_id):
        raise NotAllowed("That post does not carry the right to prepare reports in this area.")
