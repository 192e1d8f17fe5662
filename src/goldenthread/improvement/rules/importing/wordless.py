"""Rows whose action or milestone has no words: a person gives them; they are never taken from another row."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.exchange.findings import Choice
from goldenthread.improvement.rules.importing.drafts import (
    MilestoneDraft,
    PlanDraft,
    PriorityDraft,
)
from goldenthread.improvement.rules.importing.parsed import ParsedAction

_SHOWN = 80
GIVE_WORDS = Choice("give_words", "Give its words", "text")
NOT_A_ROW = Choice("leave_row_out", "Leave this row out of the plan", "reason")


def ask_for_words(
    draft: PlanDraft,
    priority: PriorityDraft | None,
    made: Sequence[MilestoneDraft],
    actions: Sequence[ParsedAction],
    *,
    unread: bool,
) -> None:
    """A finding for each milestone of a row that has no words, else for its action without words.

    `unread` says that something stands in the cell that was not read; otherwise it is blank.
    """
    blank = [milestone for milestone in made if not milestone.text]
    for milestone in blank:
        _ask(draft, priority, milestone, "" if unread else _above(priority))
    for action in actions:
        if not action.text and not blank and priority is not None:
            name = f"action {action.letter}" if action.letter else "an action"
            draft.note(
                "text_missing", "error",
                f"The words of {name} of {priority.name} could not be read. Give them.",
                action.source_line, action.letter or "", choices=(GIVE_WORDS,), about=priority.key,
            )  # fmt: skip


def _ask(
    draft: PlanDraft, priority: PriorityDraft | None, milestone: MilestoneDraft, above: str
) -> None:
    said = [milestone.number or milestone.action, milestone.due.text if milestone.due else None]
    further = Choice("as_above", f"It is a further date of the one above: “{above[:_SHOWN]}”")
    # A row of no priority is left out by the question that asks where it belongs.
    leave = (NOT_A_ROW,) if priority is not None else ()
    what = "is blank" if above else "is blank or could not be read"
    draft.note(
        "text_missing", "error",
        f"This row says when or how far, but what is to be done {what}. Give its words; those of "
        "another row were not put there.",
        milestone.line, " | ".join(filter(None, said)),
        choices=(GIVE_WORDS, *((further,) if above else ()), *leave), about=milestone.key,
    )  # fmt: skip


def _above(priority: PriorityDraft | None) -> str:
    """The last words of the priority's milestones."""
    texts = [m.text for m in priority.milestones if m.text] if priority else []
    return texts[-1] if texts else ""
