"""Versions of a plan as items to compare, and what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries.version_items import Trees
from goldenthread.improvement.queries.versions import versions_of
from goldenthread.improvement.rules.differences import (
    Change,
    Kind,
    Nature,
    counts,
    differences,
)

NATURES = {
    Nature.ADDED: "Added",
    Nature.REMOVED: "Removed",
    Nature.REWORDED: "Reworded",
    Nature.REDATED: "Given another date",
    Nature.MOVED: "Moved or renumbered",
    Nature.LEADS: "Given other leads",
}
COLUMNS = (("change", "Change"), ("item", "What"), ("was", "Was"), ("now", "Now"))


@dataclass(frozen=True)
class Comparison:
    """What differs from the earlier to the later of two versions."""

    earlier: Plan
    later: Plan
    changes: list[Change]

    @property
    def groups(self) -> list[tuple[str, Nature, list[Change]]]:
        """The changes by nature, with its heading; natures without a change are left out."""
        found = [(words, nature, self._of(nature)) for nature, words in NATURES.items()]
        return [group for group in found if group[2]]

    @property
    def of_milestones(self) -> dict[str, list[Change]]:
        """The changes of milestones, by nature."""
        return {
            nature.value: [row for row in self._of(nature) if row.item.kind is Kind.MILESTONE]
            for nature in NATURES
        }

    def _of(self, nature: Nature) -> list[Change]:
        return [change for change in self.changes if change.nature is nature]


@dataclass(frozen=True)
class VersionRow:
    """A version in the list; `changed` counts what differs from the version before, None for the first."""

    plan: Plan
    before: Plan | None
    changed: dict[Nature, int] | None


def compared(scope: Scope, plan: Plan, other_id: int) -> Comparison:
    """Two versions of one plan, the earlier first: fourteen queries. Http404 unless both are versions of it."""
    return comparison(plan, other_id, versions_of(scope, plan.pk))


def comparison(plan: Plan, other_id: int, versions: Sequence[Plan]) -> Comparison:
    """The same, with the versions read already, newest first."""
    chosen = [row for row in versions if row.pk in (plan.pk, other_id)]
    if len(chosen) != 2:
        raise Http404("There is no such version of this plan.")
    later, earlier = chosen
    return Comparison(earlier, later, _changes(earlier, later, Trees(chosen)))


def version_rows(scope: Scope, plan: Plan) -> list[VersionRow]:
    """Every version that the scope may see, newest first, with counts of what changed: fourteen queries."""
    versions = versions_of(scope, plan.pk)
    trees = Trees(versions) if len(versions) > 1 else None
    rows = []
    for row, before in zip(versions, [*versions[1:], None], strict=True):
        changed = counts(_changes(before, row, trees)) if before and trees else None
        rows.append(VersionRow(row, before, changed))
    return rows


def differences_table(found: Comparison) -> Table:
    """The differences as a table to take away."""
    names = [_version_words(plan) for plan in (found.earlier, found.later)]
    about = f"{found.later.title}. What differs from {names[0]} to {names[1]}: {len(found.changes)} changes."
    rows = [
        (NATURES[row.nature], row.item.ref, row.was_words, row.now_words) for row in found.changes
    ]
    return Table("Differences", about, COLUMNS, rows)


def _version_words(plan: Plan) -> str:
    name = f"version {plan.version}" if plan.version else f"the version with number {plan.pk}"
    return f"{name} ({plan.get_state_display().lower()})"


def _changes(earlier: Plan, later: Plan, trees: Trees) -> list[Change]:
    return differences(trees.items[earlier.pk], trees.begun(later))
