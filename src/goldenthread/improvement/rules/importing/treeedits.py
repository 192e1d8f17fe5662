"""Changes to a frozen plan, each giving a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from goldenthread.core.months import Month
from goldenthread.improvement.rules.importing.parsed import (
    ParsedMilestone,
    ParsedPlan,
    ParsedPriority,
)
from goldenthread.improvement.rules.importing.statuses import kept_words


def find_priority(plan: ParsedPlan, wanted: str) -> ParsedPriority | None:
    """By key, or by a code that only one priority has."""
    by_key = [p for p in plan.priorities if p.key == wanted]
    by_code = [p for p in plan.priorities if (p.code or "").lower() == wanted.lower()]
    found = by_key or by_code
    return found[0] if len(found) == 1 else None


def find_unplaced(plan: ParsedPlan, key: str) -> ParsedMilestone:
    return next(m for m in plan.unplaced if m.key == key)


def without_unplaced(plan: ParsedPlan, key: str) -> ParsedPlan:
    return replace(plan, unplaced=tuple(m for m in plan.unplaced if m.key != key))


def map_priorities(
    plan: ParsedPlan, change: Callable[[ParsedPriority], ParsedPriority | None]
) -> ParsedPlan:
    """Every priority through a function; None takes it out."""
    sections = []
    for section in plan.sections:
        changed = (change(priority) for priority in section.priorities)
        kept = tuple(priority for priority in changed if priority is not None)
        sections.append(replace(section, priorities=kept))
    return replace(plan, sections=tuple(sections))


def place_milestone(plan: ParsedPlan, key: str, priority_key: str) -> ParsedPlan:
    """Move an unplaced milestone to the end of a priority."""
    milestone = find_unplaced(plan, key)

    def grown(priority: ParsedPriority) -> ParsedPriority:
        if priority.key != priority_key:
            return priority
        return replace(priority, milestones=(*priority.milestones, milestone))

    return map_priorities(without_unplaced(plan, key), grown)


def change_milestone(plan: ParsedPlan, key: str, *, due: Month | None) -> ParsedPlan:
    """Another due month for one milestone, placed or not."""
    return _with_milestone(plan, key, lambda milestone: replace(milestone, due=due))


def give_words(plan: ParsedPlan, about: str, line: int | None, text: str) -> ParsedPlan:
    """The words of a milestone that had none, and of its action if that has none; or of the action on a line."""

    def told(priority: ParsedPriority) -> ParsedPriority:
        mine = [m for m in priority.milestones if m.key == about]
        action = priority.linked(mine[0]) if mine else None
        actions = tuple(
            replace(a, text=text)
            if not a.text and (a == action or (priority.key == about and a.source_line == line))
            else a
            for a in priority.actions
        )
        return replace(priority, actions=actions)

    worded = map_priorities(plan, told)
    return _with_milestone(worded, about, lambda m: replace(m, text=text))


def as_above(plan: ParsedPlan, key: str) -> ParsedPlan:
    """A milestone without words as a further date of the one before it in its priority."""

    def repeated(priority: ParsedPriority) -> ParsedPriority:
        keys = [m.key for m in priority.milestones]
        if key not in keys:
            return priority
        place = keys.index(key)
        before = next((m for m in reversed(priority.milestones[:place]) if m.text), None)
        if before is None:
            return priority
        changed = replace(
            priority.milestones[place],
            text=before.text, action=before.action, action_line=before.action_line,
        )  # fmt: skip
        after = priority.milestones[place + 1 :]
        return replace(priority, milestones=(*priority.milestones[:place], changed, *after))

    return map_priorities(plan, repeated)


def without_milestone(plan: ParsedPlan, key: str) -> ParsedPlan:
    """The plan without one milestone of a priority, and without its action if that has no words."""

    def smaller(priority: ParsedPriority) -> ParsedPriority:
        gone = next((m for m in priority.milestones if m.key == key), None)
        if gone is None:
            return priority
        action = priority.linked(gone)
        return replace(
            priority,
            milestones=tuple(m for m in priority.milestones if m is not gone),
            actions=tuple(a for a in priority.actions if a.text or a != action),
        )

    return map_priorities(plan, smaller)


def revise_due(plan: ParsedPlan, key: str, due: Month) -> ParsedPlan:
    """A later date for one milestone; the one that stood there stays as its first."""
    return _with_milestone(plan, key, lambda m: replace(m, due=due, first_due=m.first_due or m.due))


def set_status(plan: ParsedPlan, key: str, status: str) -> ParsedPlan:
    """A person's reading of a printed status; the printed words go in front of the update."""

    def read(milestone: ParsedMilestone) -> ParsedMilestone:
        update = kept_words(milestone.status, milestone.update)
        return replace(milestone, status=status.capitalize(), update=update)

    return _with_milestone(plan, key, read)


def _with_milestone(
    plan: ParsedPlan, key: str, change: Callable[[ParsedMilestone], ParsedMilestone]
) -> ParsedPlan:
    """One milestone changed, wherever it stands; nothing where it was left out."""

    def changed(milestone: ParsedMilestone) -> ParsedMilestone:
        return change(milestone) if milestone.key == key else milestone

    placed = map_priorities(
        plan, lambda p: replace(p, milestones=tuple(changed(m) for m in p.milestones))
    )
    return replace(placed, unplaced=tuple(changed(m) for m in plan.unplaced))


def change_priority(
    plan: ParsedPlan, key: str, *, code: str | None = None, add_lead: str | None = None
) -> ParsedPlan:
    """Another code, or one more lead, for one priority."""

    def changed(priority: ParsedPriority) -> ParsedPriority:
        if priority.key != key:
            return priority
        leads = (*priority.leads, add_lead) if add_lead else priority.leads
        return replace(priority, code=code or priority.code, leads=leads)

    return map_priorities(plan, changed)


def add_priority(
    plan: ParsedPlan, section_key: str, code: str, title: str, line: int
) -> tuple[ParsedPlan, str]:
    """A new priority at the end of a section, and its key."""
    taken = {priority.key for priority in plan.priorities}
    number = len(taken) + 1
    while f"p{number}" in taken:
        number += 1
    key = f"p{number}"
    new = ParsedPriority(code, title, (), (), (), (), line, key)
    sections = tuple(
        replace(s, priorities=(*s.priorities, new)) if s.key == section_key else s
        for s in plan.sections
    )
    return replace(plan, sections=sections), key


def merge_priorities(plan: ParsedPlan, key: str) -> ParsedPlan:
    """Put a priority into the first one of the same code."""
    later = next(p for p in plan.priorities if p.key == key)
    first = next(p for p in plan.priorities if (p.code or "").lower() == (later.code or "").lower())
    if first.key == key:
        return plan

    def changed(priority: ParsedPriority) -> ParsedPriority | None:
        if priority.key == key:
            return None
        if priority.key != first.key:
            return priority
        new_leads = tuple(lead for lead in later.leads if lead not in priority.leads)
        return replace(
            priority,
            title=priority.title or later.title,
            leads=(*priority.leads, *new_leads),
            actions=(*priority.actions, *later.actions),
            milestones=(*priority.milestones, *later.milestones),
            recurring=(*priority.recurring, *later.recurring),
        )

    return map_priorities(plan, changed)
