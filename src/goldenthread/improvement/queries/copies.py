"""Lists of milestones, of what changed and of inspections as tables to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.improvement.models import Inspection, MilestoneEvent, Plan
from goldenthread.improvement.queries.export import COLUMNS, plan_table
from goldenthread.improvement.queries.history import all_changes
from goldenthread.improvement.queries.inspections import in_words
from goldenthread.improvement.queries.lists import FILTERS, listed
from goldenthread.improvement.queries.mine import my_milestones
from goldenthread.improvement.queries.versions import ending_of
from goldenthread.ui.filters import date_long, month_label, plural

CHANGES = (
    ("on", "On"),
    ("priority", "Priority"),
    ("number", "Milestone number"),
    ("milestone", "Milestone"),
    ("what", "What"),
    ("status_before", "Status before"),
    ("status", "Status"),
    ("due_before", "Fell due before"),
    ("due", "Falls due since"),
    ("forecast", "Forecast"),
    ("progress", "What has been done"),
    ("impact", "Impact (so what)"),
    ("reason", "Why"),
    ("by", "By"),
)
INSPECTIONS = (
    ("area", "Local area"),
    ("title", "Inspection"),
    ("framework", "Framework"),
    ("inspected", "Inspected"),
    ("report_on", "Report published"),
    ("outcome", "Outcome"),
    ("response", "What must be published"),
    ("response_due", "Due by"),
    ("published_on", "Published on"),
    ("link", "Address of the report"),
)


def list_table(
    scope: Scope, plan: Plan, params: Mapping[str, str], as_at: date
) -> tuple[Table, list[int]]:
    """The whole list of the plan's milestones that these parameters show, and the ids in it."""
    ending = ending_of(plan)
    found = listed(scope, plan, params, ending.as_at if ending else as_at)
    _, table = plan_table(scope, plan.pk, as_at, only=found.rows.keys())
    return Table(
        f"Milestones {FILTERS[found.chosen]}", table.about, table.columns, table.rows
    ), list(found.rows)


def mine_table(scope: Scope, as_at: date) -> tuple[Table, list[int]]:
    """The open milestones that the person's posts lead or are accountable for, where they may take copies."""
    allowed = scope.areas_with("plan.export")
    rows: list[tuple[Value, ...]] = []
    ids: list[int] = []
    for one in my_milestones(scope, as_at):
        if one.plan.area_id not in allowed:
            continue
        for whose, milestones in (("My posts", one.rows), ("Others", one.others)):
            wanted = [row.id for row in milestones]
            _, table = plan_table(scope, one.plan.pk, as_at, only=frozenset(wanted))
            rows += [(one.plan.title, whose, *row) for row in table.rows]
            ids += wanted
    columns = (("plan", "Plan"), ("led_by", "Led by"), *COLUMNS)
    about = f"{plural(len(rows), 'open milestone')} as at {date_long(as_at)}."
    return Table("My milestones", about, columns, rows), ids


def changes_table(plan: Plan, since: date, what: str, as_at: date) -> tuple[Table, list[int]]:
    """What was reported, signed off or sent back from that day on, the newest first, and whose milestones."""
    events = all_changes(plan, since, what)
    about = f"{plan.title}. {plural(len(events), 'change')} from {date_long(since)} to {date_long(as_at)}."
    rows = [_change(event) for event in events]
    return Table("What changed", about, CHANGES, rows), [event.milestone_id for event in events]


def inspections_table(scope: Scope, as_at: date) -> tuple[Table, list[int]]:
    """The inspections of the areas where the scope may take copies, the newest first."""
    wanted = Inspection.objects.visible_to(scope).filter(area__in=scope.areas_with("plan.export"))
    found = list(wanted.select_related("area"))
    about = f"{plural(len(found), 'inspection')} as at {date_long(as_at)}."
    rows = list(_inspections(found, as_at))
    return Table("Inspections", about, INSPECTIONS, rows), [one.pk for one in found]


def _change(event: MilestoneEvent) -> tuple[Value, ...]:
    milestone = event.milestone
    return (
        event.on, milestone.priority.code, milestone.number, milestone.text, event.get_kind_display(),
        event.get_status_before_display(), event.get_status_display(),
        month_label(event.due_before), month_label(event.due_after), month_label(event.forecast),
        event.progress, event.impact, event.reason, f"{event.post.title}, {event.post.organisation.name}",
    )  # fmt: skip


def _inspections(found: Iterable[Inspection], as_at: date) -> Iterable[tuple[Value, ...]]:
    for one in found:
        row = in_words(one, as_at)
        yield (
            one.area.name, one.title, row.framework, one.days, one.report_on, row.outcome,
            row.response, one.response_due, one.response_published_on, one.link,
        )  # fmt: skip
