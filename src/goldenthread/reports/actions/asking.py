"""The asks that stand and are not in a draft: taking one in, or leaving it out by name with a reason."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.rules.clearance import clearance_rules, says_why
from goldenthread.reports.actions.preparing import locked_draft
from goldenthread.reports.models import Report
from goldenthread.reports.queries.asks import Asked, asked_now
from goldenthread.reports.queries.risks import proposed_asks, risks_to_propose
from goldenthread.reports.rules.asks import Ask, as_lines

_PREPARES = "report.prepare"


@transaction.atomic
def take_in(*, scope: Scope, report_id: int, key: str) -> Report:
    """Put an ask that stands into a draft, after its own. One that is there already changes nothing.

    UserError for an ask that nobody asks any more, or a report that was sent.
    """
    report = locked_draft(scope, report_id, None)
    now = asked_now(report)
    if any(ask.key == key for ask in now.asks):
        return report
    ask = _standing(scope, report, now, key)
    report.asks, report.asks_edited = as_lines([*now.asks, ask]), True
    report.left_out = [row for row in report.left_out if row["line"] != ask.line]
    _save(report)
    record(
        scope, "report.ask_taken_in", report, area_id=report.plan.area_id,
        fields=("asks", "left_out"),
    )  # fmt: skip
    return report


@transaction.atomic
def leave_out(*, scope: Scope, report_id: int, post_id: int, key: str, reason: str) -> Report:
    """Decide that a draft does not ask what somebody asks. It stands on record who decided, and why.

    UserError without a reason that says anything, for an ask that nobody asks any more, or a report that was sent;
    NotAllowed without the right.
    """
    report = locked_draft(scope, report_id, None)
    if post_id not in scope.posts_with(_PREPARES, report.plan.area_id):
        raise NotAllowed("That post does not carry the right to prepare reports in this area.")
    if any(Ask("", row["line"]).key == key for row in report.left_out):
        return report
    now = asked_now(report)
    ask = _standing(scope, report, now, key)
    if not says_why(reason):
        raise UserError(
            "no_reason", "Say in a sentence why the report does not ask it.", "reason",
            clearance_rules().good_reason,
        )  # fmt: skip
    decided = {
        "line": ask.line, "reason": reason.strip(), "post": post_id, "by": scope.user_id,
        "at": clock.now().isoformat(),
    }  # fmt: skip
    report.left_out = [*report.left_out, decided]
    if report.asks_edited:
        report.asks = as_lines(one for one in now.asks if not one.same_as(ask))
    _save(report)
    record(scope, "report.ask_left_out", report, area_id=report.plan.area_id, fields=("left_out",))
    return report


def _standing(scope: Scope, report: Report, now: Asked, key: str) -> Ask:
    risks = risks_to_propose(scope, report, report.reads_on(clock.today()))
    for ask in (*now.standing, *proposed_asks(report, risks)):
        if ask.key == key:
            return ask
    raise UserError("no_such_ask", "Nobody asks that any more.", fix="Read the report again.")


def _save(report: Report) -> None:
    report.version += 1
    report.take_off()
    report.save()
