"""Reports in lists, one report with all that belongs to it, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Lead, Plan, Priority
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.reports.models import Ask, Decision, Highlight, Recipient, Report
from goldenthread.ui.pagination import Page, paginate


def get_report(scope: Scope, report_id: int) -> Report:
    """One report with its plan, area and frozen words: one query. Http404 when the scope may see none."""
    return _one(Report.objects.visible_to(scope), report_id)


def get_frozen(scope: Scope, report_id: int) -> Report:
    """One sent report of those that the scope may take a copy of. Http404 when there is none."""
    return _one(frozen(scope), report_id)


def frozen(scope: Scope) -> QuerySet[Report]:
    """Reports whose words are frozen and were not taken out, so that there is something to take a copy of."""
    return Report.objects.visible_to(scope).filter(snapshot__isnull=False, redaction=None)


def _one(rows: QuerySet[Report], report_id: int) -> Report:
    found = (
        rows.select_related(
            "plan__area", "snapshot__frozen_post__organisation", "snapshot__frozen_by",
            "snapshot__document__area", "prepared_post", "clearance__cleared_post", "corrects",
            "corrected_by", "redaction__redacted_post",
        )
        .filter(pk=report_id)
        .first()
    )  # fmt: skip
    if found is None:
        raise Http404("There is no such report.")
    return found


@dataclass(frozen=True)
class SentPage:
    """A sent report with who received it, what it asked and what came back: four queries with the report's own."""

    report: Report
    recipients: list[Recipient]
    asks: list[Ask]
    decisions: list[Decision]


def sent_page(report: Report) -> SentPage:
    """What belongs to a report that the scope may see."""
    return SentPage(
        report,
        list(report.recipients.all()),
        list(report.ask_rows.select_related("priority")),
        list(report.decisions.select_related("ask", "priority", "recorded_post")),
    )


@dataclass(frozen=True)
class PriorityState:
    """A priority with its newest highlight report, for the plan's page of reports."""

    priority: Priority
    highlight: Highlight | None


def plan_reports(
    scope: Scope, plan: Plan, params: Mapping[str, str], size: int
) -> tuple[Page[Report], list[PriorityState]]:
    """Reports on a plan, the newest first, and where each priority's highlight report stands.

    Those on earlier versions of the plan are among them: three queries, four for a later version.
    """
    line = ancestry(plan)
    rows = Report.objects.visible_to(scope).filter(plan__in=line).select_related("snapshot")
    newest: dict[int, Highlight] = {}
    seen = Highlight.objects.visible_to(scope).filter(plan__in=line).order_by("pk")
    for highlight in seen.select_related("priority"):
        newest[highlight.priority.thread_pk] = highlight
    priorities = Priority.objects.filter(plan=plan).order_by("section__position", "position")
    return (
        paginate(rows, ("-meeting_on", "-pk"), params, size),
        [PriorityState(row, newest.get(row.thread_pk)) for row in priorities],
    )


def recent_reports(scope: Scope, most: int = 10) -> list[Report]:
    """The newest reports of any plan that the scope may see: one query."""
    return list(Report.objects.visible_to(scope).select_related("plan__area", "snapshot")[:most])


@dataclass(frozen=True)
class CameBack:
    """A decision; `mine` where it concerns a priority that one of the person's posts leads."""

    decision: Decision
    mine: bool


def came_back(
    scope: Scope, params: Mapping[str, str], size: int
) -> tuple[Page[Decision], list[CameBack]]:
    """What was decided on reports that the scope may see, the newest first: two queries."""
    rows = Decision.objects.visible_to(scope).select_related(
        "report__plan__area", "ask", "priority"
    )
    page = paginate(rows, ("-decided_on", "-pk"), params, size)
    led = set(
        Lead.objects.filter(
            post__in=scope.post_ids, priority__in=[row.priority_id for row in page.rows]
        ).values_list("priority_id", flat=True)
    )
    return page, [CameBack(row, row.priority_id in led) for row in page.rows]


def decidable(report: Report) -> list[tuple[str, str]]:
    """What a decision on a report can be about, as choices: the whole, its asks, the plan's priorities."""
    asks = report.ask_rows.select_related("priority")
    rows = Priority.objects.filter(plan=report.plan_id).order_by("section__position", "position")
    return [
        ("", "The report as a whole"),
        *((f"ask:{ask.pk}", f"Ask {ask.number}: {ask.text}") for ask in asks),
        *((f"priority:{row.pk}", f"Priority {row}") for row in rows),
    ]
