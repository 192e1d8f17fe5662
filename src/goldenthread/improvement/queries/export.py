"""A plan's milestones as a table to take away."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from django.db.models import Count
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.improvement.models import MilestoneEvent, Plan
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import ancestry, thread_of
from goldenthread.improvement.rules.status import load_scheme
from goldenthread.ui.filters import date_long, plural

COLUMNS = (
    ("section_number", "Section number"),
    ("section", "Section"),
    ("priority_code", "Priority"),
    ("priority", "Priority title"),
    ("leads", "Leads"),
    ("leads_as_printed", "Leads as printed, without a post"),
    ("own_leads", "Leads of the milestone itself"),
    ("own_leads_as_printed", "Leads of the milestone as printed, without a post"),
    ("number", "Milestone number"),
    ("milestone", "Milestone"),
    ("due", "Falls due"),
    ("due_as_printed", "Date as printed"),
    ("qualifier", "Qualifier"),
    ("first_due", "Date agreed at first"),
    ("forecast", "Forecast given with Amber"),
    ("slippage_days", "Slippage in days"),
    ("days_overdue", "Days overdue"),
    ("reported_status", "Reported status"),
    ("reported_on", "Reported on"),
    ("shown_status", "Shown status"),
    ("notes", "Notes"),
    ("completed_on", "Completed on"),
    ("sent_back_on", "Sent back on"),
    ("signed_off_on", "Signed off on"),
    ("progress", "Last report"),
    ("impact", "Impact (so what)"),
    ("imported_update", "Update as imported"),
)


def plan_to_export(scope: Scope, plan_id: int, rows: int) -> tuple[Plan, bool]:
    """The plan, and whether its table is longer than that: one query. Http404 where there is none to be seen."""
    found = Plan.objects.visible_to(scope).annotate(length=Count("milestones"))
    plan = found.filter(pk=plan_id).first()
    if plan is None:
        raise Http404("There is no such plan.")
    return plan, plan.length > rows


def plan_table(
    scope: Scope, plan_id: int, as_at: date, only: Container[int] | None = None
) -> tuple[Plan, Table]:
    """Every milestone of the plan, in the plan's order, with its status on that day or on that of the plan's end.

    `only` are the ids of those that are wanted, where that is not all.
    """
    page = plan_page(scope, plan_id, as_at)
    latest: dict[int, MilestoneEvent] = {}
    reports = MilestoneEvent.objects.filter(
        plan__in=ancestry(page.plan), kind=MilestoneEvent.Kind.REPORT
    )
    for event in reports.select_related("milestone").order_by("at", "pk"):
        latest[thread_of(event)] = event
    rows = [
        (
            section.number, section.title, priority.code, priority.title,
            "; ".join(priority.leads), "; ".join(priority.printed_leads),
            "; ".join(post.title for post in priority.own_leads.get(row.id, [])), "; ".join(row.printed_leads),
            *_milestone(row, latest.get(row.thread)),
        )
        for section in page.sections
        for priority in section.priorities
        for row in priority.milestones
        if only is None or row.id in only
    ]  # fmt: skip
    about = (
        f"{page.plan.title}. {page.plan.area}. Version {page.plan.version or 'not given'}, "
        f"{page.plan.get_state_display().lower()}. {plural(len(rows), 'milestone')} as at {date_long(page.as_at)}."
    )
    return page.plan, Table("Milestones", about, COLUMNS, rows)


def _milestone(row: MilestoneStatus, last: MilestoneEvent | None) -> tuple[Value, ...]:
    scheme = load_scheme()
    facts = row.facts
    return (
        row.number, row.text, row.due, row.due_as_printed, row.qualifier, row.baseline_due,
        facts.forecast.last_day if facts.forecast else None, row.slippage, row.days_overdue,
        scheme.statuses[facts.reported].word, facts.reported_on,
        scheme.statuses[row.shown.status].word,
        "; ".join([*(scheme.flags[flag].word for flag in row.shown.flags), *filter(None, [row.waiting])]),
        facts.completed_on, facts.sent_back_on, facts.signed_off.on if facts.signed_off else None,
        last.progress if last else "", last.impact if last else "", row.imported_update,
    )  # fmt: skip
