"""Rows that each name their own lead: kept with their milestones, and together they lead the priority."""

from __future__ import annotations

from goldenthread.improvement.rules.importing.drafts import PlanDraft, PriorityDraft, RowLeads


def check_leads(draft: PlanDraft) -> None:
    """Findings on leads that stand beside single milestones."""
    for priority in draft.priorities:
        _check_merged(draft, priority)
        _check_missing(draft, priority)


def _check_merged(draft: PlanDraft, priority: PriorityDraft) -> None:
    named = [row for row in priority.row_leads if row.leads]
    if len({row.leads for row in named}) < 2:
        return
    draft.note(
        "leads_merged", "info",
        f"The milestones of {priority.name} name different leads, each in its row. Each stays with "
        "its milestone; together they lead the priority.",
        named[0].line, "; ".join(f"{row.numbers}: {', '.join(row.leads)}" for row in named),
        last_line=named[-1].line, about=priority.key,
    )  # fmt: skip


def _check_missing(draft: PlanDraft, priority: PriorityDraft) -> None:
    """Rows without a lead where others have one; below a single lead, a blank repeats it."""
    named = [row for row in priority.row_leads if row.leads]
    missing = [row for row in priority.row_leads if _lacks(row, len(named))]
    if not named or not missing:
        return
    draft.note(
        "milestone_lead_missing", "warning",
        f"{len(missing)} rows of {priority.name} name no lead where others name one. The "
        "milestones of those rows stand here.",
        missing[0].line, "; ".join(row.numbers for row in missing),
        last_line=missing[-1].line, about=priority.key,
    )  # fmt: skip


def _lacks(row: RowLeads, named: int) -> bool:
    return not row.leads and not row.merged and (row.whole or named > 1)
