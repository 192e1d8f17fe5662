"""Sending a report: its words are frozen, those who receive it are written down, its asks get numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents import actions as documents
from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import asked_of, cleared_for
from goldenthread.improvement.models import Plan
from goldenthread.reports.actions.preparing import locked_draft
from goldenthread.reports.models import Ask, Highlight, Recipient, Report
from goldenthread.reports.papers import kind_of, report_paper
from goldenthread.reports.presenters import body_of
from goldenthread.reports.queries.pack import Pack, compose
from goldenthread.ui.filters import plural


@dataclass(frozen=True)
class Sending:
    """To whom it goes, the hash of the words that were previewed, and whether what the check found was read."""

    recipients: Sequence[str]
    previewed: str
    findings_read: bool = False


@transaction.atomic
def send_report(
    *, scope: Scope, report_id: int, post_id: int, sending: Sending, version: int, today: date
) -> Report:
    """Freeze the report as it was previewed and record who received it.

    UserError when nobody receives it, when the plan has moved since the preview, when what the check finds in a
    paper that is not public was not read, or when the papers of this
    audience are public and nobody has cleared these very words for this sender; NotAllowed without the right.
    """
    report = locked_draft(scope, report_id, version)
    if post_id not in scope.posts_with("report.send", report.plan.area_id):
        raise NotAllowed("That post does not carry the right to send reports in this area.")
    if report.plan.state != Plan.State.AGREED and report.corrects_id is None:
        raise UserError(
            "plan_not_in_force",
            f"The plan is {report.plan.get_state_display().lower()} by now.",
            fix="Discard this draft and prepare the report on the version in force.",
        )
    if not sending.recipients:
        raise UserError("nobody_receives_it", "Say who receives the report.", "recipients")
    pack = compose(scope, report, report.reads_on(today))
    body = body_of(pack)
    if sha256_of(body) != sending.previewed:
        raise UserError(
            "moved_since_preview",
            "The plan or the report has changed since you looked at the preview.",
            fix="Read the preview again, then send it.",
        )
    if report.audience.public:
        report.clearance = cleared_for(scope, report_paper(report, body))
    else:
        _warn(scope, report, body, read=sending.findings_read)
    snapshot = documents.freeze(
        scope=scope, area_id=report.plan.area_id, kind=kind_of(report),
        right="report.view", needs="report.send", post_id=post_id, words=_words(pack, body),
        document_id=report.corrects.snapshot.document_id
        if report.corrects is not None and report.corrects.snapshot is not None
        else None,
    )  # fmt: skip
    report.snapshot, report.state, report.sent_at = snapshot, Report.State.SENT, clock.now()
    report.asks = pack.asked.lines
    report.cut_off_event = pack.latest.pk if pack.latest else 0
    report.counts, report.waiting = pack.counted, False
    report.version += 1
    report.save()
    _keep_rows(report, pack, sending.recipients, today)
    record(scope, "report.sent", report, area_id=report.plan.area_id, fields=("state", "snapshot"))
    if report.audience.presents:
        _present(scope, report, pack)
    return report


def _warn(scope: Scope, report: Report, body: str, *, read: bool) -> None:
    """Papers that are not public may say what the check finds, once it was read; its kinds are kept, and no words."""
    asked = asked_of(report.plan.area_id, body)
    if asked and not read:
        raise UserError(
            "findings_not_read",
            f"The check found {plural(len(asked), 'thing')} that may tell of a single person.",
            "findings_read",
            "Read them. Change the words, or tick that these readers may have them.",
        )
    for kind, found in sorted(Counter(str(one.kind) for one in asked).items()):
        record(
            scope, "report.findings_read", report, area_id=report.plan.area_id, fields=(kind,),
            count=found,
        )  # fmt: skip


def _words(pack: Pack, body: str) -> documents.Words:
    plan, report = pack.page.plan, pack.report
    return documents.Words(
        title=f"{report.title}, {report.meeting_on.day} {report.meeting_on:%B %Y}",
        body=body,
        as_at=pack.page.as_at,
        cut_off=pack.latest.at if pack.latest else None,
        source_version=f"{plan.title}, {plan.version}"[:120] if plan.version else plan.title[:120],
        change_notes=report.change_notes,
    )


def _keep_rows(report: Report, pack: Pack, recipients: Sequence[str], today: date) -> None:
    by_code = {row.code: row.id for row in pack.priorities}
    for name in recipients:
        Recipient.objects.create(report=report, name=name, sent_on=today)
    if "asks" in report.parts:
        for number, ask in enumerate(pack.asks, 1):
            Ask.objects.create(
                report=report, number=number, text=ask.text, priority_id=by_code.get(ask.code)
            )


def _present(scope: Scope, report: Report, pack: Pack) -> None:
    for told in pack.told:
        highlight = told.highlight
        if highlight.state != Highlight.State.SUBMITTED:
            continue
        highlight.state, highlight.presented_in = Highlight.State.PRESENTED, report
        highlight.version += 1
        highlight.save()
        record(
            scope, "highlight.presented", highlight, area_id=report.plan.area_id, fields=("state",)
        )
