"""The status and the update that a row prints, to the milestones that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.exchange.reading import Part, Row
from goldenthread.improvement.rules.importing.cells import cell_parts, joined
from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.drafts import MilestoneDraft, PlanDraft, PriorityDraft
from goldenthread.improvement.rules.importing.entries import split_actions


def give_updates(
    draft: PlanDraft,
    row: Row,
    columns: Columns,
    made: list[MilestoneDraft],
    priority: PriorityDraft | None,
    *,
    recurs: bool,
) -> None:
    """Status and update of a row go to its milestone; with several, by their numbers."""
    for kind in ("status", "update"):
        parts = cell_parts(row, columns, kind)
        if not parts:
            continue
        if len(made) == 1:
            setattr(made[0], kind, joined(parts))
        elif not _by_number(kind, parts, made):
            where = f" of {priority.name}" if priority else ""
            beside = f"beside {len(made)} milestones" if made else "beside no dated milestone"
            why = (
                f"{beside}{where}, so it belongs to no single one. Write the number of its "
                "milestone before each in the document and import it again."
            )
            if recurs and not made:
                why = f"beside a recurring commitment{where}, which has none. It is kept here only."
            draft.note(
                f"{kind}_not_linked",
                "warning",
                f"This {kind} stands {why}",
                row.line,
                joined(parts),
                about=priority.key if priority else "",
            )


def _by_number(kind: str, parts: Sequence[Part], made: list[MilestoneDraft]) -> bool:
    entries = [entry for part in parts for entry in split_actions([part])]
    numbers = {m.number: m for m in made if m.number}
    if entries and all(e.mark in numbers for e in entries):
        for entry in entries:
            setattr(numbers[entry.mark or ""], kind, entry.text)
        return True
    if len(parts) == len(made) > 1 and not any(e.mark for e in entries):
        for part, milestone in zip(parts, made, strict=True):
            setattr(milestone, kind, part.text)
        return True
    return False
