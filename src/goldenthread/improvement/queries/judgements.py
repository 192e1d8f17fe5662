"""The sign-offs and hand-set statuses that count today, for a plan and its parts.

What was decided of an item in an earlier version of the plan goes on counting in the later ones: rows are found
through the item's thread, and none is written twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenthread.improvement.models import PartJudgement, Plan, Priority
from goldenthread.improvement.queries.versions import ancestry
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
    """The verdicts on one plan: on its priorities and sections by their threads, and on the whole."""

    priorities: dict[int, Verdict] = field(default_factory=lambda: defaultdict(Verdict))
    sections: dict[int, Verdict] = field(default_factory=lambda: defaultdict(Verdict))
    whole: Verdict = field(default_factory=Verdict)


def judged(plan: Plan, line: Sequence[int] = ()) -> Judged:
    """Every verdict on the plan and its parts: one query, two for a later version unless `line` is given.

    `line` is what `ancestry` gives.
    """
    found = Judged()
    rows = PartJudgement.objects.filter(plan__in=line or ancestry(plan)).order_by("at", "pk")
    for row in rows.select_related("priority", "section"):
        if row.priority is not None:
            found.priorities[row.priority.thread_pk].add(row)
        elif row.section is not None:
            found.sections[row.section.thread_pk].add(row)
        else:
            found.whole.add(row)
    return found


def verdict_on_priority(priority: Priority) -> Verdict:
    """The verdict on one priority: one query. Its plan must be there already."""
    found = Verdict()
    # A copy is always made after what it copies: what later versions decided is left out.
    versions = Priority.objects.filter(pk__lte=priority.pk)
    same = versions.filter(pk=priority.thread_pk) | versions.filter(thread=priority.thread_pk)
    for row in PartJudgement.objects.filter(priority__in=same.values("pk")).order_by("at", "pk"):
        found.add(row)
    return found
