"""The demonstration's highlight reports, a report that went to its board with what came back, and a draft."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from goldenthread.core import clock
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.documents.models import sha256_of
from goldenthread.improvement.models import Plan, Priority
from goldenthread.reports.actions.deciding import Decided, record_decision
from goldenthread.reports.actions.highlights import Text, save_highlight, submit_highlight
from goldenthread.reports.actions.preparing import Words, change_report, prepare_report
from goldenthread.reports.actions.sending import Sending, send_report
from goldenthread.reports.models import Report
from goldenthread.reports.presenters import body_of
from goldenthread.reports.queries.highlights import desk
from goldenthread.reports.queries.pack import compose


@cache
def load_reports() -> dict[str, Any]:
    """What reports.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "reports.yaml").read_text(encoding="utf-8"))
    return loaded


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """Each step of the life of the plan's reports: its day, what to do, with what."""
    told, plan = load_reports(), Plan.objects.get(pk=plan_id)
    found: list[tuple[int, Any, dict[str, Any]]] = []
    for row in told["highlights"]:
        found.append((row["day"], _highlight, {"plan": plan, "row": row}))
    for row in told["sent"]:
        found.append((row["day"], _sent, {"plan": plan, "row": row}))
    found.append((told["draft"]["day"], _drafted, {"plan": plan, "row": told["draft"]}))
    return found


def _highlight(*, plan: Plan, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    priority = Priority.objects.get(plan=plan, code=row["priority"])
    words = desk(scope, plan.pk, priority.pk, clock.today())
    text = Text(words.draft.done, words.draft.next_steps, words.draft.exceptions, row["asks"])
    saved = save_highlight(
        scope=scope, priority_id=priority.pk, post_id=post_id, text=text, version=0,
        seen_event=words.newest,
    )  # fmt: skip
    submit_highlight(scope=scope, priority_id=priority.pk, post_id=post_id, version=saved.version)


def _drafted(*, plan: Plan, row: dict[str, Any], today: date) -> Report:
    scope, post_id = person(row["post"])
    meeting = today + timedelta(days=row["meeting"])
    report = prepare_report(
        scope=scope, plan_id=plan.pk, post_id=post_id, kind=row["kind"],
        audience_key=row["audience"], meeting_on=meeting,
    )  # fmt: skip
    words = Words(row["introduction"], None, meeting)
    return change_report(scope=scope, report_id=report.pk, words=words, version=report.version)


def _sent(*, plan: Plan, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    report = _drafted(plan=plan, row=row, today=today)
    on = clock.today()
    previewed = sha256_of(body_of(compose(scope, report, on)))
    report = send_report(
        scope=scope, report_id=report.pk, post_id=post_id,
        sending=Sending(row["recipients"], previewed, findings_read=True), version=report.version, today=on,
    )  # fmt: skip
    asks = {ask.number: ask.pk for ask in report.ask_rows.all()}
    for decision in row["decisions"]:
        on = today + timedelta(days=decision["day"])
        decided = Decided(
            decision["text"], decision["decided_by"], on, f"ask:{asks[decision['ask']]}"
        )
        with clock.fixed(on):
            record_decision(
                scope=scope, report_id=report.pk, post_id=post_id, decided=decided, today=on
            )
