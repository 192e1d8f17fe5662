"""Status words that are not known, or that stand at the start of a longer remark."""

from __future__ import annotations

from goldenthread.improvement.rules.importing.choices import STATUS, STATUS_READ
from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.statuses import read_status
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary


def check_statuses(draft: PlanDraft, words: Vocabulary) -> None:
    """Findings on the printed statuses of all milestones, unplaced ones too."""
    placed = [milestone for priority in draft.priorities for milestone in priority.milestones]
    for milestone in [*placed, *draft.unplaced]:
        # A dash in the cell says that there is none.
        if not milestone.status or not milestone.status.strip(" -–—_./"):
            continue
        found = read_status(milestone.status, words)
        number = f"milestone {milestone.number}" if milestone.number else "a milestone"
        if found.status is None:
            draft.note(
                "status_unknown", "error",
                f"The status “{milestone.status}” of {number} is not one that is known. Say which "
                "it is. The printed words are kept with its update.",
                milestone.line, milestone.status, choices=STATUS, about=milestone.key,
            )  # fmt: skip
        elif not found.exact:
            draft.note(
                "status_read_as", "warning",
                f"The status “{milestone.status}” of {number} was read as "
                f"{found.status.capitalize()}, from its first words “{found.words}”. The printed "
                "words are kept with its update.",
                milestone.line, milestone.status, choices=STATUS_READ, about=milestone.key,
            )  # fmt: skip
