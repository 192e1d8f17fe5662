"""Another date that the remarks beside a milestone name: a person says whether it is the new one."""

from __future__ import annotations

from goldenthread.exchange.findings import Choice
from goldenthread.improvement.rules.importing.drafts import MilestoneDraft, PlanDraft
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary


def check_revised(draft: PlanDraft, words: Vocabulary) -> None:
    """Findings on dates in the status and update of all milestones, unplaced ones too."""
    placed = [milestone for priority in draft.priorities for milestone in priority.milestones]
    for milestone in [*placed, *draft.unplaced]:
        _check(draft, milestone, words)


def _check(draft: PlanDraft, milestone: MilestoneDraft, words: Vocabulary) -> None:
    said = f"{milestone.status or ''}. {milestone.update or ''}"
    found = words.dates.announced(said, words.revised_date_words)
    month = found[1].month if found else None
    first = milestone.due.month if milestone.due else None
    if found is None or month is None or (first and month <= first):
        return
    number = f"milestone {milestone.number}" if milestone.number else "a milestone"
    stays = f"{first.label} stays on record as its first date" if first else "it had none before"
    keeps = f"{first.label} stands" if first else "it has no date"
    draft.note(
        "date_revised", "warning",
        f"The remarks beside {number} say “{found[0]}”. Is {month.label} the new date? Nothing is "
        "changed unless you say so.",
        milestone.line, found[0],
        choices=(
            Choice("take_revised", f"Yes: it is now due in {month.label}; {stays}"),
            Choice("keep_date", f"No: {keeps}"),
        ),
        about=milestone.key,
    )  # fmt: skip
