"""The sign-offs and hand-set statuses that count today, for the parts of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.improvement.models import PartJudgement, Plan
from goldenthread.improvement.rules.status import Override, Shown, Status, rollup

_KIND = PartJudgement.Kind


@dataclass
class Judged:
    """What counts for each priority and section of one plan, by their ids."""

    priorities: dict[int, PartJudgement] = field(default_factory=dict)
    sections: dict[int, PartJudgement] = field(default_factory=dict)

    def priority(self, priority_id: int, children: Sequence[Shown]) -> Shown:
        return shown_of(self.priorities.get(priority_id), children)

    def section(self, section_id: int, children: Sequence[Shown]) -> Shown:
        return shown_of(self.sections.get(section_id), children)


def judged(plan: Plan) -> Judged:
    """The newest judgement of each part of the plan: one query."""
    found = Judged()
    for row in PartJudgement.objects.filter(plan=plan).order_by("at", "pk"):
        if row.priority_id is not None:
            found.priorities[row.priority_id] = row
        elif row.section_id is not None:
            found.sections[row.section_id] = row
    return found


def shown_of(judgement: PartJudgement | None, children: Sequence[Shown]) -> Shown:
    """A part's status from what stands below it and the judgement that counts."""
    if judgement is None or judgement.kind == _KIND.RULE:
        return rollup(children)
    if judgement.kind == _KIND.SIGN_OFF:
        return rollup(children, signed_off=True)
    override = Override(
        Status(judgement.status),
        judgement.reason,
        str(judgement.post_id),
        judgement.on,
        Status(judgement.derived_then),
    )
    return rollup(children, override=override)
