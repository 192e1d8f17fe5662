"""Taking the words out of a sent report for good."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents import actions as documents
from goldenthread.documents.rules.clearance import clearance_rules, says_why
from goldenthread.reports.jobs import KINDS
from goldenthread.reports.models import Ask, Highlight, Report, ReportRedaction
from goldenthread.reports.papers import SENDS
from goldenthread.reports.rules.taking_out import without
from goldenthread.tasks.actions.removing import remove_copies


@transaction.atomic
def redact_report(*, scope: Scope, report_id: int, post_id: int, reason: str) -> ReportRedaction:
    """Blank the frozen body, the preparer's words, the asks, and the highlight reports that it presented.

    Copies that were made are removed, and an open correction loses every sentence that went. Hashes and dates
    stay, with who cleared, sent and blanked it, and why. UserError without a reason that says anything, or for a
    report that was not sent or has no words any more; NotAllowed without the right.
    """
    report = (
        Report.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan", "snapshot__document", "redaction")
        .filter(pk=report_id)
        .first()
    )
    if report is None or report.snapshot is None:
        raise UserError("not_sent", "Only a report that was sent has words to take out for good.")
    area_id = report.plan.area_id
    if post_id not in scope.posts_with(SENDS, area_id):
        raise NotAllowed("That post does not carry the right to take out the words of reports.")
    if report.redacted:
        raise UserError("already_redacted", "The words of this report were taken out already.")
    if not says_why(reason):
        raise UserError(
            "no_reason", "Say in a sentence why the words are taken out.", "reason",
            f"At least {clearance_rules().words} different words; do not repeat what has to go.",
        )  # fmt: skip
    documents.redact(scope=scope, snapshot=report.snapshot, needs=SENDS, post_id=post_id)
    _from_correction(scope, report)
    Report.objects.filter(pk=report.pk).update(
        introduction="", asks="", change_notes="", left_out=[]
    )
    Ask.objects.filter(report=report).update(text="")
    Highlight.objects.filter(presented_in=report).update(
        done="", next_steps="", exceptions="", asks=""
    )
    remove_copies(
        scope=scope, kind_codes=tuple(KINDS.values()), area_id=area_id, argument="report",
        key=report.pk,
    )  # fmt: skip
    redaction = ReportRedaction.objects.create(
        report=report, reason=reason.strip(), redacted_at=clock.now(), redacted_post_id=post_id,
        redacted_by_id=scope.user_id,
    )  # fmt: skip
    record(
        scope, "report.redacted", report, area_id=area_id,
        fields=("introduction", "asks", "change_notes", "left_out", "ask_rows", "highlights", "copies"),
    )  # fmt: skip
    return redaction


def _from_correction(scope: Scope, report: Report) -> None:
    """A correction that is still a draft started from these words."""
    draft = (
        Report.objects.select_for_update()
        .filter(corrects=report, state=Report.State.DRAFT)
        .select_related("plan")
        .first()
    )
    if draft is None:
        return
    gone = (report.introduction, report.asks, report.change_notes)
    draft.introduction = without(draft.introduction, gone)
    draft.asks = without(draft.asks, gone)
    # Whoever left an ask out says so again: the line and the reason may hold the same words.
    draft.left_out = []
    draft.version += 1
    draft.take_off()
    draft.save()
    record(
        scope, "report.words_taken_out", draft, area_id=draft.plan.area_id,
        fields=("introduction", "asks", "left_out"),
    )  # fmt: skip
