"""The sign-offs and hand-set statuses that count today, for a plan and its parts.

What was decided of an item in an earlier version of the plan goes on counting in the later ones: rows are found
through the item's thread, and none is written twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import PartJudgement, Plan, Priority
from goldenthread.improvement.queries.versions import ancestry, in_line, maybe_versions
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

    def add(self, row: PartJudgement, priority: int | None, section: int | None) -> None:
        """Take in the next judgement, in order of time: of a priority or section by its thread, or of the whole."""
        if priority is not None:
            self.priorities[priority].add(row)
        elif section is not None:
            self.sections[section].add(row)
        else:
            self.whole.add(row)


def judged(plan: Plan, line: Sequence[int] = ()) -> Judged:
    """Every verdict on the plan and its parts: one query, two for a later version unless `line` is given.

    `line` is what `ancestry` gives.
    """
    found = Judged()
    rows = PartJudgement.objects.filter(plan__in=line or ancestry(plan)).order_by("at", "pk")
    for row in rows.select_related("priority", "section"):
        found.add(
            row,
            row.priority.thread_pk if row.priority else None,
            row.section.thread_pk if row.section else None,
        )
    return found


_COLUMNS = tuple(column.attname for column in PartJudgement._meta.concrete_fields)


def judged_versions(scope: Scope, plan_id: int) -> tuple[list[Plan], Judged]:
    """What `versions_of` gives, and every verdict on the plan and its parts: one query."""
    # A version comes once for each judgement that was made in it, and once where there is none.
    rows: list[Any] = list(
        maybe_versions(scope, plan_id).annotate(
            **{f"judged_{name}": F(f"part_judgements__{name}") for name in _COLUMNS},
            of_priority=_thread("part_judgements__priority"),
            of_section=_thread("part_judgements__section"),
        )
    )
    versions = in_line(rows, plan_id)
    own = next((place for place, version in enumerate(versions) if version.pk == plan_id), 0)
    line = {version.pk for version in versions[own:]}
    made = [row for row in rows if row.judged_id is not None and row.pk in line]
    found = Judged()
    for row in sorted(made, key=lambda row: (row.judged_at, row.judged_id)):
        values = [getattr(row, f"judged_{name}") for name in _COLUMNS]
        found.add(PartJudgement.from_db(None, _COLUMNS, values), row.of_priority, row.of_section)
    return versions, found


def _thread(item: str) -> Coalesce:
    return Coalesce(f"{item}__thread_id", f"{item}_id")


def verdict_on_priority(priority: Priority) -> Verdict:
    """The verdict on one priority: one query. Its plan must be there already."""
    found = Verdict()
    # A copy is always made after what it copies: what later versions decided is left out.
    versions = Priority.objects.filter(pk__lte=priority.pk)
    same = versions.filter(pk=priority.thread_pk) | versions.filter(thread=priority.thread_pk)
    for row in PartJudgement.objects.filter(priority__in=same.values("pk")).order_by("at", "pk"):
        found.add(row)
    return found
