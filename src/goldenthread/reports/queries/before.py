"""What was sent to an audience before: the last report of a kind, and the asks on which nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from goldenthread.reports.models import Decision, Report
from goldenthread.reports.rules.asks import Ask


@dataclass(frozen=True)
class Before:
    """An ask of an earlier report to the same audience on which nobody has decided, and for which meeting."""

    ask: Ask
    meeting_on: date


@dataclass(frozen=True)
class Put:
    """An ask of a sent report, and when somebody last decided on it."""

    text: str
    code: str
    thread: int
    decided_at: datetime | None


@dataclass(frozen=True)
class Sent:
    """A sent report with its asks, in their order."""

    report: Report
    asks: list[Put]


def sent_before(report: Report, line: Sequence[int]) -> list[Sent]:
    """Every report to this audience, the newest meeting first, without its frozen words: one query.

    `line` are the ids of the plan and of the versions before it.
    """
    decided = Decision.objects.filter(ask=OuterRef("ask_rows")).order_by("-recorded_at")
    rows = (
        Report.objects.filter(
            plan__in=line, audience_key=report.audience_key, state=Report.State.SENT
        )
        .select_related("snapshot")
        .defer("snapshot__body", "introduction", "asks", "change_notes")
        .annotate(
            asked=F("ask_rows__text"), of_code=F("ask_rows__priority__code"),
            of_thread=Coalesce("ask_rows__priority__thread", "ask_rows__priority"),
            decided_at=Subquery(decided.values("recorded_at")[:1]),
        )
        .order_by("-meeting_on", "-pk", "ask_rows__number")
    )  # fmt: skip
    found: dict[int, Sent] = {}
    # A report comes once for each of its asks.
    for row in rows:
        sent = found.setdefault(row.pk, Sent(row, []))
        if row.asked:
            sent.asks.append(Put(row.asked, row.of_code or "", row.of_thread or 0, row.decided_at))
    return list(found.values())


def previous_report(report: Report, sent: Iterable[Sent]) -> Report | None:
    """The report of the same kind that this audience had before; not the one that this one corrects."""
    rows = [one.report for one in sent if one.report.kind == report.kind]
    if report.corrects is not None and report.corrects.sent_at is not None:
        rows = [row for row in rows if _went(row) < report.corrects.sent_at]
    return max(rows, key=lambda row: (_went(row), row.pk), default=None)


def asked_before(report: Report, sent: Sequence[Sent], codes: Mapping[int, str]) -> list[Before]:
    """The asks to this audience on which nobody has decided, the newest meeting first.

    A decision on one of several reports that ask the same is one on all that were out by then; a correction was out
    with the report that it corrects. What the one corrected asked, and what this report corrects, is left out.
    """
    reports = {one.report.pk: one.report for one in sent}
    corrected = {row.corrects_id for row in reports.values()}
    own = _first(report.corrects_id, reports)
    put = [
        (Ask(codes.get(ask.thread, ask.code), ask.text), ask.decided_at, one.report)
        for one in sent
        for ask in one.asks
    ]
    found: list[Before] = []
    for ask, _, row in put:
        first = _first(row.pk, reports)
        if row.pk in corrected or first == own:
            continue
        since = _went(reports.get(first or 0, row))
        if any(at is not None and at >= since and ask.same_as(other) for other, at, _ in put):
            continue
        if not any(ask.same_as(other.ask) for other in found):
            found.append(Before(ask, row.meeting_on))
    return found


def _first(pk: int | None, reports: Mapping[int, Report]) -> int | None:
    """The report that a chain of corrections began with."""
    row = reports.get(pk or 0)
    return pk if row is None or row.corrects_id is None else _first(row.corrects_id, reports)


def _went(row: Report) -> datetime:
    if row.sent_at is None:
        raise ValueError(f"report {row.pk} was not sent")
    return row.sent_at
