"""Recording what a body decided on a report that it received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Priority
from goldenthread.reports.models import Ask, Decision, Report


@dataclass(frozen=True)
class Decided:
    """`about` is empty for the whole report, else `ask:ID` or `priority:ID`."""

    text: str
    decided_by: str
    decided_on: date
    about: str = ""


@transaction.atomic
def record_decision(
    *, scope: Scope, report_id: int, post_id: int, decided: Decided, today: date
) -> Decision:
    """Keep a decision for good. A mistake is put right by recording another.

    UserError for a draft, a day that lies ahead, or something the report does not hold; NotAllowed without the right.
    """
    report = Report.objects.visible_to(scope).select_related("plan").filter(pk=report_id).first()
    if report is None:
        raise UserError("no_such_report", "There is no such report.")
    if post_id not in scope.posts_with("report.decide", report.plan.area_id):
        raise NotAllowed("That post does not carry the right to record decisions in this area.")
    if report.state != Report.State.SENT:
        raise UserError("not_sent", "This report has not been sent, so nobody has decided on it.")
    if decided.decided_on > today:
        raise UserError(
            "date_in_future", "The day of the decision lies ahead.", "decided_on",
            "Enter the day on which it was decided.",
        )  # fmt: skip
    ask, priority_id = _about(report, decided.about)
    decision = Decision.objects.create(
        report=report, ask=ask, priority_id=priority_id, text=decided.text,
        decided_by=decided.decided_by, decided_on=decided.decided_on, recorded_post_id=post_id,
        recorded_by_id=scope.user_id,
    )  # fmt: skip
    record(
        scope, "decision.recorded", decision, area_id=report.plan.area_id,
        fields=("text", "decided_by", "decided_on"),
    )  # fmt: skip
    return decision


def _about(report: Report, about: str) -> tuple[Ask | None, int | None]:
    kind, _, key = about.partition(":")
    if not kind:
        return None, None
    ask = Ask.objects.filter(report=report, pk=key).first() if kind == "ask" else None
    if ask is not None:
        return ask, ask.priority_id
    if kind == "priority" and Priority.objects.filter(plan=report.plan, pk=key).exists():
        return None, int(key)
    raise UserError(
        "not_in_the_report", "The report holds nothing of that kind.", "about",
        "Choose one of its asks or priorities, or the report as a whole.",
    )  # fmt: skip
