"""The thread from findings to milestones as a table to take away."""

from __future__ import annotations

from goldenthread.exchange.exports import Table, Value
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.tracing import Traceability
from goldenthread.improvement.rules.status import load_scheme
from goldenthread.ui.filters import date_long, plural

COLUMNS = (
    ("finding_number", "Finding number"),
    ("finding_kind", "Kind of finding"),
    ("finding", "Finding"),
    ("section_number", "Section number"),
    ("section", "Section"),
    ("priority_code", "Priority"),
    ("priority", "Priority title"),
    ("milestone_number", "Milestone number"),
    ("milestone", "Milestone"),
    ("due", "Falls due"),
    ("shown_status", "Shown status"),
    ("signed_off_on", "Signed off on"),
    ("gap", "Gap"),
)
_NOTHING: tuple[Value, ...] = (None,) * 9


def trace_table(trace: Traceability) -> Table:
    """A row for each milestone of each section that answers each finding, and one for each gap."""
    rows: list[tuple[Value, ...]] = []
    for one in trace.findings:
        head: tuple[Value, ...] = (one.finding.number, one.kind, one.finding.text)
        rows += [
            (*head, section.number, section.title, priority.code, priority.title, *_milestone(row), "")
            for section in one.sections
            for priority in section.priorities
            for row in priority.milestones
        ]  # fmt: skip
    rows += [(None, None, None, *_NOTHING, gap.words) for gap in trace.gaps]
    of = f" and {trace.inspection}" if trace.inspection else ""
    about = (
        f"{trace.page.plan.title}{of}. {trace.page.plan.area}. {trace.done} of "
        f"{plural(len(trace.milestones), 'milestone')} that answer a finding signed off as at "
        f"{date_long(trace.page.as_at)}; a milestone that answers two findings stands in two rows."
    )
    return Table("Traceability", about, COLUMNS, rows)


def _milestone(row: MilestoneStatus) -> tuple[Value, ...]:
    facts = row.facts
    return (
        row.number, row.text, row.due, load_scheme().statuses[row.shown.status].word,
        facts.signed_off.on if facts.signed_off else None,
    )  # fmt: skip
