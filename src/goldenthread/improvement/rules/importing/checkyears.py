"""Years that are most likely a slip of the hand: the plan's own, and those of its milestones."""

from __future__ import annotations

from statistics import median_low

from goldenthread.core.plausible import ANY, PLANNED, Doubt, doubt
from goldenthread.improvement.rules.importing.choices import DOUBTED_DATE, DOUBTED_PLAN_DATE
from goldenthread.improvement.rules.importing.drafts import MilestoneDraft, PlanDraft


def check_years(draft: PlanDraft) -> None:
    """A finding to decide for each. Without a date of the plan its milestones are held against each other."""
    milestones = [*(m for p in draft.priorities for m in p.milestones), *draft.unplaced]
    dated = [(m, m.due.month.year) for m in milestones if m.due and m.due.month]
    if draft.date is None and not dated:
        return
    middle = median_low([year for _, year in dated]) if dated else None
    anchor = draft.date.year if draft.date else middle
    if draft.date is not None:
        found = doubt(
            draft.date.year, ANY, anchor=middle or draft.date.year, subject="The plan's date"
        )
        if found is not None:
            anchor = middle
            draft.note(
                "plan_year_doubtful", "error", f"{found.question} {found.fix}", draft.date_line,
                draft.date_text or "", choices=DOUBTED_PLAN_DATE,
            )  # fmt: skip
    for milestone, year in dated:
        found = _of_milestone(milestone, year, anchor or year)
        if found is not None:
            draft.note(
                "due_year_doubtful", "error", f"{found.question} {found.fix}", milestone.line,
                milestone.text, choices=DOUBTED_DATE, about=milestone.key,
            )  # fmt: skip


def _of_milestone(milestone: MilestoneDraft, year: int, anchor: int) -> Doubt | None:
    name = (
        f"The date of milestone {milestone.number}"
        if milestone.number
        else "The date of a milestone"
    )
    return doubt(year, PLANNED, anchor=anchor, subject=name) or doubt(
        year, ANY, anchor=anchor, subject=name
    )
