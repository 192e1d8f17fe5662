"""One text of a frozen plan for another, wherever it stands as the same kind of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from goldenthread.improvement.rules.importing.parsed import (
    ParsedMilestone,
    ParsedPlan,
    ParsedPriority,
    ParsedSection,
)

_Item = TypeVar("_Item")


def replace_text(plan: ParsedPlan, name: str, old: str, new: str) -> ParsedPlan:
    """The plan with `new` for `old` in all texts of one kind; `name` as in limits.LIMITS."""
    kind, _, field = name.partition(".")
    edit = _Edit(kind, field, old, new)
    head = edit.items("plan", [plan.head])[0]
    return replace(
        plan,
        head=head,
        sections=tuple(edit.section(section) for section in plan.sections),
        unplaced=tuple(edit.items("milestone", plan.unplaced)),
    )


class _Edit:
    """One change of text, walked down the tree."""

    def __init__(self, kind: str, name: str, old: str, new: str) -> None:
        self._kind, self._name, self._old, self._new = kind, name, old, new

    def items(self, kind: str, items: Sequence[_Item]) -> list[_Item]:
        """The items of one kind, those that hold the old text changed."""
        return [self._changed(item) if kind == self._kind else item for item in items]

    def _changed(self, item: Any) -> Any:
        if getattr(item, self._name) != self._old:
            return item
        return replace(item, **{self._name: self._new})

    def section(self, section: ParsedSection) -> ParsedSection:
        whole = self.items("section", [section])[0]
        return replace(
            whole,
            interdependencies=tuple(self.items("document", section.interdependencies)),
            priorities=tuple(self._priority(priority) for priority in section.priorities),
        )

    def _priority(self, priority: ParsedPriority) -> ParsedPriority:
        whole = self.items("priority", [priority])[0]
        leads = (
            self._new if self._kind == "lead" and n == self._old else n for n in priority.leads
        )
        return replace(
            whole,
            leads=tuple(dict.fromkeys(leads)),
            actions=tuple(self.items("action", priority.actions)),
            milestones=tuple(self._linked(m) for m in self.items("milestone", priority.milestones)),
            recurring=tuple(self.items("recurring", priority.recurring)),
        )

    def _linked(self, milestone: ParsedMilestone) -> ParsedMilestone:
        """A milestone names its action by the letter, and leads by their names: it follows."""
        if self._kind == "lead" and self._old in milestone.leads:
            own = (self._new if name == self._old else name for name in milestone.leads)
            return replace(milestone, leads=tuple(dict.fromkeys(own)))
        if self._kind == "action" and milestone.action == self._old:
            return replace(milestone, action=self._new)
        return milestone
