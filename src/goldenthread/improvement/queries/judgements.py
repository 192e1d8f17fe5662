"""The sign-offs and hand-set statuses that count today, for the parts of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenthread.improvement.models import PartJudgement, Plan
from goldenthread.improvement.rules.status import Override, Shown, Status, rollup

_KIND = PartJudgement.Kind


@dataclass
class Verdict:
    """What was decided of one part: its newest sign-off, and its newest status by hand or none."""

    sign_off: PartJudgement | None = None
    by_hand: PartJudgement | None = None

    def add(self, row: PartJudgement) -> None:
        """Take in the next judgement, in order of time."""
        if row.kind == _KIND.SIGN_OFF:
            self.sign_off = row
        else:
            self.by_hand = row if row.kind == _KIND.OVERRIDE else None

    @property
    def signed_off_on(self) -> date | None:
        return self.sign_off.on if self.sign_off else None

    def shown(self, children: Sequence[Shown], signed_off_days: Sequence[date | None]) -> Shown:
        """The part's status. A sign-off stands only while nothing below it was signed off on a later day:
        work that was opened again and done anew needs the whole to be looked at anew.
        """
        day = self.signed_off_on
        stands = day is not None and all(below is None or below <= day for below in signed_off_days)
        return rollup(children, signed_off=stands, override=self._override())

    def _override(self) -> Override | None:
        if self.by_hand is None:
            return None
        return Override(
            Status(self.by_hand.status),
            self.by_hand.reason,
            str(self.by_hand.post_id),
            self.by_hand.on,
            Status(self.by_hand.derived_then),
        )


@dataclass
class Judged:
    """The verdicts on the priorities and sections of one plan, by their ids."""

    priorities: dict[int, Verdict] = field(default_factory=lambda: defaultdict(Verdict))
    sections: dict[int, Verdict] = field(default_factory=lambda: defaultdict(Verdict))


def judged(plan: Plan) -> Judged:
    """Every verdict on parts of the plan: one query."""
    found = Judged()
    for row in PartJudgement.objects.filter(plan=plan).order_by("at", "pk"):
        if row.priority_id is not None:
            found.priorities[row.priority_id].add(row)
        elif row.section_id is not None:
            found.sections[row.section_id].add(row)
    return found


def verdict_on_priority(priority_id: int) -> Verdict:
    """The verdict on one priority: one query."""
    found = Verdict()
    for row in PartJudgement.objects.filter(priority=priority_id).order_by("at", "pk"):
        found.add(row)
    return found
