"""What a paper asks: what the leads ask and what was asked before, until somebody writes the asks themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from goldenthread.access.models import User
from goldenthread.improvement.models import Plan, Priority
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.organisations.models import Post
from goldenthread.reports.models import Highlight, Report
from goldenthread.reports.queries.before import Before, asked_before, sent_before
from goldenthread.reports.rules.asks import Ask, as_lines, parse_asks, without


@dataclass(frozen=True)
class Asked:
    """The asks of a paper. Of those that are `standing`, whoever asks them, `missing` are not in it.

    Where somebody decided by name that the paper does not ask one of them, it is not missing.
    """

    asks: list[Ask]
    before: list[Before] = field(default_factory=list)
    standing: list[Ask] = field(default_factory=list)
    missing: list[Ask] = field(default_factory=list)

    @property
    def lines(self) -> str:
        """As text to edit."""
        return as_lines(self.asks)

    def meeting_before(self, ask: Ask) -> date | None:
        """The day of the meeting for which the same was asked before, where nobody has decided on it."""
        return next((one.meeting_on for one in self.before if one.ask.same_as(ask)), None)


def asked(
    report: Report, leads: Sequence[Ask], before: list[Before], codes: Iterable[str]
) -> Asked:
    """What the paper asks, of what `leads` ask now and what was asked `before`."""
    standing = without([*leads, *(one.ask for one in before)], [])
    if report.asks_edited or report.state == Report.State.SENT:
        # A priority that asked may be gone from this version, and its code with it.
        asks = parse_asks(report.asks, ({*codes} | {ask.code for ask in standing}) - {""})
    else:
        asks = not_left_out(report, standing)
    return Asked(asks, before, standing, not_left_out(report, without(standing, asks)))


def not_left_out(report: Report, asks: Iterable[Ask]) -> list[Ask]:
    """Those that nobody has decided to leave out of the report."""
    out = {row["line"] for row in report.left_out}
    return [ask for ask in asks if ask.line not in out]


def asked_now(report: Report) -> Asked:
    """The asks of a draft as they stand: four queries, five for a later version of the plan."""
    codes = codes_of(report.plan)
    line = ancestry(report.plan)
    rows = Highlight.objects.filter(asking(report), plan__in=line).order_by("pk")
    leads = asks_of(rows.select_related("priority"), codes)
    return asked(
        report, leads, asked_before(report, sent_before(report, line), codes), codes.values()
    )


def asking(report: Report) -> Q:
    """The highlight reports whose asks stand: those submitted, and those that another body was given meanwhile."""
    submitted = Q(state=Highlight.State.SUBMITTED)
    if report.audience.presents:
        return submitted
    return submitted | Q(presented_in__sent_at__gte=report.prepared_at)


def asks_now(report: Report, row: Highlight) -> bool:
    """Whether one is among those of `asking`; its `presented_in` is read with it."""
    if row.state == Highlight.State.SUBMITTED or report.audience.presents:
        return row.state == Highlight.State.SUBMITTED
    sent_at = row.presented_in.sent_at if row.presented_in is not None else None
    return sent_at is not None and sent_at >= report.prepared_at


def codes_of(plan: Plan) -> dict[int, str]:
    """The codes of a plan's priorities by their threads, in its order: one query."""
    return {row.thread_pk: row.code for row in Priority.objects.filter(plan=plan)}


def asks_of(rows: Iterable[Highlight], codes: Mapping[int, str]) -> list[Ask]:
    """What these highlight reports ask; `codes` by the threads of the priorities, in the plan's order.

    Each ask has its priority's code in this version. What is asked on a priority that this version has no more
    comes last.
    """
    of = {row.priority.thread_pk: row for row in rows}
    found = []
    for thread, code in codes.items():
        if (highlight := of.pop(thread, None)) is not None:
            found.append((code, highlight.asks))
    found += [(highlight.priority.code, highlight.asks) for highlight in of.values()]
    return [Ask(code, ask.text) for code, text in found for ask in parse_asks(text, [code])]


@dataclass(frozen=True)
class LeftOut:
    """An ask that somebody decided to leave out of a report: who, from which post, when, and why."""

    ask: Ask
    reason: str
    post: str
    name: str
    at: datetime


def left_out_told(report: Report) -> list[LeftOut]:
    """What was left out of a report: two queries, none where nothing was."""
    if not report.left_out:
        return []
    posts = Post.objects.in_bulk({row["post"] for row in report.left_out})
    people = User.objects.in_bulk({row["by"] for row in report.left_out})
    return [
        LeftOut(
            Ask("", row["line"]), row["reason"], posts[row["post"]].title,
            people[row["by"]].name if row["by"] in people else "", datetime.fromisoformat(row["at"]),
        )
        for row in report.left_out
    ]  # fmt: skip
