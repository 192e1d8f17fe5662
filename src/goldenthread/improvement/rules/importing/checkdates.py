"""Due dates: unreadable, vague, out of order, before the plan itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.core.months import Month, day_words
from goldenthread.improvement.rules.importing.choices import DATE, NOTED, VAGUE_DATE
from goldenthread.improvement.rules.importing.drafts import MilestoneDraft, PlanDraft, PriorityDraft
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary


def check_dates(draft: PlanDraft, words: Vocabulary) -> None:
    """Findings on the dates of all milestones."""
    for milestone, _ in _milestones(draft):
        _check_one(draft, milestone)
    for priority in draft.priorities:
        _check_order(draft, priority)
    _check_days(draft)
    _check_actions(draft, words)


def before_plan_date(due: Month, dated: date | None) -> bool:
    """Whether a milestone falls due before the date of its own plan."""
    return dated is not None and due.last_day < dated


def _milestones(draft: PlanDraft) -> Iterator[tuple[MilestoneDraft, PriorityDraft | None]]:
    for priority in draft.priorities:
        for milestone in priority.milestones:
            yield milestone, priority
    for milestone in draft.unplaced:
        yield milestone, None


def _check_one(draft: PlanDraft, milestone: MilestoneDraft) -> None:
    due = milestone.due
    number = f"milestone {milestone.number}" if milestone.number else "a milestone"
    if due is None:
        draft.note(
            "due_missing", "warning",
            f"No date stands at {number}. It is kept without a date unless you give one.",
            milestone.line, milestone.text, choices=DATE, about=milestone.key,
        )  # fmt: skip
        return
    match due.kind:
        case "unreadable":
            draft.note(
                "due_unreadable", "error",
                f"The date “{due.text}” of {number} cannot be read: {due.how}. The milestone is "
                "kept; give its month, or keep it without a date.",
                milestone.line, f"{due.text}: {milestone.text}", choices=DATE, about=milestone.key,
            )  # fmt: skip
        case "vague" if due.month:
            draft.note(
                "due_vague", "warning",
                f"“{due.text}” of {number} was read as {due.month.label}: {due.how}.",
                milestone.line, milestone.text, choices=VAGUE_DATE, about=milestone.key,
            )  # fmt: skip
        case "ongoing" | "cadence":
            draft.note(
                "due_ongoing", "info",
                f"“{due.text}” of {number} gives no month. It is kept without a due date.",
                milestone.line, milestone.text, choices=(NOTED, *DATE), about=milestone.key,
            )  # fmt: skip
        case "to_be_confirmed":
            draft.note(
                "due_to_be_confirmed", "warning",
                f"The date of {number} is still to be confirmed (“{due.text}”).",
                milestone.line, milestone.text, choices=DATE, about=milestone.key,
            )  # fmt: skip
        case _:
            pass
    if due.odd_spelling and due.month:
        draft.note(
            "month_spelling", "info",
            f"“{due.odd_spelling}” was read as {due.month.label}.",
            milestone.line, due.text, about=milestone.key,
        )  # fmt: skip
    if due.month and draft.date and before_plan_date(due.month, draft.date):
        draft.note(
            "due_before_plan_date", "warning",
            f"The date of {number}, {due.month.label}, lies before the plan's own date, "
            f"{day_words(draft.date)}. It will show as past due from the start unless it is completed.",
            milestone.line, milestone.text, choices=VAGUE_DATE, about=milestone.key,
        )  # fmt: skip


def _check_order(draft: PlanDraft, priority: PriorityDraft) -> None:
    latest: Month | None = None
    for milestone in priority.milestones:
        month = milestone.due.month if milestone.due else None
        if month is None:
            continue
        if latest is not None and month < latest:
            number = f"Milestone {milestone.number}" if milestone.number else "A milestone"
            draft.note(
                "dates_out_of_order", "info",
                f"{number} of {priority.name} is due in {month.label}, before one that is printed "
                f"above it ({latest.label}). The printed order was kept.",
                milestone.line, milestone.text, about=milestone.key,
            )  # fmt: skip
        latest = max(latest or month, month)


def _check_days(draft: PlanDraft) -> None:
    dated = [m for m, _ in _milestones(draft) if m.due and m.due.day]
    if dated:
        first = dated[0]
        draft.note(
            "due_day_dropped", "info",
            f"{len(dated)} milestones are due on a day (the first: {first.due.text if first.due else ''}). "
            "The plan works by month: each falls due on the last day of its month. The printed "
            "dates are kept beside them.", min(m.line for m in dated), "",
            last_line=max(m.line for m in dated),
        )  # fmt: skip
    serial = [m for m, _ in _milestones(draft) if m.due and "serial" in m.due.how]
    for milestone in serial:
        draft.note(
            "due_serial", "info",
            f"The date is a serial number of a spreadsheet and was read as "
            f"{milestone.due.month.label if milestone.due and milestone.due.month else ''}.",
            milestone.line, milestone.due.text if milestone.due else "", about=milestone.key,
        )  # fmt: skip


def _check_actions(draft: PlanDraft, words: Vocabulary) -> None:
    """Dates in the text of actions, where a priority has no milestone to carry them."""
    for priority in draft.priorities:
        if priority.milestones or priority.recurring:
            continue
        for action in priority.actions:
            due = words.dates.inside(action.text)
            if due:
                draft.note(
                    "date_in_action",
                    "warning",
                    f"This action of {priority.name} names a date ({due.text}), but there is no "
                    "milestone. If it is a promise, write it as a milestone in the document and "
                    "import it again.",
                    action.source_line,
                    action.text,
                    about=priority.key,
                )
