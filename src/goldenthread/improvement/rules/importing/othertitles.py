"""A second title: two plans in one document would otherwise be read into one without a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.exchange.reading import SheetLine
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.levels import Levels
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

_LONGEST = 120


def note_other_titles(
    draft: PlanDraft, units: Sequence[Unit], levels: Levels, words: Vocabulary
) -> None:
    """A finding for each line that would head a plan of its own, with a table of a plan below it."""
    if not draft.title:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(words.title_words)})\b", re.IGNORECASE)
    for place, unit in enumerate(units):
        known = place in levels.sections or place in levels.priorities or place == levels.title
        if known or not _heads(units, place, words) or not _has_table(units, place):
            continue
        named = len(unit.text) <= _LONGEST and pattern.search(unit.text)
        mine, other = normal(draft.title), normal(unit.text)
        if named and mine not in other and other not in mine:
            draft.note(
                "second_plan",
                "warning",
                f"Another plan seems to begin here: “{unit.text}”. Everything in the document is read into one "
                "plan. If these are two, import each from a file of its own.",
                unit.line,
                unit.text,
            )


def _heads(units: Sequence[Unit], place: int, words: Vocabulary) -> bool:
    """The first row of a sheet below its name, or a heading of the first rank above a version or date."""
    unit, above = units[place], units[place - 1] if place else None
    if unit.kind == "row":
        return (
            bool(unit.text)
            and above is not None
            and isinstance(above.line, SheetLine)
            and above.kind == "heading"
        )
    facts = (re.split(r"[:\d]", one.text)[0] for one in units[place + 1 : place + 4])
    told = any(label_key(fact) in words.head for fact in facts)
    return (
        unit.kind == "heading" and unit.level == 1 and not isinstance(unit.line, SheetLine) and told
    )


def _has_table(units: Sequence[Unit], place: int) -> bool:
    """Whether a plan's table follows, before the next line that could head one."""
    for unit in units[place + 1 :]:
        if unit.kind == "heading" and unit.level == 1:
            return False
        if unit.columns and unit.columns.is_plan:
            return True
    return False
