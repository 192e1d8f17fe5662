"""Texts that are longer than the plan can keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenthread.improvement.rules.importing.choices import CUT, TOO_LONG
from goldenthread.improvement.rules.importing.drafts import MilestoneDraft, PlanDraft, PriorityDraft
from goldenthread.improvement.rules.importing.limits import LIMITS

_Text = tuple[str, str | None, int | None]  # the name in LIMITS, the text, its line


def check_lengths(draft: PlanDraft) -> None:
    """One finding for each such text; a text that stands several times is settled once."""
    seen: set[tuple[str, str]] = set()
    for name, text, line in _texts(draft):
        limit = LIMITS[name]
        if not text or limit.fits(text) or (name, text) in seen:
            continue
        seen.add((name, text))
        draft.note(
            "text_too_long", "error",
            f"The {limit.what} has {len(text)} characters; at most {limit.longest} can be kept.",
            line, text, choices=CUT if name == "milestone.due_text" else TOO_LONG, about=name,
        )  # fmt: skip


def _texts(draft: PlanDraft) -> Iterator[_Text]:
    yield "plan.title", draft.title, None
    yield "plan.version", draft.version, None
    for section in draft.sections:
        yield "section.number", section.number, section.line
        yield "section.title", section.title, section.line
        for other in section.interdependencies:
            yield "document.text", other.text, other.source_line
        for priority in section.priorities:
            yield from _priority(priority)
    yield from _milestones(draft.unplaced)


def _priority(priority: PriorityDraft) -> Iterator[_Text]:
    yield "priority.code", priority.code, priority.line
    for name, line in priority.leads:
        yield "lead.name", name, line
    for action in priority.actions:
        yield "action.letter", action.letter, action.source_line
    for recurring in priority.recurring:
        yield "recurring.number", recurring.number, recurring.source_line
        yield "recurring.cadence_text", recurring.cadence_text, recurring.source_line
    yield from _milestones(priority.milestones)


def _milestones(milestones: Iterable[MilestoneDraft]) -> Iterator[_Text]:
    for milestone in milestones:
        yield "milestone.number", milestone.number, milestone.line
        yield "milestone.due_text", milestone.due.text if milestone.due else None, milestone.line
        yield "milestone.qualifier", milestone.qualifier, milestone.line
