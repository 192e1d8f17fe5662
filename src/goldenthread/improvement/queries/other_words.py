"""What was signed off or judged in words that a new version changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.improvement.models import Milestone, Plan, SuccessCriterion
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows


@dataclass(frozen=True)
class OtherWords:
    """Each as it stands in the version before, with its words in the draft."""

    signed_off: list[tuple[Milestone, str]]
    judged: list[tuple[CriterionRow, str]]


def in_other_words(draft: Plan, today: date) -> OtherWords:
    """Signed-off milestones and judged criteria whose words the draft changes: agreeing it keeps what was said.

    Four queries; none for a first version.
    """
    if draft.supersedes_id is None:
        return OtherWords([], [])
    signed = Milestone.objects.filter(plan=draft.supersedes_id, signed_off_on__isnull=False)
    signed = signed.select_related("priority").order_by(
        "priority__section__position", "priority__position", "position"
    )
    milestones = {row.thread_pk: row.text for row in Milestone.objects.filter(plan=draft)}
    told = criterion_rows(SuccessCriterion.objects.filter(section__plan=draft.supersedes_id), today)
    carried = SuccessCriterion.objects.filter(section__plan=draft)
    criteria = {row.thread_pk: row.text for row in carried}
    return OtherWords(
        [
            (row, milestones[row.thread_pk])
            for row in signed
            if _differ(row.text, milestones.get(row.thread_pk))
        ],
        [
            (row, criteria[row.root])
            for row in told
            if row.facts.judgement is not None and _differ(row.text, criteria.get(row.root))
        ],
    )


def _differ(before: str, now: str | None) -> bool:
    """Whether the words changed, however they are spaced; what the draft leaves out has none."""
    return now is not None and before.split() != now.split()
